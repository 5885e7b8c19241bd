import { handle, limited } from '@/lib/server/http';
import { findPublicCard, withoutCard } from '@/lib/server/public-card';
import { shareImage } from '@/lib/server/share-image';

type Context = { params: Promise<{ cardId: string }> };

/** The picture that messaging services show beside a link (Open Graph). */
export const GET = (request: Request, { params }: Context) =>
  handle('GET /c/share.png', async (services) => {
    const found = await findPublicCard(services, (await params).cardId);
    if (found.state !== 'shown') return withoutCard(request, found);
    const headers = { ETag: found.card.etag, 'Cache-Control': 'public, max-age=300' };
    if (request.headers.get('if-none-match') === found.card.etag) return new Response(null, { status: 304, headers });
    limited(services, 'other', request);
    const image = await shareImage(found.document, found.card.etag, process.cwd());
    return new Response(image, { headers: { ...headers, 'Content-Type': 'image/png' } });
  });
