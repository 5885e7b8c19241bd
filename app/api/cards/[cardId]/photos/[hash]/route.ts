import { PHOTO_MAX_BYTES, photoHashSchema } from '@/lib/exchange/document';
import { digestText } from '@/lib/exchange/signature';
import { putPhoto } from '@/lib/server/cards';
import { addressIn, bodyBytes, handle, limited, ownersCard, ownSiteOnly, problem } from '@/lib/server/http';

type Context = { params: Promise<{ cardId: string; hash: string }> };

/** Proven with the photo's digest for a body: a name it has to have anyway. */
export const PUT = (request: Request, { params }: Context) =>
  handle('PUT /api/cards/photos', async (services) => {
    ownSiteOnly(services, request);
    limited(services, 'publish', request);
    const { cardId, hash } = await params;
    const address = addressIn(cardId);
    if (!photoHashSchema.safeParse(hash).success) return problem(404, 'photo.unknown');
    const bytes = await bodyBytes(request, PHOTO_MAX_BYTES);
    await ownersCard(services, request, address, await digestText(bytes));
    const mediaType = request.headers.get('content-type') ?? '';
    const outcome = await putPhoto(services.storage, address, hash, { bytes, mediaType }, services.now());
    return outcome === 'stored' ? new Response(null, { status: 204 }) : problem(400, 'photo.refused');
  });
