import { tokenSchema } from '@/lib/exchange/requests';
import { putEventToken } from '@/lib/server/event-tokens';
import { addressIn, bodyText, dataAs, handle, limited, ownersCard, ownSiteOnly } from '@/lib/server/http';

type Context = { params: Promise<{ cardId: string }> };

const BODY_MAX_BYTES = 1024;

/** Begins an evening's token, or ends it: `forMs` is 0. */
export const PUT = (request: Request, { params }: Context) =>
  handle('PUT /api/cards/tokens', async (services) => {
    ownSiteOnly(services, request);
    limited(services, 'other', request);
    const address = addressIn((await params).cardId);
    const body = await bodyText(request, BODY_MAX_BYTES);
    const { token, forMs } = dataAs(body, tokenSchema);
    const { card } = await ownersCard(services, request, address, body);
    await putEventToken(services.storage, card.address, token, services.now() + forMs);
    return new Response(null, { status: 204 });
  });
