import type { Card, CardId } from '../../card/card';
import { type CardDocument, publishedContent } from '../../exchange/document';
import { mailboxPublicKey } from '../../exchange/mailbox-keys';
import { sign } from '../../exchange/signature';
import type { RegionProfile } from '../../i18n/locales';
import type { DesiredState, Publication, SlotRecord } from '../storage/records';
import type { ExchangeContext } from './context';
import { changeSlot, isMailboxKeyDue, readIdentity, signerFor, slotFor, withNextSecret } from './identity';
import {
  acceptedState,
  cardOf,
  dropPublication,
  publishedRegion,
  readPublication,
  readPublications,
  retirePublication,
  saveDesiredState,
  savePublication,
} from './publication-store';
import { publishedPhotoOf, uploadPhoto } from './published-photo';
import { fetchDocument, isSameDocument, type LocalState, reconcile, withoutRev } from './reconcile';
import { ExchangeError } from './server-api';

const MAX_ATTEMPTS = 6;

/** The site takes no new card. Nothing was published; the slot stays free for another attempt. */
const NO_NEW_CARDS = new Set(['card.registration_closed', 'card.registration_full', 'exchange.no_server']);

/** Each document follows the one before it, so that one tab publishes at a time. */
const withPublishLock = <Result>({ withLock }: ExchangeContext, work: () => Promise<Result>) =>
  withLock('poignee-publish', work);

/** Each kind of document without its revision. */
type Unnumbered<Document> = Document extends CardDocument ? Omit<Document, 'rev'> : never;

/** The document that the card's page should have. */
async function documentFor(
  context: ExchangeContext,
  { card, region, publication, slot }: LocalState,
): Promise<{ document: Unnumbered<CardDocument>; photoBytes: Uint8Array<ArrayBuffer> | null }> {
  const { state, isOpen, movedTo } = publication.desiredState;
  const base = { v: 1, card: publication.address, host: context.host } as const;
  if (state === 'hidden') return { document: { ...base, state }, photoBytes: null };
  if (state === 'moved') return { document: { ...base, state, to: movedTo ?? '' }, photoBytes: null };
  const { photo, bytes } = await publishedPhotoOf(context, card);
  const secret = slot.secrets.at(-1);
  const mailbox =
    !isOpen || secret === undefined
      ? null
      : { generation: secret.generation, epoch: secret.epoch, key: await mailboxPublicKey(secret) };
  const content = publishedContent(card);
  return { document: { ...base, state, region, content, photo, mailbox }, photoBytes: bytes };
}

/**
 * Publishes the card; sends nothing if the server is already up to date. The owner's decision in `change` is stored first: if
 * the request fails or the page is left, `updatePublications` sends it later.
 *
 * @throws ExchangeError
 */
export async function publishCard(
  context: ExchangeContext,
  card: Card,
  region: RegionProfile,
  change: Partial<DesiredState> = {},
): Promise<Publication> {
  await saveDesiredState(context, card.id, change);
  return withPublishLock(context, async () => {
    const local = await readLocalState(context, card, region);
    if (local === null) throw new ExchangeError('exchange.no_identity');
    if (local.publication.isRevoked) throw new ExchangeError('card.revoked');
    if (local.publication.isDeletionRequested) return local.publication;
    return putDocument(context, local);
  });
}

/** The card, its publication and its keys as they are stored now; `null` if one is missing. */
async function readLocalState(context: ExchangeContext, card: Card, region: RegionProfile): Promise<LocalState | null> {
  const [identity, publication] = [await readIdentity(context), await readPublication(context, card.id)];
  const slot = identity === null || publication === null ? undefined : slotFor(identity, publication.address);
  if (publication === null || slot === undefined) return null;
  return { card: await context.cards.latest(card), region, publication, slot };
}

/** Sends documents until the server has the desired state. Caller holds the lock. @throws ExchangeError */
async function putDocument(context: ExchangeContext, known: LocalState): Promise<Publication> {
  let local = await withDueMailboxKey(context, known);
  const { cardId } = local.publication;
  const before = local.publication;
  for (let attempt = 1; ; attempt += 1) {
    const { document, photoBytes } = await documentFor(context, local);
    const lastDocument = JSON.stringify(document);
    const { publication, slot } = local;
    if (isSameDocument(lastDocument, publication.lastDocument) && !publication.isPending) return publication;
    await savePublication(context, cardId, { ...progressOf(publication), isPending: true });
    let isStored = false;
    try {
      const etag = await sendDocument(context, publication, slot, { ...document, rev: publication.rev + 1 });
      isStored = true;
      if (photoBytes !== null && document.state === 'shown' && document.photo !== null)
        await uploadPhoto(context, publication.address, signerFor(slot), document.photo, photoBytes);
      const rev = publication.rev + 1;
      const done = { rev, etag, isPending: false, lastDocument, publishedAtMs: context.now() };
      const saved = await savePublication(context, cardId, done);
      if (saved === null) throw new ExchangeError('card.deleted');
      // Another tab's decision, saved while this request was under way, goes out before the lock is released.
      if (isSameState(saved.desiredState, publication.desiredState) || attempt >= MAX_ATTEMPTS) return saved;
      local = { ...local, publication: saved };
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      if (error.code === 'card.revoked' && slot.revocation !== null && attempt === 1) {
        // A revoked device published in this slot before this one did.
        await revokeEarlierGenerations(context, slot, slot.revocation);
        continue;
      }
      // An earlier attempt, or this one without its photo, may have reached the server.
      const isNew = before.rev === 0 && !before.isPending && !isStored;
      await recordRefusal(context, publication, before, error.code, isNew);
      if (error.code !== 'card.stale' || attempt >= MAX_ATTEMPTS) throw error;
      const stored = await fetchDocument(context, publication.address);
      local = await reconcile(context, await withStoredDecision(context, local), stored);
      const { desiredState } = local.publication;
      await savePublication(context, cardId, { ...progressOf(local.publication), desiredState });
    }
  }
}

const isSameState = (one: DesiredState, other: DesiredState) => JSON.stringify(one) === JSON.stringify(other);

const progressOf = ({ rev, etag, isPending, mailboxSinceMs }: Publication) => ({
  rev,
  etag,
  isPending,
  mailboxSinceMs,
});

/** The owner may have decided otherwise while a request was under way. */
async function withStoredDecision(context: ExchangeContext, local: LocalState): Promise<LocalState> {
  const stored = await readPublication(context, local.card.id);
  const desiredState = stored?.desiredState ?? local.publication.desiredState;
  return { ...local, publication: { ...local.publication, desiredState } };
}

async function withDueMailboxKey(context: ExchangeContext, local: LocalState): Promise<LocalState> {
  const { publication } = local;
  if (publication.rev === 0 || !isMailboxKeyDue(publication.mailboxSinceMs, context.now())) return local;
  const slot = await withNextSecret(local.slot);
  const { secrets } = slot;
  await changeSlot(context, slot.index, (record) => ({ ...record, secrets }));
  return { ...local, slot, publication: { ...publication, mailboxSinceMs: context.now() } };
}

/** Sends one signed document by compare-and-swap and returns its ETag. @throws ExchangeError */
async function sendDocument(
  { server }: ExchangeContext,
  { address, etag }: Publication,
  { key, credential }: SlotRecord,
  document: CardDocument,
): Promise<string> {
  const text = JSON.stringify(document);
  const signature = await sign(key, 'card', text);
  const response = await server.request({
    method: 'PUT',
    address,
    body: JSON.stringify({ document: text, signature, credential }),
    headers: etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag },
  });
  return ((await response.json()) as { etag: string }).etag;
}

/** Stores what a refusal means for the publication. `isNew`: the server cannot have the card from here. */
async function recordRefusal(
  context: ExchangeContext,
  publication: Publication,
  before: Publication,
  code: string,
  isNew: boolean,
): Promise<void> {
  const { cardId } = publication;
  if (code === 'card.revoked') await savePublication(context, cardId, { isRevoked: true });
  if (code === 'card.deleted') await retirePublication(context, publication);
  // A probability of one in 2^60: the address belongs to somebody else.
  if (code === 'card.other_owner' && publication.rev === 0) await retirePublication(context, publication);
  if (NO_NEW_CARDS.has(code) && isNew) await dropPublication(context, publication);
  // The server will never accept this document: the decision is undone.
  if (code === 'card.refused' || code === 'request.malformed') {
    const desiredState = acceptedState(before) ?? publication.desiredState;
    await savePublication(context, cardId, { ...progressOf(before), isPending: false, desiredState });
  }
}

async function revokeEarlierGenerations(
  { server }: ExchangeContext,
  { address, credential }: SlotRecord,
  signature: string,
): Promise<void> {
  await server.request({
    method: 'PUT',
    address,
    path: '/generation',
    body: JSON.stringify({ credential, signature }),
  });
}

/**
 * Compares every published card with the server: another device may have changed it, or a backup may have been restored. Merges
 * what differs, then publishes what should. A failure is retried at the next call.
 */
export async function comparePublications(
  context: ExchangeContext,
  cards: readonly Card[],
  regionFor: () => RegionProfile,
): Promise<void> {
  for (const publication of await readPublications(context)) {
    const card = cardOf(publication, cards);
    if (card === undefined) continue;
    await withPublishLock(context, () => comparePublication(context, card, regionFor)).catch(() => undefined);
  }
}

async function comparePublication(context: ExchangeContext, card: Card, regionFor: () => RegionProfile): Promise<void> {
  const stored = await readLocalState(context, card, regionFor());
  if (stored === null) return;
  const { publication, slot } = stored;
  if (publication.rev === 0 || publication.isRevoked || publication.isDeletionRequested) return;
  try {
    const found = await fetchDocument(context, publication.address);
    if (found !== null && found.generation > slot.credential.generation) throw new ExchangeError('card.revoked');
    if (found?.etag === publication.etag) return;
    const local = { ...stored, region: publishedRegion(publication) ?? stored.region };
    const merged = await reconcile(context, await withStoredDecision(context, local), found);
    const { document } = await documentFor(context, merged);
    const theirDocument = found === null ? '' : JSON.stringify(withoutRev(found.document));
    const isCurrent = isSameDocument(theirDocument, JSON.stringify(document));
    const { desiredState } = merged.publication;
    await savePublication(context, card.id, {
      ...progressOf(merged.publication),
      desiredState,
      ...(isCurrent && { isPending: false, lastDocument: theirDocument }),
    });
    if (!isCurrent) await putDocument(context, merged);
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    if (error.code === 'card.revoked') await savePublication(context, card.id, { isRevoked: true });
    if (error.code === 'card.deleted') await retirePublication(context, publication);
  }
}

/**
 * Deletes the card from the server for good: its address answers "removed" to everybody. The decision is stored first, as in
 * `publishCard`.
 *
 * @throws ExchangeError
 */
export async function deletePublication(context: ExchangeContext, cardId: CardId): Promise<void> {
  await savePublication(context, cardId, { isDeletionRequested: true });
  await withPublishLock(context, async () => {
    const [identity, publication] = [await readIdentity(context), await readPublication(context, cardId)];
    if (identity === null || publication?.isDeletionRequested !== true) return;
    const slot = slotFor(identity, publication.address);
    if (slot !== undefined && (publication.rev > 0 || publication.isPending)) {
      try {
        await context.server.request({ method: 'DELETE', address: publication.address, signer: signerFor(slot) });
      } catch (error) {
        const isGone =
          error instanceof ExchangeError &&
          (error.code === 'card.deleted' || (error.code === 'card.unknown' && publication.rev === 0));
        if (!isGone) throw error;
      }
    }
    await retirePublication(context, publication);
  });
}

/** Whether the page shows the card as it is now. Asks the server nothing. */
export async function isUpToDate(context: ExchangeContext, card: Card, region: RegionProfile): Promise<boolean> {
  const local = await readLocalState(context, card, region);
  if (local === null) return true;
  const { document } = await documentFor(context, { ...local, card });
  return isSameDocument(JSON.stringify(document), local.publication.lastDocument) && !local.publication.isPending;
}

/** Publishes every card whose page is not up to date, and finishes deletions. A failure is retried at the next call. */
export async function updatePublications(
  context: ExchangeContext,
  cards: readonly Card[],
  regionFor: () => RegionProfile,
): Promise<void> {
  for (const publication of await readPublications(context)) {
    if (publication.isDeletionRequested) {
      await deletePublication(context, publication.cardId).catch(() => undefined);
      continue;
    }
    const card = cardOf(publication, cards);
    if (card === undefined || publication.isRevoked) continue;
    await publishCard(context, card, publishedRegion(publication) ?? regionFor()).catch(() => undefined);
  }
}
