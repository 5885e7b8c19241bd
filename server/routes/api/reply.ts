import { Hono } from 'hono';
import { replyIdSchema } from '../../../lib/exchange/reply';
import { withdrawSchema } from '../../../lib/exchange/requests';
import { sha256 } from '../../digest';
import { parseBody } from '../../http/body';
import type { ServerEnv } from '../../http/context';
import { parseAddress } from '../../http/owner';
import { json, RequestProblem } from '../../http/problem';
import { enforceLimit, enforceOwnSite } from '../../http/request';
import { withdrawReply } from '../../replies';
import type { Services } from '../../services';

const BODY_MAX_BYTES = 1024;

/** `DELETE /api/cards/:card/replies/:reply`: the holder of the receipt withdraws a reply that was not read yet. */
export const replyRoute = (services: Services) =>
  new Hono<ServerEnv>().delete('/api/cards/:card/replies/:reply', async (c) => {
    enforceOwnSite(services, c);
    enforceLimit(services, 'other', c);
    const address = parseAddress(c.req.param('card'));
    const id = c.req.param('reply');
    if (!replyIdSchema.safeParse(id).success) throw new RequestProblem(404, 'reply.unknown');
    const { receipt } = await parseBody(c, withdrawSchema, BODY_MAX_BYTES);
    const state = await withdrawReply(services.storage, address, id, sha256(receipt));
    if (state === null) throw new RequestProblem(404, 'reply.unknown');
    return json(200, { state });
  });
