import { liveQuery } from 'dexie';
import type { Card, CardId, CardPatch, Picture, PictureId } from '../../card/card';
import { applyPatch } from '../../card/merge';
import { cardSchema, pictureSchema } from '../../card/schema';
import { committedEntries, markCommitted, recordStates, sweepCommittedEntries } from '../storage/committed-entries';
import { database } from '../storage/database';
import type { EntryState } from '../storage/entry-state';
import { refuseIfErased } from '../storage/erasure-epoch';

export type StoredCards = { cards: Card[]; unreadable: number };

/** Calls `onCards` with all cards, now and after each change in any tab. Returns a function that stops watching. */
export function watchCards(onCards: (stored: StoredCards) => void, onError: (error: unknown) => void): () => void {
  const subscription = liveQuery(() => database.cards.orderBy('createdAtMs').toArray()).subscribe({
    next: (records) => onCards(readCards(records)),
    error: onError,
  });
  return () => subscription.unsubscribe();
}

/** Returns whether a stored record matches the card schema, limits included. */
export const isCard = (record: unknown): record is Card => cardSchema.safeParse(record).success;

/** Separates valid cards from unreadable records, which are counted and left unchanged. */
function readCards(records: unknown[]): StoredCards {
  const cards = records.filter(isCard);
  return { cards, unreadable: records.length - cards.length };
}

/**
 * Applies a patch to the stored card and returns the result. Returns `null` if the card no longer exists: it was deleted
 * in another tab, and pending edits must not bring it back. A card that `isNew` is written in full.
 *
 * @param states states of localStorage entries that the change contains
 */
export function commitPatch(
  whole: Card,
  patch: CardPatch,
  isNew: boolean,
  nowMs: number,
  states: readonly EntryState[] = [],
): Promise<Card | null> {
  const { cards, written, meta } = database;
  return database.transaction('rw', cards, written, meta, async () => {
    const stored = await cards.get(whole.id);
    const next = stored === undefined && !isNew ? null : applyPatch(stored ?? whole, patch, nowMs);
    if (next !== null) await cards.put(next);
    await recordStates(states, next?.rev ?? -1, nowMs);
    return next;
  });
}

/** Deletes a card. `state` is later than every unsaved change to it, so that none restores it after a crash. */
export function deleteCard(id: CardId, state: EntryState, nowMs: number): Promise<void> {
  const { cards, written, meta } = database;
  return database.transaction('rw', cards, written, meta, async () => {
    await cards.delete(id);
    await recordStates([state], -1, nowMs);
  });
}

/** How unsaved changes read the database after a crash. */
export const recoverySource = {
  committedEntries,
  markCommitted,
  async storedRecords(ids: readonly string[]): Promise<ReadonlyMap<string, Card>> {
    const records: unknown[] = await database.cards.bulkGet(ids as CardId[]);
    return new Map(records.filter(isCard).map((card) => [card.id, card]));
  },
};

export function putPicture(picture: Picture): Promise<void> {
  const { pictures, meta } = database;
  return database.transaction('rw', pictures, meta, async () => {
    await refuseIfErased();
    await pictures.put(picture);
  });
}

export async function getPicture(id: PictureId): Promise<Picture | null> {
  const record: unknown = await database.pictures.get(id);
  const isPicture = (value: unknown): value is Picture => pictureSchema.safeParse(value).success;
  return isPicture(record) ? record : null;
}

/** How long a pending import is kept if the owner neither accepts nor rejects it. */
const IMPORT_WAITS_MS = 7 * 24 * 60 * 60 * 1000;
/** How long an unreferenced picture is kept: an undo, or a pending change in another tab, may still need it. */
const SWEEP_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Deletes data that nothing has referenced for a day: removed pictures, batches of deleted cards and undo entries of
 * the contact book. Also deletes imports abandoned for a week. Deletes nothing if a card is unreadable.
 */
export async function sweepUnreferenced(nowMs: number): Promise<void> {
  const { cards: table, contacts, pictures, batches, journal, changes, imports, pieces, staged, written } = database;
  await database.transaction(
    'rw',
    [table, contacts, pictures, batches, journal, changes, imports, pieces, staged, written],
    async () => {
      await sweepCommittedEntries(nowMs);
      const { cards, unreadable } = readCards(await table.toArray());
      if (unreadable > 0) return;
      const isOld = (atMs: number) => nowMs - atMs > SWEEP_AFTER_MS;
      const expiredIds = await journal.filter(({ atMs }) => isOld(atMs)).primaryKeys();
      await journal.bulkDelete(expiredIds);
      await changes.where('journalId').anyOf(expiredIds).delete();
      await imports.filter(({ startedAtMs }) => nowMs - startedAtMs > IMPORT_WAITS_MS).delete();
      // Pictures of a pending import are not referenced from the book yet.
      if ((await imports.count()) > 0) return;
      await staged.clear();
      await pieces.clear();
      const undoVersions = (await changes.toArray()).flatMap(({ before }) => (before === null ? [] : [before]));
      const referencedIds = new Set<unknown>([
        ...[...cards, ...undoVersions].flatMap((card) => [card.photoId, card.logoId]),
        ...(await contacts.orderBy('photoId').uniqueKeys()),
        ...(await contacts.orderBy('logoId').uniqueKeys()),
      ]);
      await pictures.filter(({ id, createdAtMs }) => !referencedIds.has(id) && isOld(createdAtMs)).delete();
      const ids = new Set<string>(cards.map(({ id }) => id));
      await batches.filter(({ cardId, madeAtMs }) => !ids.has(cardId) && isOld(madeAtMs)).delete();
    },
  );
}
