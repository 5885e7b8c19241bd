import * as z from 'zod/mini';
import type { Card, CardId, Picture } from '../../card/card';
import { decodeBase64url, encodeBase64url } from '../../exchange/base64url';
import { type CardAddress, isCardAddress } from '../../exchange/card-address';
import { credentialSchema, extendCredential } from '../../exchange/credential';
import {
  type LinkInvitation,
  linkDigits,
  type NewDevice,
  openLinkMessage,
  readNewDevice,
  sealLinkMessage,
} from '../../exchange/device-link';
import { parseDocument } from '../../exchange/document';
import { hpkeSuite } from '../../exchange/mailbox-keys';
import { SLOTS } from '../../exchange/recovery';
import { newSigningKeys, publicKeyText } from '../../exchange/signature';
import { getPicture, isCard } from '../card/card-database';
import { setShortAddress } from '../card/short-links';
import { database } from '../storage/database';
import type { Identity, Publication, SlotRecord } from '../storage/records';
import { askerFor, readIdentity } from './identity';
import { publicPhoto } from './public-photo';
import { fetchPublishedPhoto, keepPhoto } from './published-photo';
import { isShown, readPublications } from './publisher';
import { askServer, ExchangeError } from './server-api';

const ASK_EVERY_MS = 1500;
const random = () => encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Keys = Awaited<ReturnType<ReturnType<typeof hpkeSuite>['GenerateKeyPair']>>;
const newKeys = async (): Promise<{ keys: Keys; text: string }> => {
  const keys = await hpkeSuite().GenerateKeyPair();
  return { keys, text: encodeBase64url(await hpkeSuite().SerializePublicKey(keys.publicKey)) };
};

/** What one device hands to another: enough to do all that it does, but to shut others out. */
export type Handover = {
  slots: HandedSlot[];
  publications: Publication[];
  cards: Card[];
  /** The photo of each card's page, by the card's id. */
  photos: Record<string, { mediaType: Picture['mediaType']; bytes: string }>;
};
type HandedSlot = Omit<SlotRecord, 'secrets' | 'key'> & {
  secrets: { generation: number; epoch: number; secret: string }[];
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
const handoverSchema = z.object({
  slots: z.array(slotSchema).check(z.maxLength(64)),
  publications: z.array(publicationSchema).check(z.maxLength(64)),
  cards: z.array(z.custom<Card>(isCard)).check(z.maxLength(64)),
  photos: z.record(z.string(), z.object({ mediaType: z.enum(['image/jpeg', 'image/png']), bytes: z.string() })),
});

export function readHandover(text: string): Handover | null {
  try {
    const parsed = handoverSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Everything of this device's, for other keys: `devices` has one for each place, which this one lets in. */
export async function handoverFor(
  identity: Identity,
  devices: readonly string[],
  { withPhotos }: { withPhotos: boolean },
): Promise<Handover> {
  const slots = await Promise.all(
    identity.slots.map(async ({ key, secrets, ...slot }, at) => ({
      ...slot,
      credential: await extendCredential(slot.credential, slot.address, key, devices[at] ?? '').catch(() => {
        throw new ExchangeError('device.too_many');
      }),
      secrets: secrets.map((one) => ({ ...one, secret: encodeBase64url(one.secret) })),
    })),
  );
  const publications = await readPublications();
  const ids = new Set<string>(publications.map(({ cardId }) => cardId));
  const cards = (await database.cards.toArray()).filter((card) => ids.has(card.id) && isCard(card));
  const photos: Handover['photos'] = {};
  for (const card of withPhotos ? cards : []) {
    const picture = card.photoId === null ? null : await getPicture(card.photoId);
    const photo = picture === null ? null : await publicPhoto(picture);
    if (photo !== null) photos[card.id] = { mediaType: photo.mediaType, bytes: encodeBase64url(photo.bytes) };
  }
  return { slots, publications, cards, photos };
}

export type Invited = {
  invitation: LinkInvitation;
  /** Resolves once the new device has answered, with the digits both show and the way to let it in. */
  answered: Promise<{ digits: string; letIn: () => Promise<void> }>;
  stop: () => void;
};

/** The first device's half. Throws `exchange.no_identity` or `exchange.nothing_published`. */
export async function inviteDevice(): Promise<Invited> {
  const identity = await readIdentity();
  if (identity === null) throw new ExchangeError('exchange.no_identity');
  const publication = (await readPublications()).find(({ rev, isRevoked }) => rev > 0 && !isRevoked);
  const slot = identity.slots.find(({ index }) => index === publication?.slot);
  if (slot === undefined) throw new ExchangeError('exchange.nothing_published');
  const { keys, text: key } = await newKeys();
  const invitation: LinkInvitation = { card: slot.address, link: random(), secret: random(), key };
  await putMessage(invitation, 'open', 'open', slot);
  let stopped = false;
  const answered = (async () => {
    const message = await messageOf(invitation, 'new', () => stopped);
    const text = await openLinkMessage(message, keys, invitation, 'new');
    const newDevice = text === null ? null : readNewDevice(text);
    if (newDevice === null || newDevice.devices.length !== identity.slots.length) throw new ExchangeError('link.wrong');
    const letIn = async () => {
      const handover = await handoverFor(identity, newDevice.devices, { withPhotos: false });
      const sealed = await sealLinkMessage(JSON.stringify(handover), newDevice.key, invitation, 'first');
      await putMessage(invitation, 'first', sealed, slot);
    };
    return { digits: await linkDigits(invitation, newDevice), letIn };
  })();
  answered.catch(() => undefined);
  return {
    invitation,
    answered,
    stop: () => {
      stopped = true;
    },
  };
}

export type Joined = { digits: string; finished: Promise<number>; stop: () => void };

/** The new device's half: its digits at once, then how many cards it was given. Throws `link.taken` when another answered. */
export async function joinDevice(invitation: LinkInvitation, nowMs: number): Promise<Joined> {
  if ((await readIdentity()) !== null) throw new ExchangeError('link.has_identity');
  const signing = await Promise.all(Array.from({ length: SLOTS }, newSigningKeys));
  const devices = await Promise.all(signing.map(({ publicKey }) => publicKeyText(publicKey)));
  const { keys, text: key } = await newKeys();
  const newDevice: NewDevice = { devices, key };
  const message = await sealLinkMessage(JSON.stringify(newDevice), invitation.key, invitation, 'new');
  await putMessage(invitation, 'new', message);
  let stopped = false;
  const finished = (async () => {
    const answer = await messageOf(invitation, 'first', () => stopped);
    const text = await openLinkMessage(answer, keys, invitation, 'first');
    const handover = text === null ? null : readHandover(text);
    if (handover === null) throw new ExchangeError('link.wrong');
    return takeOver(
      handover,
      signing.map(({ privateKey }) => privateKey),
      nowMs,
    );
  })();
  finished.catch(() => undefined);
  return {
    digits: await linkDigits(invitation, newDevice),
    finished,
    stop: () => {
      stopped = true;
    },
  };
}

/**
 * Makes this device the one a handover is for, with its `keys`, one for each place. Cards that are here already stay as they are.
 * Returns how many cards it is for. Throws `exchange.offline`, and nothing is changed.
 */
export async function takeOver(
  { slots, publications, cards, photos }: Handover,
  keys: readonly CryptoKey[],
  nowMs: number,
): Promise<number> {
  const identity: Identity = {
    id: 'own',
    schemaVersion: 1,
    madeAtMs: nowMs,
    slots: slots.flatMap((slot, at) => {
      const key = keys[at];
      const secrets = slot.secrets.map((one) => ({
        ...one,
        secret: decodeBase64url(one.secret) ?? new Uint8Array(32),
      }));
      return key === undefined ? [] : [{ ...slot, key, secrets }];
    }),
  };
  const known = new Set(await database.cards.toCollection().primaryKeys());
  const arriving: Card[] = [];
  for (const card of cards.filter(({ id }) => !known.has(id))) {
    const sent = photos[card.id];
    const publication = publications.find(({ cardId }) => cardId === card.id);
    const shown = parseDocument(withRev(publication?.shownAs ?? ''));
    const photoId =
      sent !== undefined
        ? await keepPhoto({ mediaType: sent.mediaType, bytes: decodeBase64url(sent.bytes) ?? new Uint8Array() })
        : publication === undefined || shown === null
          ? null
          : await fetchPublishedPhoto(publication.address, shown);
    arriving.push({ ...card, photoId, logoId: null });
  }
  const { identity: identities, publications: published, cards: table } = database;
  await database.transaction('rw', identities, published, table, async () => {
    // Another window may have made one meanwhile.
    if ((await identities.get('own')) !== undefined) throw new ExchangeError('link.has_identity');
    await identities.put(identity);
    await published.bulkPut(publications);
    await table.bulkPut(arriving);
  });
  for (const publication of publications)
    setShortAddress(publication.cardId, isShown(publication) ? publication.address : '');
  return cards.length;
}

/** What a page says, as the document it is of: its revision is kept beside it. */
function withRev(shownAs: string): string {
  try {
    return JSON.stringify({ ...(JSON.parse(shownAs) as object), rev: 1 });
  } catch {
    return '';
  }
}

async function putMessage(
  { card, link }: LinkInvitation,
  side: 'open' | 'new' | 'first',
  message: string,
  slot?: SlotRecord,
): Promise<void> {
  await askServer({
    method: 'PUT',
    address: card,
    path: `/links/${link}?side=${side}`,
    body: JSON.stringify({ message }),
    ...(slot !== undefined && { asker: askerFor(slot) }),
  }).catch((error: unknown) => {
    throw error instanceof ExchangeError && error.code === 'link.unknown' ? new ExchangeError('link.expired') : error;
  });
}

/** Asks until the other side has spoken. Throws `link.expired` after ten minutes, `link.stopped` when nobody waits. */
async function messageOf(
  { card, link }: LinkInvitation,
  side: 'new' | 'first',
  stopped: () => boolean,
): Promise<string> {
  const until = Date.now() + 10 * 60 * 1000;
  while (Date.now() < until) {
    if (stopped()) throw new ExchangeError('link.stopped');
    try {
      const answer = await askServer({ method: 'GET', address: card, path: `/links/${link}?side=${side}` });
      const { message } = (await answer.json()) as { message: string | null };
      if (message !== null) return message;
    } catch (error) {
      if (!(error instanceof ExchangeError) || error.code !== 'exchange.offline') throw error;
    }
    await wait(ASK_EVERY_MS);
  }
  throw new ExchangeError('link.expired');
}
