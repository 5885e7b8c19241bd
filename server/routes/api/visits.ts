import { Hono } from 'hono';
import type { ServerEnv } from '../../http/context';
import { parseAddress, requireOwner } from '../../http/owner';
import { json } from '../../http/problem';
import { enforceLimit } from '../../http/request';
import type { Services } from '../../services';

/** `GET /api/cards/:card/visits`: visits of the card by day and channel. */
export const visitsRoute = (services: Services) =>
  new Hono<ServerEnv>().get('/api/cards/:card/visits', async (c) => {
    enforceLimit(services, 'other', c);
    const { card } = await requireOwner(services, c, parseAddress(c.req.param('card')), '');
    return json(200, { visits: await services.visits.read(card.address) });
  });
