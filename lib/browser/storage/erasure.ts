import { database } from './database';
import { setObeyedEpoch, storedEpoch } from './erasure-epoch';
import { clearSession, localEntries, readLocal, writeLocal } from './local-storage';
import { writePendingRemovals } from './pending-removals';
import type { PageRemoval } from './records';
import { deleteSecondCopy } from './second-copy';
import { STORAGE_KEYS } from './storage-keys';

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('poignee-erasure');
const listeners = new Set<() => void>();

if (channel !== null)
  channel.onmessage = ({ data }: MessageEvent<string>) => {
    setObeyedEpoch(data);
    clearSession();
    for (const listener of listeners) listener();
  };

/** Calls `listener` when everything was erased, in this tab or another. What it holds in memory must go too. */
export const onErased = (listener: () => void): void => void listeners.add(listener);

/** Removes everything the app keeps in localStorage and sessionStorage. Returns whether there was anything. */
function clearLocal(epoch: string | null): boolean {
  const entries = localEntries('poignee.');
  for (const [key] of entries) writeLocal(key, null);
  if (epoch !== null) writeLocal(STORAGE_KEYS.epoch, epoch);
  clearSession();
  return entries.length > 0;
}

/**
 * Erases everything stored on this device, except what it takes to remove its public pages, and records that it was. Chromium writes localStorage to the disk seconds
 * after IndexedDB: after a crash, `obeyErasure` erases there what came back.
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
  // A copy that another tab was writing meanwhile names no such erasure, and goes too.
  await deleteSecondCopy();
  setObeyedEpoch(epoch);
  for (const listener of listeners) listener();
  channel?.postMessage(epoch);
  clearLocal(epoch);
  writePendingRemovals(await database.removals.toArray());
}

/** Erases what remains in this browser when there is no database. */
export async function eraseWithoutDatabase(): Promise<void> {
  await deleteSecondCopy();
  for (const listener of listeners) listener();
  clearLocal(null);
}

/**
 * Clears localStorage if it is older than the last erasure, and loads the page again: its scripts may have read what was
 * there. The database is open.
 */
export async function obeyErasure(): Promise<void> {
  const epoch = await storedEpoch();
  setObeyedEpoch(epoch);
  if (epoch === null || readLocal(STORAGE_KEYS.epoch) === epoch) return;
  const hadEntries = clearLocal(epoch);
  writePendingRemovals(await database.removals.toArray());
  if (hadEntries) (window.location as Location | undefined)?.reload();
}
