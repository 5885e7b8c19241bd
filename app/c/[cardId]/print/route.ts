import { handle } from '@/lib/server/http';
import { findPublicCard, printedCardResponse, withoutCard } from '@/lib/server/public-card';

type Context = { params: Promise<{ cardId: string }> };

/** The card in large print, for a printer. */
export const GET = (request: Request, { params }: Context) =>
  handle('GET /c/print', async (services) => {
    const found = await findPublicCard(services, (await params).cardId);
    return found.state === 'shown' ? printedCardResponse(services, request, found) : withoutCard(request, found);
  });
