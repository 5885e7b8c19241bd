import { addressIn, handle, json, limited, ownersCard } from '@/lib/server/http';

type Context = { params: Promise<{ cardId: string }> };

/** How often the card was opened, by day and channel. */
export const GET = (request: Request, { params }: Context) =>
  handle('GET /api/cards/visits', async (services) => {
    limited(services, 'other', request);
    const { card } = await ownersCard(services, request, addressIn((await params).cardId), '');
    return json(200, { visits: await services.visits.read(card.address) });
  });
