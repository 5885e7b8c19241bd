import { Hono } from 'hono';
import { tokenSchema } from '../../../lib/exchange/requests';
import { putEventToken } from '../../event-tokens';
import { parseJson, readText } from '../../http/body';
import type { ServerEnv } from '../../http/context';
import { parseAddress, requireOwner } from '../../http/owner';
import { noContent } from '../../http/problem';
import { enforceLimit, enforceOwnSite } from '../../http/request';
import type { Services } from '../../services';

const BODY_MAX_BYTES = 1024;

/** `PUT /api/cards/:card/tokens`: activates an event token for `forMs` milliseconds; 0 ends it. */
export const tokensRoute = (services: Services) =>
  new Hono<ServerEnv>().put('/api/cards/:card/tokens', async (c) => {
    enforceOwnSite(services, c);
    enforceLimit(services, 'other', c);
    const address = parseAddress(c.req.param('card'));
    const body = await readText(c, BODY_MAX_BYTES);
    const { token, forMs } = parseJson(body, tokenSchema);
    const { card } = await requireOwner(services, c, address, body);
    await putEventToken(services.storage, card.address, token, services.now() + forMs);
    return noContent();
  });
