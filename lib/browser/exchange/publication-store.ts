import type { Card, CardId } from '../../card/card';
import type { ShownDocument } from '../../exchange/document';
import { parseLastDocument } from '../../exchange/last-document';
import type { RegionProfile } from '../../i18n/locales';
import { setShortAddress } from '../card/short-links';
import { type DesiredState, type Publication, toPublication, toPublicationRecord } from '../storage/records';
import type { ExchangeContext } from './context';
import { changeSlot } from './identity';
import { ExchangeError } from './server-api';

type Context = Pick<ExchangeContext, 'database'>;

export const readPublications = async ({ database }: Context): Promise<Publication[]> =>
  (await database.publications.toArray()).map(toPublication);

export async function readPublication({ database }: Context, cardId: CardId): Promise<Publication | null> {
  const record = await database.publications.get(cardId);
  return record === undefined ? null : toPublication(record);
}

/** Whether the short link leads to the card. */
export const isShown = ({ desiredState, rev, isRevoked, isDeletionRequested = false }: Publication): boolean =>
  desiredState.state === 'shown' && rev > 0 && !isRevoked && !isDeletionRequested;

/** The region that a card was published for. It stays the card's own, whatever language its owner reads in today. */
export function publishedRegion({ lastDocument }: Publication): RegionProfile | null {
  try {
    return (JSON.parse(lastDocument) as Partial<ShownDocument>).region ?? null;
  } catch {
    return null;
  }
}

/** The state of the last document that the server accepted; `null` if there is none. */
export function acceptedState({ lastDocument, desiredState }: Publication): DesiredState | null {
  const document = parseLastDocument(lastDocument);
  if (document === null) return null;
  return {
    state: document.state,
    // Only a visible page says whether it takes replies.
    isOpen: document.state === 'shown' ? document.mailbox !== null : desiredState.isOpen,
    movedTo: document.state === 'moved' ? document.to : null,
  };
}

/** Whether the server has confirmed the state that the owner wants. */
export function isConfirmed(publication: Publication): boolean {
  const { isPending, isDeletionRequested = false, desiredState } = publication;
  const accepted = acceptedState(publication);
  return (
    !isPending &&
    !isDeletionRequested &&
    accepted?.state === desiredState.state &&
    accepted.isOpen === desiredState.isOpen &&
    (desiredState.state !== 'moved' || accepted.movedTo === desiredState.movedTo)
  );
}

export function rememberShortAddress(publication: Publication): void {
  setShortAddress(publication.cardId, isShown(publication) ? publication.address : '');
}

/**
 * Saves the state that the owner wants, in a transaction of its own, before anything waits for a lock or the network. The first
 * call for a card reserves a free slot.
 *
 * @throws ExchangeError `exchange.no_identity`, `exchange.no_slot`
 */
export async function saveDesiredState(
  { database, now }: Pick<ExchangeContext, 'database' | 'now'>,
  cardId: CardId,
  change: Partial<DesiredState>,
): Promise<Publication> {
  const { identity: identities, publications } = database;
  const saved = await database.transaction('rw', identities, publications, async () => {
    const stored = await publications.get(cardId);
    if (stored !== undefined) {
      if (Object.keys(change).length === 0) return toPublication(stored);
      const next = { ...stored, wish: { ...stored.wish, ...change }, isDeletionRequested: false };
      await publications.put(next);
      return toPublication(next);
    }
    const identity = await identities.get('own');
    if (identity === undefined) throw new ExchangeError('exchange.no_identity');
    const used = new Set((await publications.toArray()).map(({ slot }) => slot));
    const slot = identity.slots.find(({ index, isSpent }) => !isSpent && !used.has(index));
    if (slot === undefined) throw new ExchangeError('exchange.no_slot');
    const publication: Publication = {
      cardId,
      schemaVersion: 1,
      slot: slot.index,
      address: slot.address,
      desiredState: { state: 'shown', isOpen: true, movedTo: null, ...change },
      isRevoked: false,
      rev: 0,
      etag: null,
      isPending: false,
      lastDocument: '',
      publishedAtMs: now(),
      mailboxSinceMs: now(),
    };
    await publications.put(toPublicationRecord(publication));
    return publication;
  });
  rememberShortAddress(saved);
  return saved;
}

/** What a request changes in a publication. The desired state is the owner's: only `saveDesiredState` and `reconcile` set it. */
export type PublicationProgress = Partial<Omit<Publication, 'cardId' | 'schemaVersion' | 'slot' | 'address'>>;

/** Writes `progress` over the stored publication and returns the result; `null` if it was deleted meanwhile. */
export async function savePublication(
  { database }: Context,
  cardId: CardId,
  progress: PublicationProgress,
): Promise<Publication | null> {
  const saved = await database.transaction('rw', database.publications, async () => {
    const stored = await database.publications.get(cardId);
    if (stored === undefined) return null;
    const next = { ...toPublication(stored), ...progress };
    await database.publications.put(toPublicationRecord(next));
    return next;
  });
  if (saved !== null) rememberShortAddress(saved);
  return saved;
}

/** Deletes the record of a publication that never reached the server. Its slot can be used again. */
export async function dropPublication({ database }: Context, { cardId }: Publication): Promise<void> {
  await database.publications.delete(cardId);
  setShortAddress(cardId, null);
}

/** Deletes the record and marks the slot as spent: an address is never used twice. */
export async function retirePublication(context: Context, publication: Publication): Promise<void> {
  await changeSlot(context, publication.slot, (slot) => ({ ...slot, isSpent: true }));
  await dropPublication(context, publication);
}

/** The card of a publication among `cards`. */
export const cardOf = ({ cardId }: Publication, cards: readonly Card[]): Card | undefined =>
  cards.find(({ id }) => id === cardId);
