import * as z from 'zod/mini';
import type { Card } from '../card/card';
import { decodeBase64url, encodeBase64url } from '../exchange/base64url';
import type { CardAddress } from '../exchange/card-address';
import { type Credential, extendCredential } from '../exchange/credential';
import {
  type LinkInvitation,
  linkDigits,
  type NewDevice,
  openLinkMessage,
  sealLinkMessage,
} from '../exchange/device-link';
import { hpkeSuite } from '../exchange/mailbox-keys';
import { newSigningKeys, publicKeyText } from '../exchange/signature';
import { isCard } from './database';
import { askServer, ExchangeError } from './exchange-api';
import type { Identity, Publication, SlotRecord } from './exchange-records';
import { askerFor, readIdentity } from './identity';
import { database } from './poignee-database';
import { rememberPublished } from './published-cards';
import { fetchPublishedPhoto, readPublications } from './publisher';

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
  slots: SlotRecordText[];
  publications: Publication[];
  cards: Card[];
};
type SlotRecordText = Omit<SlotRecord, 'secrets'> & {
  secrets: { generation: number; epoch: number; secret: string }[];
};

const handoverSchema = z.object({
  slots: z.array(z.looseObject({ index: z.int(), address: z.string() })).check(z.maxLength(64)),
  publications: z.array(z.looseObject({ cardId: z.string(), address: z.string() })).check(z.maxLength(64)),
  cards: z.array(z.unknown()).check(z.maxLength(64)),
});

export function readHandover(text: string): Handover | null {
  try {
    const parsed = handoverSchema.safeParse(JSON.parse(text));
    if (!parsed.success || !parsed.data.cards.every(isCard)) return null;
    return parsed.data as unknown as Handover;
  } catch {
    return null;
  }
}

/** Everything of this device's, for another key: `extend` lets that key in. */
export async function handoverFor(
  identity: Identity,
  extend: (credential: Credential, address: CardAddress) => Promise<Credential>,
): Promise<Handover> {
  const slots = await Promise.all(
    identity.slots.map(async (slot) => ({
      ...slot,
      credential: await extend(slot.credential, slot.address),
      secrets: slot.secrets.map((one) => ({ ...one, secret: encodeBase64url(one.secret) })),
    })),
  );
  const publications = await readPublications();
  const ids = new Set<string>(publications.map(({ cardId }) => cardId));
  const cards = (await database.cards.toArray()).filter((card) => ids.has(card.id) && isCard(card));
  return { slots, publications, cards };
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
  let stopped = false;
  const answered = (async () => {
    const message = await messageOf(invitation, 'new', () => stopped);
    const text = await openLinkMessage(message, keys, invitation, 'new');
    const newDevice = text === null ? null : (JSON.parse(text) as NewDevice);
    if (newDevice === null) throw new ExchangeError('link.wrong');
    const letIn = async () => {
      const handover = await handoverFor(identity, (credential, address) =>
        extendCredential(credential, address, identity.key, newDevice.device),
      );
      const sealed = await sealLinkMessage(JSON.stringify(handover), newDevice.key, invitation, 'first');
      await putMessage(invitation, 'first', sealed, identity, slot);
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
  const signing = await newSigningKeys();
  const device = await publicKeyText(signing.publicKey);
  const { keys, text: key } = await newKeys();
  const newDevice: NewDevice = { device, key };
  const message = await sealLinkMessage(JSON.stringify(newDevice), invitation.key, invitation, 'new');
  await putMessage(invitation, 'new', message);
  let stopped = false;
  const finished = (async () => {
    const answer = await messageOf(invitation, 'first', () => stopped);
    const text = await openLinkMessage(answer, keys, invitation, 'first');
    const handover = text === null ? null : readHandover(text);
    if (handover === null) throw new ExchangeError('link.wrong');
    return takeOver(handover, { device, key: signing.privateKey }, nowMs);
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

/** Makes this device the one a handover is for. Cards that are here already stay as they are. Returns how many came. */
export async function takeOver(
  { slots, publications, cards }: Handover,
  own: { device: string; key: CryptoKey },
  nowMs: number,
): Promise<number> {
  const identity: Identity = {
    id: 'own',
    schemaVersion: 1,
    madeAtMs: nowMs,
    ...own,
    slots: slots.map((slot) => ({
      ...slot,
      secrets: slot.secrets.map((one) => ({ ...one, secret: decodeBase64url(one.secret) ?? new Uint8Array(32) })),
    })),
  };
  const known = new Set(await database.cards.toCollection().primaryKeys());
  const { identity: identities, publications: published, cards: table } = database;
  await database.transaction('rw', identities, published, table, async () => {
    await identities.put(identity);
    await published.bulkPut(publications);
    await table.bulkPut(
      cards.filter(({ id }) => !known.has(id)).map((card) => ({ ...card, photoId: null, logoId: null })),
    );
  });
  for (const { cardId, address, wish, rev } of publications)
    if (wish.state === 'shown' && rev > 0) rememberPublished(cardId, address);
  for (const publication of publications) await fetchPublishedPhoto(publication.cardId, publication.address);
  return cards.length;
}

async function putMessage(
  { card, link }: LinkInvitation,
  side: 'new' | 'first',
  message: string,
  identity?: Identity,
  slot?: SlotRecord,
): Promise<void> {
  await askServer({
    method: 'PUT',
    address: card,
    path: `/links/${link}?side=${side}`,
    body: JSON.stringify({ message }),
    ...(identity !== undefined && slot !== undefined && { asker: askerFor(identity, slot) }),
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
