import { Hono } from 'hono';
import { readPhoto } from '../../cards';
import type { ServerEnv } from '../../http/context';
import { RequestProblem } from '../../http/problem';
import { enforceLimit } from '../../http/request';
import { PICTURE_HEADERS } from '../../pages/picture-headers';
import { findPublicCard } from '../../pages/public-card';
import type { Services } from '../../services';

/** `/c/:card/photo/:hash`: the photo that the card currently shows. It never changes: its name is its digest. */
export const photoRoute = (services: Services) =>
  new Hono<ServerEnv>().get('/c/:card/photo/:hash', async (c) => {
    enforceLimit(services, 'read', c);
    const hash = c.req.param('hash');
    const found = await findPublicCard(services, c.req.param('card'));
    const isShown = found.state === 'shown' && found.document.photo?.hash === hash;
    const photo = isShown ? await readPhoto(services.storage, found.card.address, hash) : null;
    if (photo === null) throw new RequestProblem(404, 'photo.unknown', {}, PICTURE_HEADERS);
    return new Response(photo.bytes, {
      headers: {
        ...PICTURE_HEADERS,
        'Content-Type': photo.mediaType,
        // Not stored by shared caches: a photo that its owner removes is gone.
        'Cache-Control': 'private, max-age=31536000, immutable',
      },
    });
  });
