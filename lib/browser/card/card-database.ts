import { liveQuery } from 'dexie';
import type { Card, CardId, CardPatch, Picture, PictureId } from '../../card/card';
import { applyPatch } from '../../card/merge';
import { cardSchema, pictureSchema } from '../../card/schema';
import type { Batch } from '../../print/batch';
import type { PrinterProfile } from '../../print/calibration';
import { isBatch, isPrinter } from '../../print/records';
import { database } from '../storage/database';

export type StoredCards = { cards: Card[]; unreadable: number };

/** Calls back with every card, now and after each change from any tab. Returns the way to stop. */
export function watchCards(onCards: (stored: StoredCards) => void, onError: (error: unknown) => void): () => void {
  const subscription = liveQuery(() => database.cards.orderBy('createdAtMs').toArray()).subscribe({
    next: (records) => onCards(readCards(records)),
    error: onError,
  });
  return () => subscription.unsubscribe();
}

/** Has this the shape and the limits of a card? */
export const isCard = (record: unknown): record is Card => cardSchema.safeParse(record).success;

/** A record that does not have the shape of a card is left where it is, and counted. */
function readCards(records: unknown[]): StoredCards {
  const cards = records.filter(isCard);
  return { cards, unreadable: records.length - cards.length };
}

/**
 * Puts one change into the stored card, in one transaction; `whole` is written when the card is not there (new, or
 * deleted in another tab while it was being typed into here). Returns the card as it now is.
 */
export function commitPatch(whole: Card, patch: CardPatch, nowMs: number): Promise<Card> {
  return database.transaction('rw', database.cards, async () => {
    const stored = await database.cards.get(whole.id);
    const next = applyPatch(stored ?? whole, patch, nowMs);
    await database.cards.put(next);
    return next;
  });
}

export async function deleteCard(id: CardId): Promise<void> {
  await database.cards.delete(id);
}

export async function putPicture(picture: Picture): Promise<void> {
  await database.pictures.put(picture);
}

export async function getPicture(id: PictureId): Promise<Picture | null> {
  const record: unknown = await database.pictures.get(id);
  const isPicture = (value: unknown): value is Picture => pictureSchema.safeParse(value).success;
  return isPicture(record) ? record : null;
}

/** How long an import waits for its owner's yes. */
const IMPORT_WAITS_MS = 7 * 24 * 60 * 60 * 1000;
/** Long enough for an undo, or a change on its way in another tab, to want a picture again. */
const SWEEP_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Removes what nobody has had for a day: pictures taken off, what was printed of cards since deleted, and what could still be
 * taken back in the contact book, does not stay on the device.
 */
export async function sweepUnreferenced(nowMs: number): Promise<void> {
  const { cards: table, contacts, pictures, batches, journal, changes, imports, pieces, staged } = database;
  await database.transaction(
    'rw',
    [table, contacts, pictures, batches, journal, changes, imports, pieces, staged],
    async () => {
      const { cards, unreadable } = readCards(await table.toArray());
      if (unreadable > 0) return;
      const isOld = (atMs: number) => nowMs - atMs > SWEEP_AFTER_MS;
      const forgotten = await journal.filter(({ atMs }) => isOld(atMs)).primaryKeys();
      await journal.bulkDelete(forgotten);
      await changes.where('journalId').anyOf(forgotten).delete();
      // An import nobody came back to.
      await imports.filter(({ startedAtMs }) => nowMs - startedAtMs > IMPORT_WAITS_MS).delete();
      // What an import under way has found is not in the book yet.
      if ((await imports.count()) > 0) return;
      await staged.clear();
      await pieces.clear();
      const remembered = (await changes.toArray()).flatMap(({ before }) => (before === null ? [] : [before]));
      const shown = new Set<unknown>([
        ...[...cards, ...remembered].flatMap((card) => [card.photoId, card.logoId]),
        ...(await contacts.orderBy('photoId').uniqueKeys()),
        ...(await contacts.orderBy('logoId').uniqueKeys()),
      ]);
      await pictures.filter(({ id, createdAtMs }) => !shown.has(id) && isOld(createdAtMs)).delete();
      const ids = new Set<string>(cards.map(({ id }) => id));
      await batches.filter(({ cardId, madeAtMs }) => !ids.has(cardId) && isOld(madeAtMs)).delete();
    },
  );
}

export async function eraseDatabase(): Promise<void> {
  await Promise.all(database.tables.map((table) => table.clear()));
}

/** Calls back with what a table holds, read by `isRecord`, now and after each change. Returns the way to stop. */
function watchTable<Record>(
  read: () => Promise<unknown[]>,
  isRecord: (record: unknown) => record is Record,
  onRecords: (records: Record[]) => void,
): () => void {
  const subscription = liveQuery(read).subscribe({
    next: (records) => onRecords(records.filter(isRecord)),
    error: () => onRecords([]),
  });
  return () => subscription.unsubscribe();
}

/** A card's batches, the newest first. */
export const watchBatches = (cardId: string, onBatches: (batches: Batch[]) => void) =>
  watchTable(
    () => database.batches.where('cardId').equals(cardId).toArray(),
    isBatch,
    (batches) => onBatches(batches.toSorted((a, b) => b.madeAtMs - a.madeAtMs)),
  );

export async function putBatch(batch: Batch): Promise<void> {
  await database.batches.put(batch);
}

/** The last batch of a card, whatever it was. */
export async function lastBatch(cardId: string): Promise<Batch | null> {
  const batches = (await database.batches.where('cardId').equals(cardId).toArray()).filter(isBatch);
  return batches.toSorted((a, b) => b.madeAtMs - a.madeAtMs)[0] ?? null;
}

export async function deleteBatch(id: string): Promise<void> {
  await database.batches.delete(id);
}

export const watchPrinters = (onPrinters: (printers: PrinterProfile[]) => void) =>
  watchTable(() => database.printers.toArray(), isPrinter, onPrinters);

export async function putPrinter(printer: PrinterProfile): Promise<void> {
  await database.printers.put(printer);
}

export async function deletePrinter(id: string): Promise<void> {
  await database.printers.delete(id);
}
