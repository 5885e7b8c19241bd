import { Hono } from 'hono';
import { acknowledgeSchema } from '../../../lib/exchange/requests';
import { parseJson, readText } from '../../http/body';
import type { ServerEnv } from '../../http/context';
import { parseAddress, requireOwner } from '../../http/owner';
import { noContent } from '../../http/problem';
import { enforceLimit, enforceOwnSite } from '../../http/request';
import { acknowledgeReplies } from '../../replies';
import type { Services } from '../../services';

const BODY_MAX_BYTES = 8 * 1024;

/** `POST /api/cards/:card/acknowledgements`: records the replies that a device of the owner has stored. */
export const acknowledgementsRoute = (services: Services) =>
  new Hono<ServerEnv>().post('/api/cards/:card/acknowledgements', async (c) => {
    enforceOwnSite(services, c);
    enforceLimit(services, 'pull', c);
    const address = parseAddress(c.req.param('card'));
    const body = await readText(c, BODY_MAX_BYTES);
    const { ids } = parseJson(body, acknowledgeSchema);
    const { card, device } = await requireOwner(services, c, address, body);
    await acknowledgeReplies(services.storage, card, device, ids, services.now());
    return noContent();
  });
