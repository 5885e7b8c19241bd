import { Hono } from 'hono';
import type { ServerEnv } from '../../http/context';
import { enforceLimit } from '../../http/request';
import { findPublicCard, notShownResponse, printedCardResponse } from '../../pages/public-card';
import type { Services } from '../../services';

/** `/c/:card/print`: the card in large print, to be printed. */
export const printRoute = (services: Services) =>
  new Hono<ServerEnv>().get('/c/:card/print', async (c) => {
    enforceLimit(services, 'read', c);
    const found = await findPublicCard(services, c.req.param('card'));
    return found.state === 'shown' ? printedCardResponse(services, c, found) : notShownResponse(c, found);
  });
