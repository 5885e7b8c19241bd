import { Hono } from 'hono';
import type { ServerEnv } from '../../http/context';
import { enforceLimit } from '../../http/request';
import { contactFileResponse, findPublicCard, notShownResponse } from '../../pages/public-card';
import type { Services } from '../../services';

/** `/c/:card/card.vcf`: the card as a contact file. */
export const contactFileRoute = (services: Services) =>
  new Hono<ServerEnv>().get('/c/:card/card.vcf', async (c) => {
    enforceLimit(services, 'read', c);
    const found = await findPublicCard(services, c.req.param('card'));
    return found.state === 'shown' ? contactFileResponse(services, c, found) : notShownResponse(c, found);
  });
