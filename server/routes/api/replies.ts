import { Hono } from 'hono';
import { sendReplySchema } from '../../../lib/exchange/requests';
import { parseBody } from '../../http/body';
import type { ServerEnv } from '../../http/context';
import { parseAddress, requireCard, requireOwner } from '../../http/owner';
import { json } from '../../http/problem';
import { enforceLimit, enforceOwnSite } from '../../http/request';
import { takeSealedReply } from '../../incoming-reply';
import { waitingReplies } from '../../replies';
import type { Services } from '../../services';

/** Envelope of 8 KiB in base64url, a proof of work, and a margin. */
const BODY_MAX_BYTES = 16 * 1024;
const AFTER = /^(\d{1,15})\.([\w-]{22})$/;

/** `/api/cards/:card/replies`: visitors post replies, the owner's devices fetch them. */
export const repliesRoute = (services: Services) =>
  new Hono<ServerEnv>()
    .post('/api/cards/:card/replies', async (c) => {
      enforceOwnSite(services, c);
      enforceLimit(services, 'post', c);
      const address = parseAddress(c.req.param('card'));
      const reply = await parseBody(c, sendReplySchema, BODY_MAX_BYTES);
      await services.capacity.enforceRoom();
      return takeSealedReply(services, c, await requireCard(services, address), reply);
    })
    // Replies that the requesting device has not acknowledged.
    .get('/api/cards/:card/replies', async (c) => {
      enforceLimit(services, 'pull', c);
      const { card, device } = await requireOwner(services, c, parseAddress(c.req.param('card')), '');
      const [, atMs = '0', id = ''] = AFTER.exec(c.req.query('after') ?? '') ?? [];
      const after = { receivedAtMs: Number(atMs), id };
      return json(200, { replies: await waitingReplies(services.storage, card, device, after, services.now()) });
    });
