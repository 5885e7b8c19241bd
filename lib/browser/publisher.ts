import type { Card, CardId, CardPatch, Picture, PictureId } from '../card/card';
import type { CardAddress } from '../exchange/card-address';
import { deviceOf } from '../exchange/credential';
import {
  type CardDocument,
  changedElsewhere,
  parseDocument,
  publishedContent,
  type ShownDocument,
} from '../exchange/document';
import { mailboxPublicKey } from '../exchange/mailbox-keys';
import { digestText, sign } from '../exchange/signature';
import { readSignedCard } from '../exchange/signed-card';
import type { RegionProfile } from '../i18n/locales';
import { cardStore } from './card-store';
import { getPicture } from './database';
import { askServer, ExchangeError } from './exchange-api';
import type { Identity, Publication, PublishWish, SlotRecord } from './exchange-records';
import { newIdentifier } from './identifier';
import { askerFor, changeSlot, isKeyDue, readIdentity, slotFor, withNextSecret } from './identity';
import { withLock } from './locks';
import { database } from './poignee-database';
import { publicPhoto } from './public-photo';
import { rememberPublished } from './remember-published';

const TRIES = 4;
/** Twenty-five years of keys: more is nobody's honest doing. */
const EPOCHS_AHEAD_MAX = 100;

export const readPublications = (): Promise<Publication[]> => database.publications.toArray();
export const readPublication = async (cardId: CardId): Promise<Publication | null> =>
  (await database.publications.get(cardId)) ?? null;

/** Does its short link lead to the card? */
export const isShown = ({ wish, rev, isRevoked }: Publication): boolean =>
  wish.state === 'shown' && rev > 0 && !isRevoked;

async function keep(publication: Publication): Promise<Publication> {
  await database.publications.put(publication);
  rememberPublished(publication.cardId, isShown(publication) ? publication.address : '');
  return publication;
}

/** One at a time among all tabs: each document follows the one before. */
const alone = <Result>(work: () => Promise<Result>) => withLock('poignee-publish', work);

/** Takes the first place that is free for a card that has none. Throws `exchange.no_identity` or `exchange.no_place`. */
async function placeFor(identity: Identity, cardId: CardId, nowMs: number): Promise<Publication> {
  const known = await readPublication(cardId);
  if (known !== null) return known;
  const taken = new Set((await readPublications()).map(({ slot }) => slot));
  const slot = identity.slots.find(({ index, isSpent }) => !isSpent && !taken.has(index));
  if (slot === undefined) throw new ExchangeError('exchange.no_place');
  const publication: Publication = {
    cardId,
    schemaVersion: 1,
    slot: slot.index,
    address: slot.address,
    wish: { state: 'shown', isOpen: true, movedTo: null },
    isRevoked: false,
    rev: 0,
    etag: null,
    isSending: false,
    shownAs: '',
    publishedAtMs: nowMs,
    mailboxSinceMs: nowMs,
  };
  await database.publications.put(publication);
  return publication;
}

async function photoOf(card: Card): Promise<{ photo: ShownDocument['photo']; bytes: Uint8Array<ArrayBuffer> | null }> {
  const picture = card.photoId === null ? null : await getPicture(card.photoId);
  const photo = picture === null ? null : await publicPhoto(picture);
  if (photo === null) return { photo: null, bytes: null };
  return { photo: { hash: await digestText(photo.bytes), mediaType: photo.mediaType }, bytes: photo.bytes };
}

/** Each kind of document without its revision. */
type Unnumbered<Document> = Document extends CardDocument ? Omit<Document, 'rev'> : never;

/** What a card's page would say today, for comparing: everything but the revision. */
async function documentFor(
  card: Card,
  region: RegionProfile,
  publication: Publication,
  slot: SlotRecord,
  wish: PublishWish,
): Promise<{ document: Unnumbered<CardDocument>; bytes: Uint8Array<ArrayBuffer> | null }> {
  const base = { v: 1, card: publication.address, host: location.host } as const;
  if (wish.state === 'hidden') return { document: { ...base, state: 'hidden' }, bytes: null };
  if (wish.state === 'moved') return { document: { ...base, state: 'moved', to: wish.movedTo ?? '' }, bytes: null };
  const { photo, bytes } = await photoOf(card);
  const secret = slot.secrets.at(-1);
  const mailbox =
    !wish.isOpen || secret === undefined
      ? null
      : { generation: secret.generation, epoch: secret.epoch, key: await mailboxPublicKey(secret) };
  return { document: { ...base, state: 'shown', region, content: publishedContent(card), photo, mailbox }, bytes };
}

/**
 * Makes the server say of `card` what is wished, in as few writings as that takes: none when it says so already. What was
 * begun and not answered is sent again as it is; what another device published meanwhile is taken into this one's card first.
 * Throws `ExchangeError`.
 */
export function publishCard(
  card: Card,
  region: RegionProfile,
  change: Partial<PublishWish> = {},
  nowMs: number = Date.now(),
): Promise<Publication> {
  return alone(async () => {
    const identity = await readIdentity();
    if (identity === null) throw new ExchangeError('exchange.no_identity');
    const publication = await placeFor(identity, card.id, nowMs);
    const slot = slotFor(identity, publication.address);
    if (slot === undefined) throw new ExchangeError('exchange.no_place');
    if (publication.isRevoked) throw new ExchangeError('card.revoked');
    return say({ card: await asItIs(card), region, publication, slot }, change, nowMs);
  });
}

/** The card of this instant: what asked for it may have been overtaken, by the owner or by another device. */
async function asItIs(card: Card): Promise<Card> {
  await cardStore.ready();
  return cardStore.getState().cards.find(({ id }) => id === card.id) ?? card;
}

/** In this device's own card, so that the next time it is not taken for what its owner wrote here. */
async function take(id: CardId, patch: CardPatch): Promise<void> {
  await cardStore.ready();
  if (cardStore.getState().cards.some((card) => card.id === id)) cardStore.change(id, patch);
  else await database.cards.update(id, patch);
}

/** What is known here of a card that is published, under the lock. */
type Known = { card: Card; region: RegionProfile; publication: Publication; slot: SlotRecord };

async function say(known: Known, change: Partial<PublishWish>, nowMs: number): Promise<Publication> {
  let { card, region, publication, slot } = known;
  if (publication.rev > 0 && isKeyDue(publication.mailboxSinceMs, nowMs)) {
    slot = await withNextSecret(slot);
    const { secrets } = slot;
    await changeSlot(slot.index, (stored) => ({ ...stored, secrets }));
    publication = { ...publication, mailboxSinceMs: nowMs };
  }
  const before = publication;
  for (let attempt = 1; ; attempt += 1) {
    const wish: PublishWish = { ...publication.wish, ...change };
    const { document, bytes } = await documentFor(card, region, publication, slot, wish);
    const shownAs = JSON.stringify(document);
    if (isSame(shownAs, publication.shownAs) && !publication.isSending) return keep({ ...publication, wish });
    const asker = askerFor(slot);
    const text = JSON.stringify({ ...document, rev: publication.rev + 1 });
    publication = await keep({ ...publication, wish, isSending: true });
    const signature = await sign(slot.key, 'card', text);
    const body = JSON.stringify({ document: text, signature, credential: slot.credential });
    try {
      const answer = await askServer({
        method: 'PUT',
        address: publication.address,
        body,
        headers: publication.etag === null ? { 'If-None-Match': '*' } : { 'If-Match': publication.etag },
      });
      const { etag } = (await answer.json()) as { etag: string };
      if (bytes !== null && document.state === 'shown' && document.photo !== null)
        await sendPhoto(publication, asker, document.photo, bytes);
      return await keep({
        ...publication,
        rev: publication.rev + 1,
        etag,
        isSending: false,
        shownAs,
        publishedAtMs: nowMs,
      });
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      if (error.code === 'card.revoked' && slot.revocation !== null && attempt === 1) {
        // A device that was shut out had published in this place first.
        await shutOut(slot, slot.revocation);
        continue;
      }
      if (error.code === 'card.revoked') await keep({ ...publication, isRevoked: true });
      if (error.code === 'card.deleted') await forget(publication);
      // One chance in 2^60: the place is somebody's.
      if (error.code === 'card.other_owner' && publication.rev === 0) await forget(publication);
      // The server will never take this: what is wished is what was.
      if (error.code === 'card.refused' || error.code === 'request.malformed')
        await keep({ ...before, isSending: false });
      if (error.code !== 'card.stale' || attempt === TRIES) throw error;
      const stored = await storedDocument(publication.address);
      ({ card, region, publication, slot } = await caughtUp({ card, region, publication, slot }, stored, nowMs));
    }
  }
}

async function shutOut({ address, credential }: SlotRecord, signature: string): Promise<void> {
  await askServer({
    method: 'PUT',
    address,
    path: '/generation',
    body: JSON.stringify({ credential, signature }),
  });
}

/** A document as the server has it; `null` where it has none: it lost it, or is a new one. Throws `ExchangeError`. */
type Stored = { document: CardDocument; etag: string; generation: number; device: string };

async function storedDocument(address: CardAddress): Promise<Stored | null> {
  try {
    const answer = await askServer({ method: 'GET', address });
    const said = (await answer.json()) as { etag: string; generation: number };
    const signed = await readSignedCard(said, address, location.host);
    if (signed === null) throw new ExchangeError('exchange.refused');
    const device = deviceOf(signed.credential);
    return { document: signed.document, etag: said.etag, generation: said.generation, device };
  } catch (error) {
    if (error instanceof ExchangeError && error.code === 'card.unknown') return null;
    throw error;
  }
}

const readShownAs = ({ shownAs }: Publication) => parseDocument(JSON.stringify({ ...parsedOr({}, shownAs), rev: 1 }));

function parsedOr(otherwise: object, text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return otherwise;
  }
}

/**
 * Another device was first, or the server was put back to an earlier day: what is stored there comes before what is said next,
 * and the mailbox's key never goes back. What the other device changed is changed here too, in this device's own card.
 */
async function caughtUp(known: Known, stored: Stored | null, nowMs: number): Promise<Known> {
  const { publication } = known;
  if (stored === null) return { ...known, publication: { ...publication, rev: 0, etag: null, isSending: true } };
  const { document, etag } = stored;
  const slot = await withSecretsOf(known.slot, document);
  const isEarlier = document.rev < publication.rev;
  const caught = {
    ...publication,
    rev: document.rev,
    etag,
    isSending: true,
    // A key that another device has just made lasts its ninety days from now.
    ...(slot !== known.slot && { mailboxSinceMs: nowMs }),
  };
  const base = readShownAs(publication);
  // An earlier day's is not taken in; nor is this device's own, whose answer was lost.
  const isOwn = stored.device === deviceOf(slot.credential);
  if (isEarlier || isOwn || base === null) return { ...known, slot, publication: caught };
  const wish = wishOf(document, base, publication.wish);
  if (document.state !== 'shown' || base.state !== 'shown') return { ...known, slot, publication: { ...caught, wish } };
  const patch: CardPatch = changedElsewhere(base.content, document.content, publishedContent(known.card));
  const isPhotoTheirs =
    document.photo?.hash !== base.photo?.hash && (await photoOf(known.card)).photo?.hash === base.photo?.hash;
  if (isPhotoTheirs) patch.photoId = await fetchPublishedPhoto(publication.address, document);
  if (Object.keys(patch).length > 0) await take(known.card.id, patch);
  return {
    card: { ...known.card, ...patch },
    region: document.region === base.region ? known.region : document.region,
    slot,
    publication: { ...caught, wish },
  };
}

/**
 * Do two documents say the same, whenever it was written? Each device writes what it takes from another at a time of its own.
 * In JSON a name in quotes cannot be part of somebody's text.
 */
const isSame = (one: string, other: string) => withoutTime(one) === withoutTime(other);
const withoutTime = (text: string) => text.replace(/"updatedAtMs":\d+/, '');

const withoutRev = ({ rev: _, ...document }: CardDocument) => document;

/** What this device wishes, and what another one has wished since. */
function wishOf(theirs: CardDocument, base: CardDocument, wish: PublishWish): PublishWish {
  const openIn = (one: CardDocument) => (one.state === 'shown' ? one.mailbox !== null : null);
  const [isOpen, wasOpen] = [openIn(theirs), openIn(base)];
  return {
    ...wish,
    ...(theirs.state !== base.state && {
      state: theirs.state,
      movedTo: theirs.state === 'moved' ? theirs.to : null,
    }),
    ...(isOpen !== null && wasOpen !== null && isOpen !== wasOpen && { isOpen }),
  };
}

async function withSecretsOf(slot: SlotRecord, document: CardDocument): Promise<SlotRecord> {
  let caught = slot;
  const mailbox = document.state === 'shown' ? document.mailbox : null;
  if (mailbox !== null && mailbox.epoch > (slot.secrets.at(-1)?.epoch ?? 0) + EPOCHS_AHEAD_MAX)
    throw new ExchangeError('exchange.refused');
  for (
    let current = caught.secrets.at(-1);
    mailbox !== null && current?.generation === mailbox.generation && current.epoch < mailbox.epoch;
    current = caught.secrets.at(-1)
  )
    caught = await withNextSecret(caught);
  if (caught !== slot) {
    const { secrets } = caught;
    await changeSlot(slot.index, (kept) => ({ ...kept, secrets }));
  }
  return caught;
}

/**
 * Asks the server what it says of each published card: another device may have changed it, or a backup have put it back.
 * What differs is taken in, and what should be said otherwise said again. What fails is tried again the next time.
 */
export async function comparePublished(cards: readonly Card[], regionFor: () => RegionProfile): Promise<void> {
  for (const { cardId } of await readPublications()) {
    const card = cards.find(({ id }) => id === cardId);
    if (card !== undefined) await alone(() => compare(card, regionFor)).catch(() => undefined);
  }
}

async function compare(asked: Card, regionFor: () => RegionProfile, nowMs = Date.now()): Promise<void> {
  const card = await asItIs(asked);
  const [identity, publication] = [await readIdentity(), await readPublication(card.id)];
  const slot = identity === null || publication === null ? undefined : slotFor(identity, publication.address);
  if (publication === null || slot === undefined || publication.rev === 0 || publication.isRevoked) return;
  try {
    const stored = await storedDocument(publication.address);
    if (stored !== null && stored.generation > slot.credential.generation) throw new ExchangeError('card.revoked');
    if (stored?.etag === publication.etag) return;
    const region = parseShownRegion(publication) ?? regionFor();
    const known = await caughtUp({ card, region, publication, slot }, stored, nowMs);
    const { document } = await documentFor(
      known.card,
      known.region,
      known.publication,
      known.slot,
      known.publication.wish,
    );
    const said = stored === null ? '' : JSON.stringify(withoutRev(stored.document));
    if (isSame(said, JSON.stringify(document))) await keep({ ...known.publication, isSending: false, shownAs: said });
    else await say(known, {}, nowMs);
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    if (error.code === 'card.revoked') await keep({ ...publication, isRevoked: true });
    if (error.code === 'card.deleted') await forget(publication);
  }
}

async function sendPhoto(
  { address }: Publication,
  asker: ReturnType<typeof askerFor>,
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

async function forget(publication: Publication): Promise<void> {
  await changeSlot(publication.slot, (slot) => ({ ...slot, isSpent: true }));
  await database.publications.delete(publication.cardId);
  rememberPublished(publication.cardId, null);
}

/** Takes the card off the server for ever: its address answers that it was removed, to everybody. Throws `ExchangeError`. */
export function deletePublication(cardId: CardId): Promise<void> {
  return alone(async () => {
    const [identity, publication] = [await readIdentity(), await readPublication(cardId)];
    if (identity === null || publication === null) return;
    const slot = slotFor(identity, publication.address);
    if (slot !== undefined && publication.rev > 0) {
      try {
        await askServer({ method: 'DELETE', address: publication.address, asker: askerFor(slot) });
      } catch (error) {
        if (!(error instanceof ExchangeError) || error.code !== 'card.deleted') throw error;
      }
    }
    await forget(publication);
  });
}

/** Does the page say what the card says today? Nothing is asked of the server. */
export async function isUpToDate(card: Card, region: RegionProfile): Promise<boolean> {
  const [identity, publication] = [await readIdentity(), await readPublication(card.id)];
  if (identity === null || publication === null) return true;
  const slot = slotFor(identity, publication.address);
  if (slot === undefined) return true;
  const { document } = await documentFor(card, region, publication, slot, publication.wish);
  return isSame(JSON.stringify(document), publication.shownAs) && !publication.isSending;
}

/** Every published card whose page should say something else by now. What fails is tried again the next time. */
export async function updatePublished(cards: readonly Card[], regionFor: () => RegionProfile): Promise<void> {
  for (const publication of await readPublications()) {
    const card = cards.find(({ id }) => id === publication.cardId);
    if (card === undefined || publication.isRevoked) continue;
    await publishCard(card, parseShownRegion(publication) ?? regionFor()).catch(() => undefined);
  }
}

/** The region a card was published for stays the card's own, whatever language its owner reads in today. */
export function parseShownRegion({ shownAs }: Publication): RegionProfile | null {
  try {
    return (JSON.parse(shownAs) as Partial<ShownDocument>).region ?? null;
  } catch {
    return null;
  }
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
