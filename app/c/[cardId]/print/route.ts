import { handlePage } from '@/lib/server/http';
import { findPublicCard, printedCardResponse, sorryPage, withoutCard } from '@/lib/server/public-card';

type Context = { params: Promise<{ cardId: string }> };

/** The card in large print, for a printer. */
export const GET = (request: Request, { params }: Context) =>
  handlePage(request, 'GET /c/print', sorryPage(request), async (services) => {
    const found = await findPublicCard(services, (await params).cardId);
    return found.state === 'shown' ? printedCardResponse(services, request, found) : withoutCard(request, found);
  });
