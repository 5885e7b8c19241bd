import type { Card, Picture, PictureId } from '../../card/card';
import { pictureSchema } from '../../card/schema';
import type { CardAddress } from '../../exchange/card-address';
import type { CardDocument, ShownDocument } from '../../exchange/document';
import { digestText } from '../../exchange/signature';
import { newIdentifier } from '../platform/identifier';
import type { ExchangeContext } from './context';
import type { Signer } from './server-api';

type Context = Pick<ExchangeContext, 'database' | 'photos' | 'server' | 'now'>;

/** A card's photo as its public page shows it: its name in the document, and its bytes. */
export async function publishedPhotoOf(
  { database, photos }: Pick<Context, 'database' | 'photos'>,
  { photoId }: Card,
): Promise<{ photo: ShownDocument['photo']; bytes: Uint8Array<ArrayBuffer> | null }> {
  const record = photoId === null ? undefined : await database.pictures.get(photoId);
  const isPicture = pictureSchema.safeParse(record).success;
  const photo = record === undefined || !isPicture ? null : await photos.shrink(record);
  if (photo === null) return { photo: null, bytes: null };
  return { photo: { hash: await digestText(photo.bytes), mediaType: photo.mediaType }, bytes: photo.bytes };
}

/** @throws ExchangeError */
export async function uploadPhoto(
  { server }: Pick<Context, 'server'>,
  address: CardAddress,
  signer: Signer,
  photo: NonNullable<ShownDocument['photo']>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await server.request({
    method: 'PUT',
    address,
    path: `/photos/${photo.hash}`,
    body: bytes,
    provenBody: photo.hash,
    headers: { 'Content-Type': photo.mediaType },
    signer,
  });
}

/**
 * Downloads and stores the photo that a public page shows; `null` if the page has none.
 *
 * @throws ExchangeError `exchange.offline`: a card published again without its photo would lose it.
 */
export async function downloadPhoto(
  context: Context,
  address: CardAddress,
  document: CardDocument,
): Promise<PictureId | null> {
  if (document.state !== 'shown' || document.photo === null) return null;
  const { hash, mediaType } = document.photo;
  const response = await context.server.photo(address, hash);
  if (!response.ok) return null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  // The signed document names the photo by its hash: no other picture can replace it.
  return (await digestText(bytes)) === hash ? storePhoto(context, { mediaType, bytes }) : null;
}

/** `null` if the bytes are not a picture. */
export async function storePhoto(
  { database, photos, now }: Pick<Context, 'database' | 'photos' | 'now'>,
  { mediaType, bytes }: Pick<Picture, 'mediaType' | 'bytes'>,
): Promise<PictureId | null> {
  const size = await photos.sizeOf({ mediaType, bytes });
  if (size === null) return null;
  const id = newIdentifier() as PictureId;
  await database.pictures.put({ id, schemaVersion: 1, createdAtMs: now(), mediaType, bytes, ...size });
  return id;
}
