import { handlePage } from '@/lib/server/http';
import { contactFileResponse, findPublicCard, sorryPage, withoutCard } from '@/lib/server/public-card';

type Context = { params: Promise<{ cardId: string }> };

export const GET = (request: Request, { params }: Context) =>
  handlePage(request, 'GET /c/card.vcf', sorryPage(request), async (services) => {
    const found = await findPublicCard(services, (await params).cardId);
    return found.state === 'shown' ? contactFileResponse(services, request, found) : withoutCard(request, found);
  });
