import { Hono } from 'hono';
import { replyIdSchema } from '../../../lib/exchange/reply';
import { linkMessageSchema } from '../../../lib/exchange/requests';
import { type LinkSide, putLinkMessage, readLinkMessage } from '../../device-links';
import { parseJson, readText } from '../../http/body';
import type { ServerContext, ServerEnv } from '../../http/context';
import { parseAddress, requireCard, requireOwner } from '../../http/owner';
import { json, noContent, RequestProblem } from '../../http/problem';
import { enforceLimit, enforceOwnSite } from '../../http/request';
import type { Services } from '../../services';

const BODY_MAX_BYTES = 84 * 1024;

/**
 * `?side=new` is the device being linked, which is still unknown; `open`, `reveal` and `first` prove that they are the owner's.
 */
function sideOf(c: ServerContext): LinkSide {
  const side = c.req.query('side');
  return side === 'first' || side === 'open' || side === 'reveal' ? side : 'new';
}

function parseLinkId(link: string): string {
  if (!replyIdSchema.safeParse(link).success) throw new RequestProblem(404, 'link.unknown');
  return link;
}

/** `/api/cards/:card/links/:link`: the messages that link a second device. */
export const linkRoute = (services: Services) =>
  new Hono<ServerEnv>()
    .put('/api/cards/:card/links/:link', async (c) => {
      enforceOwnSite(services, c);
      enforceLimit(services, 'other', c);
      const address = parseAddress(c.req.param('card'));
      const link = parseLinkId(c.req.param('link'));
      const body = await readText(c, BODY_MAX_BYTES);
      const { message } = parseJson(body, linkMessageSchema);
      const side = sideOf(c);
      if (side === 'new') await requireCard(services, address);
      else await requireOwner(services, c, address, body);
      await services.capacity.enforceRoom();
      const outcome = await putLinkMessage(services.storage, address, link, side, message, services.now());
      if (outcome === 'too_many') throw new RequestProblem(429, 'request.too_many', {}, { 'Retry-After': '600' });
      if (outcome === 'unknown') throw new RequestProblem(404, 'link.unknown');
      if (outcome === 'taken') throw new RequestProblem(409, 'link.taken');
      return noContent();
    })
    .get('/api/cards/:card/links/:link', async (c) => {
      enforceLimit(services, 'pull', c);
      const address = parseAddress(c.req.param('card'));
      const link = parseLinkId(c.req.param('link'));
      await requireCard(services, address);
      const message = await readLinkMessage(services.storage, address, link, sideOf(c), services.now());
      return json(200, { message });
    });
