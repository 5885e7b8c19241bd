import type { Card, Picture, PictureId } from '../../card/card';
import type { CardAddress } from '../../exchange/card-address';
import type { CardDocument, ShownDocument } from '../../exchange/document';
import { digestText } from '../../exchange/signature';
import { getPicture } from '../card/card-database';
import { newIdentifier } from '../platform/identifier';
import { database } from '../storage/database';
import { publicPhoto } from './public-photo';
import { type Asker, askServer, ExchangeError } from './server-api';

/** A card's photo as its page shows it: its name, and its bytes. */
export async function photoOf(
  card: Card,
): Promise<{ photo: ShownDocument['photo']; bytes: Uint8Array<ArrayBuffer> | null }> {
  const picture = card.photoId === null ? null : await getPicture(card.photoId);
  const photo = picture === null ? null : await publicPhoto(picture);
  if (photo === null) return { photo: null, bytes: null };
  return { photo: { hash: await digestText(photo.bytes), mediaType: photo.mediaType }, bytes: photo.bytes };
}

export async function sendPhoto(
  address: CardAddress,
  asker: Asker,
  photo: NonNullable<ShownDocument['photo']>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await askServer({
    method: 'PUT',
    address,
    path: `/photos/${photo.hash}`,
    body: bytes,
    provenBody: photo.hash,
    headers: { 'Content-Type': photo.mediaType },
    asker,
  });
}

/**
 * The photo a card's page shows, for a device that is to have the card: stored, and its name here; `null` where there is none.
 * Throws `exchange.offline`: a card published again without it would lose it.
 */
export async function fetchPublishedPhoto(address: CardAddress, document: CardDocument): Promise<PictureId | null> {
  if (document.state !== 'shown' || document.photo === null) return null;
  const { hash, mediaType } = document.photo;
  const file = await fetch(`/c/${address}/photo/${hash}`).catch(() => null);
  if (file === null || file.status >= 500) throw new ExchangeError('exchange.offline');
  const bytes = file.ok ? new Uint8Array(await file.arrayBuffer()) : null;
  // Named by its hash, which is signed: no other picture can be put in its place.
  return bytes === null || (await digestText(bytes)) !== hash ? null : keepPhoto({ mediaType, bytes });
}

export async function keepPhoto({ mediaType, bytes }: Pick<Picture, 'mediaType' | 'bytes'>): Promise<PictureId | null> {
  const size = await createImageBitmap(new Blob([bytes], { type: mediaType })).catch(() => null);
  if (size === null) return null;
  const id = newIdentifier() as PictureId;
  const { width: widthPx, height: heightPx } = size;
  await database.pictures.put({ id, schemaVersion: 1, createdAtMs: Date.now(), mediaType, bytes, widthPx, heightPx });
  return id;
}
