import { Hono } from 'hono';
import type { ServerEnv } from '../../http/context';
import { RequestProblem } from '../../http/problem';
import { enforceLimit } from '../../http/request';
import { PICTURE_HEADERS } from '../../pages/picture-headers';
import { findPublicCard } from '../../pages/public-card';
import type { Services } from '../../services';
import type { ShareImages } from '../../share-images';

/** `/c/:card/share.png`: the image that messaging services show beside a link (Open Graph). */
export function shareImageRoute(services: Services, fontFolder: string) {
  // The print engine, its fonts and sharp are loaded on the first request.
  let loading: Promise<ShareImages> | null = null;
  const load = () => {
    loading ??= import('../../share-images')
      .then(({ createShareImages }) => createShareImages(fontFolder))
      .catch((error: unknown) => {
        loading = null;
        throw error;
      });
    return loading;
  };
  return new Hono<ServerEnv>().get('/c/:card/share.png', async (c) => {
    enforceLimit(services, 'read', c);
    const found = await findPublicCard(services, c.req.param('card'));
    if (found.state !== 'shown') throw new RequestProblem(404, 'card.unknown', {}, PICTURE_HEADERS);
    const { etag } = found.card;
    const headers = { ...PICTURE_HEADERS, ETag: etag, 'Cache-Control': 'public, max-age=300' };
    if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
    const images = await load();
    const image = images.kept(etag);
    if (image !== undefined) return new Response(image, { headers: { ...headers, 'Content-Type': 'image/png' } });
    enforceLimit(services, 'other', c);
    const newImage = await images.draw(found.document, etag);
    return new Response(newImage, { headers: { ...headers, 'Content-Type': 'image/png' } });
  });
}
