import { Hono } from 'hono';
import { PHOTO_MAX_BYTES, photoHashSchema } from '../../../lib/exchange/document';
import { putPhoto } from '../../cards';
import { sha256 } from '../../digest';
import { readBytes } from '../../http/body';
import type { ServerEnv } from '../../http/context';
import { parseAddress, requireOwner } from '../../http/owner';
import { noContent, RequestProblem } from '../../http/problem';
import { enforceLimit, enforceOwnSite } from '../../http/request';
import type { Services } from '../../services';

/**
 * `PUT /api/cards/:card/photos/:hash`: stores the owner's photo. The request proof covers the photo's digest (its name)
 * instead of a text body.
 */
export const photoUploadRoute = (services: Services) =>
  new Hono<ServerEnv>().put('/api/cards/:card/photos/:hash', async (c) => {
    enforceOwnSite(services, c);
    enforceLimit(services, 'publish', c);
    const address = parseAddress(c.req.param('card'));
    const hash = c.req.param('hash');
    if (!photoHashSchema.safeParse(hash).success) throw new RequestProblem(404, 'photo.unknown');
    const bytes = await readBytes(c, PHOTO_MAX_BYTES);
    await requireOwner(services, c, address, sha256(bytes));
    await services.capacity.enforceRoom();
    const photo = { bytes, mediaType: c.req.header('content-type') ?? '' };
    const outcome = await putPhoto(services.storage, address, hash, photo, services.documents, services.now());
    if (outcome === 'refused') throw new RequestProblem(400, 'photo.refused');
    return noContent();
  });
