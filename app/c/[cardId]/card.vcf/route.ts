import { handle } from '@/lib/server/http';
import { contactFileResponse, findPublicCard, withoutCard } from '@/lib/server/public-card';

type Context = { params: Promise<{ cardId: string }> };

export const GET = (request: Request, { params }: Context) =>
  handle('GET /c/card.vcf', async (services) => {
    const found = await findPublicCard(services, (await params).cardId);
    return found.state === 'shown' ? contactFileResponse(services, request, found) : withoutCard(request, found);
  });
