import type { Card, CardId } from '../../card/card';
import { type CardDocument, publishedContent, type ShownDocument } from '../../exchange/document';
import { mailboxPublicKey } from '../../exchange/mailbox-keys';
import { sign } from '../../exchange/signature';
import type { RegionProfile } from '../../i18n/locales';
import { setShortAddress } from '../card/short-links';
import { database } from '../storage/database';
import type { Identity, Publication, PublishWish, SlotRecord } from '../storage/records';
import { withLock } from '../storage/web-locks';
import { askerFor, changeSlot, isKeyDue, readIdentity, slotFor, withNextSecret } from './identity';
import { photoOf, sendPhoto } from './published-photo';
import { asItIs, caughtUp, isSame, type Known, storedDocument, withoutRev } from './reconcile';
import { askServer, ExchangeError } from './server-api';

const TRIES = 4;
export const readPublications = (): Promise<Publication[]> => database.publications.toArray();
export const readPublication = async (cardId: CardId): Promise<Publication | null> =>
  (await database.publications.get(cardId)) ?? null;

/** Does its short link lead to the card? */
export const isShown = ({ wish, rev, isRevoked }: Publication): boolean =>
  wish.state === 'shown' && rev > 0 && !isRevoked;

async function keep(publication: Publication): Promise<Publication> {
  await database.publications.put(publication);
  setShortAddress(publication.cardId, isShown(publication) ? publication.address : '');
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

/** This site takes no new card: nothing was published, and the address stays free for another attempt. */
const NO_NEW_CARDS = new Set(['card.registration_closed', 'card.registration_full', 'exchange.no_server']);

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
    let isTaken = false;
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
      isTaken = true;
      if (bytes !== null && document.state === 'shown' && document.photo !== null)
        await sendPhoto(publication.address, asker, document.photo, bytes);
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
      // One chance in 2^60: the address is somebody's.
      if (error.code === 'card.other_owner' && publication.rev === 0) await forget(publication);
      // Unless an earlier attempt went out, or this one was taken but for its photo: the server may have the card then.
      if (NO_NEW_CARDS.has(error.code) && before.rev === 0 && !before.isSending && !isTaken)
        await dropUnpublished(publication);
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

async function dropUnpublished(publication: Publication): Promise<void> {
  await database.publications.delete(publication.cardId);
  setShortAddress(publication.cardId, null);
}

async function forget(publication: Publication): Promise<void> {
  await changeSlot(publication.slot, (slot) => ({ ...slot, isSpent: true }));
  await dropUnpublished(publication);
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
