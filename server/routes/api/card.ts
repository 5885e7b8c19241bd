import { Hono } from 'hono';
import { parseDocument } from '../../../lib/exchange/document';
import { publishSchema } from '../../../lib/exchange/requests';
import { deleteCard, type PublishOutcome, publishCard, readHead, readSignedCard } from '../../cards';
import { parseBody } from '../../http/body';
import type { ServerEnv } from '../../http/context';
import { parseAddress, requireOwner } from '../../http/owner';
import { json, noContent, problem, RequestProblem } from '../../http/problem';
import { enforceLimit, enforceOwnSite, hostOf } from '../../http/request';
import type { Services } from '../../services';

const BODY_MAX_BYTES = 40 * 1024;

/** `/api/cards/:card`: reads the signed document, publishes and deletes the card. */
export const cardRoute = (services: Services) =>
  new Hono<ServerEnv>()
    // For other Poignée servers and the owner's devices, which verify the document independently.
    .get('/api/cards/:card', async (c) => {
      enforceLimit(services, 'other', c);
      const stored = await readSignedCard(services.storage, parseAddress(c.req.param('card')));
      if (stored.state === 'none') throw new RequestProblem(404, 'card.unknown');
      if (stored.state === 'deleted') throw new RequestProblem(410, 'card.deleted');
      const { text: document, signature, credential, generation, etag } = stored.card;
      const headers = { ETag: etag, 'Cache-Control': 'no-cache' };
      if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
      return json(200, { document, signature, credential, generation, etag }, headers);
    })
    .put('/api/cards/:card', async (c) => {
      enforceOwnSite(services, c);
      enforceLimit(services, 'publish', c);
      const address = parseAddress(c.req.param('card'));
      const request = await parseBody(c, publishSchema, BODY_MAX_BYTES);
      // On a full server a card can still be hidden or moved.
      if (parseDocument(request.document)?.state === 'shown') await services.capacity.enforceRoom();
      if ((await readHead(services.storage, address)).state === 'none') {
        enforceLimit(services, 'create', c);
        await services.capacity.enforceRegistration();
      }
      const ifMatch = c.req.header('if-match')?.replace(/^W\//, '') ?? null;
      const context = { host: hostOf(services, c), nowMs: services.now() };
      return answerTo(await publishCard(services.storage, address, request, ifMatch, context));
    })
    .delete('/api/cards/:card', async (c) => {
      enforceOwnSite(services, c);
      enforceLimit(services, 'publish', c);
      const { card } = await requireOwner(services, c, parseAddress(c.req.param('card')), '');
      await deleteCard(services.storage, card.address, services.now());
      return noContent();
    });

function answerTo(outcome: PublishOutcome): Response {
  switch (outcome.status) {
    case 'created':
      return json(201, { etag: outcome.etag }, { ETag: outcome.etag });
    case 'updated':
    case 'unchanged':
      return json(200, { etag: outcome.etag }, { ETag: outcome.etag });
    case 'stale':
      return problem(412, 'card.stale', { etag: outcome.etag }, outcome.etag === null ? {} : { ETag: outcome.etag });
    case 'other_owner':
      return problem(409, 'card.other_owner');
    case 'deleted':
      return problem(410, 'card.deleted');
    case 'revoked':
      return problem(403, 'card.revoked');
    case 'refused':
      return problem(400, 'card.refused');
  }
}
