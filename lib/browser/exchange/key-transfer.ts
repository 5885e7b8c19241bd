import * as z from 'zod/mini';
import type { Card, CardId, Picture, PictureId } from '../../card/card';
import { cardSchema, pictureSchema } from '../../card/schema';
import { decodeBase64url, encodeBase64url } from '../../exchange/base64url';
import { type CardAddress, isCardAddress } from '../../exchange/card-address';
import { credentialSchema, extendCredential } from '../../exchange/credential';
import { parseLastDocument } from '../../exchange/last-document';
import {
  type Identity,
  type Publication,
  type PublicationRecord,
  type SlotRecord,
  toPublication,
  toPublicationRecord,
} from '../storage/records';
import type { ExchangeContext } from './context';
import { readPublications, rememberShortAddress } from './publication-store';
import { downloadPhoto, storePhoto } from './published-photo';
import { ExchangeError } from './server-api';

type TransferredSlot = Omit<SlotRecord, 'secrets' | 'key'> & {
  secrets: { generation: number; epoch: number; secret: string }[];
};

/** What one device gives another: all that it can do itself, except revoking devices. JSON, version 1. */
export type KeyTransfer = {
  slots: TransferredSlot[];
  publications: PublicationRecord[];
  cards: Card[];
  /** The photo of each public page, by card id. Bytes are base64url. */
  photos: Record<string, { mediaType: Picture['mediaType']; bytes: string }>;
};

const slotSchema = z.object({
  index: z.int(),
  address: z.custom<CardAddress>((value) => typeof value === 'string' && isCardAddress(value)),
  credential: credentialSchema,
  revocation: z.union([z.string(), z.null()]),
  secrets: z.array(z.object({ generation: z.int(), epoch: z.int(), secret: z.string() })),
  isSpent: z.boolean(),
});
const publicationSchema = z.object({
  cardId: z.custom<CardId>((value) => typeof value === 'string'),
  schemaVersion: z.literal(1),
  slot: z.int(),
  address: slotSchema.shape.address,
  wish: z.object({
    state: z.enum(['shown', 'hidden', 'moved']),
    isOpen: z.boolean(),
    movedTo: z.union([z.string(), z.null()]),
  }),
  isRevoked: z.boolean(),
  rev: z.int(),
  etag: z.union([z.string(), z.null()]),
  isSending: z.boolean(),
  shownAs: z.string(),
  publishedAtMs: z.number(),
  mailboxSinceMs: z.number(),
});
const isCard = (value: unknown): value is Card => cardSchema.safeParse(value).success;
const keyTransferSchema = z.object({
  slots: z.array(slotSchema).check(z.maxLength(64)),
  publications: z.array(publicationSchema).check(z.maxLength(64)),
  cards: z.array(z.custom<Card>(isCard)).check(z.maxLength(64)),
  photos: z.record(z.string(), z.object({ mediaType: z.enum(['image/jpeg', 'image/png']), bytes: z.string() })),
});

export function parseKeyTransfer(text: string): KeyTransfer | null {
  try {
    const parsed = keyTransferSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Everything of this device's, for other keys. `devices` has one public key per slot, in order; this device's key authorizes
 * each.
 *
 * @throws ExchangeError `device.too_many`
 */
export async function exportKeyTransfer(
  context: ExchangeContext,
  identity: Identity,
  devices: readonly string[],
  { withPhotos }: { withPhotos: boolean },
): Promise<KeyTransfer> {
  const slots = await Promise.all(
    identity.slots.map(async ({ key, secrets, ...slot }, index) => ({
      ...slot,
      credential: await extendCredential(slot.credential, slot.address, key, devices[index] ?? '').catch(() => {
        throw new ExchangeError('device.too_many');
      }),
      secrets: secrets.map((one) => ({ ...one, secret: encodeBase64url(one.secret) })),
    })),
  );
  const publications = (await readPublications(context)).map(toPublicationRecord);
  const ids = new Set<string>(publications.map(({ cardId }) => cardId));
  const cards = (await context.database.cards.toArray()).filter((card) => ids.has(card.id) && isCard(card));
  const photos: KeyTransfer['photos'] = {};
  for (const card of withPhotos ? cards : []) {
    const picture = card.photoId === null ? undefined : await context.database.pictures.get(card.photoId);
    const isPicture = pictureSchema.safeParse(picture).success;
    const photo = picture === undefined || !isPicture ? null : await context.photos.shrink(picture);
    if (photo !== null) photos[card.id] = { mediaType: photo.mediaType, bytes: encodeBase64url(photo.bytes) };
  }
  return { slots, publications, cards, photos };
}

/**
 * Gives this device the transferred identity, with its own `keys`, one per slot. Cards that are here already stay unchanged.
 * Returns the number of transferred cards.
 *
 * @throws ExchangeError `exchange.offline`, `link.has_identity`; nothing is stored then
 */
export async function importKeyTransfer(
  context: ExchangeContext,
  transfer: KeyTransfer,
  keys: readonly CryptoKey[],
): Promise<number> {
  const { database } = context;
  const identity = identityFrom(transfer, keys, context.now());
  const publications = transfer.publications.map(toPublication);
  const stored = new Set(await database.cards.toCollection().primaryKeys());
  const arriving: Card[] = [];
  for (const card of transfer.cards.filter(({ id }) => !stored.has(id))) {
    const publication = publications.find(({ cardId }) => cardId === card.id);
    arriving.push({ ...card, photoId: await photoFor(context, transfer, card, publication), logoId: null });
  }
  const { identity: identities, publications: published, cards } = database;
  await database.transaction('rw', identities, published, cards, async () => {
    // Another tab may have created an identity meanwhile.
    if ((await identities.get('own')) !== undefined) throw new ExchangeError('link.has_identity');
    await identities.put(identity);
    await published.bulkPut(transfer.publications);
    await cards.bulkPut(arriving);
  });
  for (const publication of publications) rememberShortAddress(publication);
  return transfer.cards.length;
}

const identityFrom = ({ slots }: KeyTransfer, keys: readonly CryptoKey[], nowMs: number): Identity => ({
  id: 'own',
  schemaVersion: 1,
  madeAtMs: nowMs,
  slots: slots.flatMap((slot, index) => {
    const key = keys[index];
    const secrets = slot.secrets.map((one) => ({
      ...one,
      secret: decodeBase64url(one.secret) ?? new Uint8Array(32),
    }));
    return key === undefined ? [] : [{ ...slot, key, secrets }];
  }),
});

/** The transferred photo, or the one that the public page shows. */
async function photoFor(
  context: ExchangeContext,
  { photos }: KeyTransfer,
  card: Card,
  publication: Publication | undefined,
): Promise<PictureId | null> {
  const sent = photos[card.id];
  if (sent !== undefined) {
    const bytes = decodeBase64url(sent.bytes) ?? new Uint8Array();
    return storePhoto(context, { mediaType: sent.mediaType, bytes });
  }
  const document = publication === undefined ? null : parseLastDocument(publication.lastDocument);
  if (publication === undefined || document === null) return null;
  return downloadPhoto(context, publication.address, document);
}
