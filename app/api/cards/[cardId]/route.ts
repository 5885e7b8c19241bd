import { publishSchema } from '@/lib/exchange/requests';
import { deleteCard, type PublishOutcome, publishCard, readCard } from '@/lib/server/cards';
import {
  addressIn,
  bodyAs,
  cardIn,
  handle,
  hostOf,
  json,
  limited,
  ownersCard,
  ownSiteOnly,
  problem,
} from '@/lib/server/http';

type Context = { params: Promise<{ cardId: string }> };

const BODY_MAX_BYTES = 40 * 1024;

/** The signed document, for another Poignée and for the owner's own devices. */
export const GET = (request: Request, { params }: Context) =>
  handle('GET /api/cards', async (services) => {
    limited(services, 'other', request);
    const card = await cardIn(services, addressIn((await params).cardId));
    const headers = { ETag: card.etag, 'Cache-Control': 'no-cache' };
    if (request.headers.get('if-none-match') === card.etag) return new Response(null, { status: 304, headers });
    const { text: document, signature, credential } = card;
    return json(200, { document, signature, credential, generation: card.generation, etag: card.etag }, headers);
  });

export const PUT = (request: Request, { params }: Context) =>
  handle('PUT /api/cards', async (services) => {
    ownSiteOnly(services, request);
    limited(services, 'publish', request);
    const address = addressIn((await params).cardId);
    const { data } = await bodyAs(request, publishSchema, BODY_MAX_BYTES);
    if ((await readCard(services.storage, address)).state === 'none') limited(services, 'create', request);
    const ifMatch = request.headers.get('if-match')?.replace(/^W\//, '') ?? null;
    return answer(
      await publishCard(services.storage, address, data, ifMatch, {
        host: hostOf(services, request),
        nowMs: services.now(),
      }),
    );
  });

export const DELETE = (request: Request, { params }: Context) =>
  handle('DELETE /api/cards', async (services) => {
    ownSiteOnly(services, request);
    limited(services, 'publish', request);
    const { card } = await ownersCard(services, request, addressIn((await params).cardId), '');
    await deleteCard(services.storage, card.address, services.now());
    return new Response(null, { status: 204 });
  });

function answer(outcome: PublishOutcome): Response {
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
