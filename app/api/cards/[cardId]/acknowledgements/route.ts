import { acknowledgeSchema } from '@/lib/exchange/requests';
import { addressIn, bodyText, dataAs, handle, limited, ownersCard, ownSiteOnly } from '@/lib/server/http';
import { acknowledgeReplies } from '@/lib/server/replies';

type Context = { params: Promise<{ cardId: string }> };

const BODY_MAX_BYTES = 8 * 1024;

export const POST = (request: Request, { params }: Context) =>
  handle('POST /api/cards/acknowledgements', async (services) => {
    ownSiteOnly(services, request);
    limited(services, 'pull', request);
    const address = addressIn((await params).cardId);
    const body = await bodyText(request, BODY_MAX_BYTES);
    const { ids } = dataAs(body, acknowledgeSchema);
    const { card, device } = await ownersCard(services, request, address, body);
    await acknowledgeReplies(services.storage, card, device, ids, services.now());
    return new Response(null, { status: 204 });
  });
