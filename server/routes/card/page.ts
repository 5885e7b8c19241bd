import { Hono } from 'hono';
import { sentPage } from '../../../lib/page/public-page';
import { readBytes } from '../../http/body';
import type { ServerContext, ServerEnv } from '../../http/context';
import { RequestProblem } from '../../http/problem';
import { enforceLimit, enforceOwnSite, isAllowed } from '../../http/request';
import { takeForm } from '../../incoming-reply';
import { htmlResponse } from '../../pages/html-response';
import {
  findPublicCard,
  nameOn,
  notShownResponse,
  PUBLIC_POLICY,
  publicCardResponse,
  visitorRegion,
} from '../../pages/public-card';
import type { Services } from '../../services';

/** The form's fields, and a contact file whose photo is discarded on arrival. */
const FORM_MAX_BYTES = 512 * 1024;
/** Twelve characters, the channel mark and an event token (lib/exchange/card-address.ts). */
const SHORT_LINK = '/:card{[0-9A-Za-z-]{12,23}}';

/**
 * Serves the page of a card at its short link and at `/c/:card`, and accepts its form from a browser without scripts.
 */
export function cardPageRoute(services: Services) {
  const servePage = async (c: ServerContext) => {
    enforceLimit(services, 'read', c);
    const found = await findPublicCard(services, c.req.param('card') ?? '');
    return found.state === 'shown' ? publicCardResponse(services, c, found) : notShownResponse(c, found);
  };
  return new Hono<ServerEnv>()
    .get(SHORT_LINK, servePage)
    .get('/c/:card', servePage)
    .post('/c/:card', async (c) => {
      enforceOwnSite(services, c);
      enforceLimit(services, 'read', c);
      const found = await findPublicCard(services, c.req.param('card'));
      if (found.state !== 'shown') return notShownResponse(c, found, true);
      // The page is shown again with the problem. The body of a network over its limit is not read.
      if (!isAllowed(services, 'post', c))
        return publicCardResponse(services, c, found, { problem: 'reply.later', status: 429 });
      const form = await formOf(c);
      if (form === 'too_large')
        return publicCardResponse(services, c, found, { problem: 'reply.too_long', status: 413 });
      await services.capacity.enforceRoom();
      const region = visitorRegion(c, found.document.region);
      const name = nameOn(found.document);
      const outcome = await takeForm(services, c, found, form, region, name);
      if (!outcome.ok) return publicCardResponse(services, c, found, outcome);
      const own = `/${found.card.address}`;
      const receipt = `/c/${found.card.address}/receipt?id=${outcome.id}&receipt=${outcome.receipt}`;
      return htmlResponse(c, () => sentPage(name, own, receipt, region), {
        status: 201,
        cacheControl: 'no-store',
        policy: PUBLIC_POLICY,
      });
    });
}

async function formOf(c: ServerContext): Promise<FormData | 'too_large'> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await readBytes(c, FORM_MAX_BYTES);
  } catch (error) {
    if (error instanceof RequestProblem && error.status === 413) return 'too_large';
    throw error;
  }
  try {
    const headers = { 'Content-Type': c.req.header('content-type') ?? '' };
    return await new Response(bytes, { headers }).formData();
  } catch {
    throw new RequestProblem(400, 'request.malformed');
  }
}
