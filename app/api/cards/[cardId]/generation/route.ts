import { revokeSchema } from '@/lib/exchange/requests';
import { revokeDevices } from '@/lib/server/cards';
import { addressIn, bodyAs, handle, hostOf, limited, ownSiteOnly, problem } from '@/lib/server/http';

type Context = { params: Promise<{ cardId: string }> };

const BODY_MAX_BYTES = 8 * 1024;
const STATUS = { other_owner: 409, refused: 403, stale: 409, none: 404, deleted: 410 } as const;
const CODE = {
  other_owner: 'card.other_owner',
  refused: 'card.refused',
  stale: 'card.stale',
  none: 'card.unknown',
  deleted: 'card.deleted',
} as const;

/** The owner, by the words, shuts every device out; the one that asks is the first of the new generation. */
export const PUT = (request: Request, { params }: Context) =>
  handle('PUT /api/cards/generation', async (services) => {
    ownSiteOnly(services, request);
    limited(services, 'publish', request);
    const address = addressIn((await params).cardId);
    const { data } = await bodyAs(request, revokeSchema, BODY_MAX_BYTES);
    const outcome = await revokeDevices(services.storage, address, hostOf(services, request), data);
    return outcome === 'done' ? new Response(null, { status: 204 }) : problem(STATUS[outcome], CODE[outcome]);
  });
