import { Hono } from 'hono';
import { revokeSchema } from '../../../lib/exchange/requests';
import { revokeDevices } from '../../cards';
import { parseBody } from '../../http/body';
import type { ServerEnv } from '../../http/context';
import { parseAddress } from '../../http/owner';
import { noContent, RequestProblem } from '../../http/problem';
import { enforceLimit, enforceOwnSite, hostOf } from '../../http/request';
import type { Services } from '../../services';

const BODY_MAX_BYTES = 8 * 1024;
const PROBLEMS = {
  other_owner: [409, 'card.other_owner'],
  refused: [403, 'card.refused'],
  stale: [409, 'card.stale'],
  none: [404, 'card.unknown'],
  deleted: [410, 'card.deleted'],
} as const;

/** `PUT /api/cards/:card/generation`: the owner revokes every device with the recovery phrase. */
export const generationRoute = (services: Services) =>
  new Hono<ServerEnv>().put('/api/cards/:card/generation', async (c) => {
    enforceOwnSite(services, c);
    enforceLimit(services, 'publish', c);
    const address = parseAddress(c.req.param('card'));
    const request = await parseBody(c, revokeSchema, BODY_MAX_BYTES);
    const outcome = await revokeDevices(services.storage, address, hostOf(services, c), request);
    if (outcome === 'done') return noContent();
    const [status, code] = PROBLEMS[outcome];
    throw new RequestProblem(status, code);
  });
