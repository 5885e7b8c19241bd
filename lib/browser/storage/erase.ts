import { database } from './database';
import { announceErasure, clearLocal } from './erasure';
import { setLossState } from './loss-state';
import { writePendingRemovals } from './pending-removals';
import { currentSubscription } from './push-subscription';
import type { PageRemoval } from './records';
import { deleteSecondCopy } from './second-copy';

/**
 * Erases everything stored on this device, except what it takes to remove its public pages, and records that it was.
 * Chromium writes localStorage to the disk seconds after IndexedDB: after a crash, `obeyErasure` erases there what came back.
 */
export async function eraseDatabase(
  epoch: string,
  nowMs: number,
  removals: readonly PageRemoval[] = [],
): Promise<void> {
  await deleteSecondCopy();
  await database.transaction('rw', database.tables, async () => {
    // An earlier erasure may still have pages to remove.
    const kept = [...(await database.removals.toArray()), ...removals];
    await Promise.all(database.tables.map((table) => table.clear()));
    await database.removals.bulkPut(kept);
    await database.meta.put({ id: 'erasure', epoch, atMs: nowMs });
  });
  unsubscribe();
  // A copy that another tab was writing meanwhile names no such erasure, and goes too.
  await deleteSecondCopy();
  setLossState(null);
  announceErasure(epoch);
  clearLocal(epoch);
  writePendingRemovals(await database.removals.toArray());
}

/** The server forgets the endpoint once its push service no longer knows it. Nothing waits for a service that does not answer. */
const unsubscribe = (): void =>
  void currentSubscription()
    .then((subscription) => subscription?.unsubscribe())
    .catch(() => undefined);

/** Erases what remains in this browser when there is no database. */
export async function eraseWithoutDatabase(): Promise<void> {
  await deleteSecondCopy();
  unsubscribe();
  announceErasure(null);
  clearLocal(null);
}
