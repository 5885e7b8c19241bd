import { sendReplySchema } from '@/lib/exchange/requests';
import { addressIn, bodyAs, cardIn, handle, json, limited, ownersCard, ownSiteOnly } from '@/lib/server/http';
import { takeSealedReply } from '@/lib/server/incoming-reply';
import { waitingReplies } from '@/lib/server/replies';

type Context = { params: Promise<{ cardId: string }> };

/** An envelope of 8 KiB in base64url, a proof of work, and room. */
const BODY_MAX_BYTES = 16 * 1024;

export const POST = (request: Request, { params }: Context) =>
  handle('POST /api/cards/replies', async (services) => {
    ownSiteOnly(services, request);
    limited(services, 'post', request);
    const address = addressIn((await params).cardId);
    const { data } = await bodyAs(request, sendReplySchema, BODY_MAX_BYTES);
    return takeSealedReply(services, request, await cardIn(services, address), data);
  });

const AFTER = /^(\d{1,15})\.([\w-]{22})$/;

/** What the asking device has not acknowledged. */
export const GET = (request: Request, { params }: Context) =>
  handle('GET /api/cards/replies', async (services) => {
    limited(services, 'pull', request);
    const { card, device } = await ownersCard(services, request, addressIn((await params).cardId), '');
    const [, atMs = '0', id = ''] = AFTER.exec(new URL(request.url).searchParams.get('after') ?? '') ?? [];
    const after = { receivedAtMs: Number(atMs), id };
    return json(200, { replies: await waitingReplies(services.storage, card, device, after, services.now()) });
  });
