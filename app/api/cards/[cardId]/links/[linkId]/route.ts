import { replyIdSchema } from '@/lib/exchange/reply';
import { linkMessageSchema } from '@/lib/exchange/requests';
import { type LinkSide, putLinkMessage, readLinkMessage } from '@/lib/server/device-links';
import {
  addressIn,
  bodyText,
  cardIn,
  dataAs,
  handle,
  json,
  limited,
  ownersCard,
  ownSiteOnly,
  problem,
} from '@/lib/server/http';

type Context = { params: Promise<{ cardId: string; linkId: string }> };

const BODY_MAX_BYTES = 84 * 1024;

/** `?side=new` is the device being linked, which nobody knows yet; `open` and `first` prove that they are the owner's. */
function sideOf(request: Request): LinkSide {
  const side = new URL(request.url).searchParams.get('side');
  return side === 'first' || side === 'open' ? side : 'new';
}

export const PUT = (request: Request, { params }: Context) =>
  handle('PUT /api/cards/links', async (services) => {
    ownSiteOnly(services, request);
    limited(services, 'other', request);
    const { cardId, linkId } = await params;
    const address = addressIn(cardId);
    if (!replyIdSchema.safeParse(linkId).success) return problem(404, 'link.unknown');
    const body = await bodyText(request, BODY_MAX_BYTES);
    const { message } = dataAs(body, linkMessageSchema);
    const side = sideOf(request);
    if (side === 'new') await cardIn(services, address);
    else await ownersCard(services, request, address, body);
    const outcome = await putLinkMessage(services.storage, address, linkId, side, message, services.now());
    if (outcome === 'too_many') return problem(429, 'request.too_many', {}, { 'Retry-After': '600' });
    if (outcome === 'unknown') return problem(404, 'link.unknown');
    return outcome === 'stored' ? new Response(null, { status: 204 }) : problem(409, 'link.taken');
  });

export const GET = (request: Request, { params }: Context) =>
  handle('GET /api/cards/links', async (services) => {
    limited(services, 'pull', request);
    const { cardId, linkId } = await params;
    const address = addressIn(cardId);
    if (!replyIdSchema.safeParse(linkId).success) return problem(404, 'link.unknown');
    await cardIn(services, address);
    const message = await readLinkMessage(services.storage, address, linkId, sideOf(request), services.now());
    return json(200, { message });
  });
