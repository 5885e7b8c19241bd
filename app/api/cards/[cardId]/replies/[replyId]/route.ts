import { replyIdSchema } from '@/lib/exchange/reply';
import { withdrawSchema } from '@/lib/exchange/requests';
import { digestText } from '@/lib/exchange/signature';
import { addressIn, bodyAs, handle, json, limited, ownSiteOnly, problem } from '@/lib/server/http';
import { withdrawReply } from '@/lib/server/replies';

type Context = { params: Promise<{ cardId: string; replyId: string }> };

const BODY_MAX_BYTES = 1024;

/** Whoever has the receipt takes their reply back, until it was read. */
export const DELETE = (request: Request, { params }: Context) =>
  handle('DELETE /api/cards/replies', async (services) => {
    ownSiteOnly(services, request);
    limited(services, 'other', request);
    const { cardId, replyId } = await params;
    const address = addressIn(cardId);
    if (!replyIdSchema.safeParse(replyId).success) return problem(404, 'reply.unknown');
    const { data } = await bodyAs(request, withdrawSchema, BODY_MAX_BYTES);
    const digest = await digestText(new TextEncoder().encode(data.receipt));
    const state = await withdrawReply(services.storage, address, replyId, digest);
    return state === null ? problem(404, 'reply.unknown') : json(200, { state });
  });
