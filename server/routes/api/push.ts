import { Hono } from 'hono';
import { pushSubscriptionSchema } from '../../../lib/exchange/requests';
import { parseJson, readText } from '../../http/body';
import type { ServerEnv } from '../../http/context';
import { parseAddress, requireOwner } from '../../http/owner';
import { json, noContent, RequestProblem } from '../../http/problem';
import { enforceLimit, enforceOwnSite } from '../../http/request';
import { deleteSubscription, isPushEndpoint, putSubscription } from '../../push';
import type { Services } from '../../services';

const BODY_MAX_BYTES = 4 * 1024;

/** `/api/cards/:card/push`: a device asks to be told of replies, or no longer. `GET` gives the server's public key. */
export const pushRoute = (services: Services) =>
  new Hono<ServerEnv>()
    .get('/api/cards/:card/push', (c) => {
      enforceLimit(services, 'other', c);
      parseAddress(c.req.param('card'));
      return json(200, { key: services.push.publicKey });
    })
    .put('/api/cards/:card/push', async (c) => {
      enforceOwnSite(services, c);
      enforceLimit(services, 'other', c);
      const address = parseAddress(c.req.param('card'));
      const body = await readText(c, BODY_MAX_BYTES);
      const subscription = parseJson(body, pushSubscriptionSchema);
      const { card, device } = await requireOwner(services, c, address, body);
      if (!isPushEndpoint(subscription.endpoint, services.config.pushOrigins))
        throw new RequestProblem(400, 'push.unknown_service');
      await services.capacity.enforceRoom();
      const owner = { card: card.address, device, generation: card.generation };
      if (!(await putSubscription(services.storage, owner, subscription, services.now())))
        throw new RequestProblem(429, 'request.too_many', {}, { 'Retry-After': '600' });
      return noContent();
    })
    .delete('/api/cards/:card/push', async (c) => {
      enforceOwnSite(services, c);
      enforceLimit(services, 'other', c);
      const { card, device } = await requireOwner(services, c, parseAddress(c.req.param('card')), '');
      await deleteSubscription(services.storage, card.address, device);
      return noContent();
    });
