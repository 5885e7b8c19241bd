import { liveQuery } from 'dexie';
import type { Batch } from '../../print/batch';
import type { PrinterProfile } from '../../print/calibration';
import { isBatch, isPrinter } from '../../print/records';
import { database } from '../storage/database';

/**
 * Calls `onRecords` with the valid records that `read` returns, now and after each change. Returns a function that
 * stops watching.
 */
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

/** Watches the batches of a card, newest first. */
export const watchBatches = (cardId: string, onBatches: (batches: Batch[]) => void) =>
  watchTable(
    () => database.batches.where('cardId').equals(cardId).toArray(),
    isBatch,
    (batches) => onBatches(batches.toSorted((a, b) => b.madeAtMs - a.madeAtMs)),
  );

export async function putBatch(batch: Batch): Promise<void> {
  await database.batches.put(batch);
}

/** Returns the most recent batch of a card. */
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
