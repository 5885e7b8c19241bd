import { database } from './database';
import { setObeyedEpoch, storedEpoch } from './erasure-epoch';
import { clearSession, localEntries, readLocal, writeLocal } from './local-storage';
import { setLockState } from './lock/sealing';
import { writePendingRemovals } from './pending-removals';
import { STORAGE_KEYS } from './storage-keys';

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('poignee-erasure');
const listeners = new Set<() => void>();

/** Tells this tab and the others that everything was erased. */
export function announceErasure(epoch: string | null): void {
  if (epoch !== null) setObeyedEpoch(epoch);
  setLockState('off', null);
  for (const listener of listeners) listener();
  if (epoch !== null) channel?.postMessage(epoch);
}

if (channel !== null)
  channel.onmessage = ({ data }: MessageEvent<string>) => {
    setObeyedEpoch(data);
    clearSession();
    setLockState('off', null);
    for (const listener of listeners) listener();
  };

/** Calls `listener` when everything was erased, in this tab or another. */
export const onErased = (listener: () => void): void => void listeners.add(listener);

/** Removes everything the app keeps in localStorage and sessionStorage. Returns whether there was anything. */
export function clearLocal(epoch: string | null): boolean {
  const entries = localEntries('poignee.');
  for (const [key] of entries) writeLocal(key, null);
  if (epoch !== null) writeLocal(STORAGE_KEYS.epoch, epoch);
  clearSession();
  return entries.length > 0;
}

/**
 * Clears localStorage if it is older than the last erasure, and loads the page again: its scripts may have read what was
 * there. The database is open.
 */
export async function obeyErasure(): Promise<void> {
  const epoch = await storedEpoch();
  setObeyedEpoch(epoch);
  const isObeyed = epoch === null || readLocal(STORAGE_KEYS.epoch) === epoch;
  const hadEntries = !isObeyed && clearLocal(epoch);
  // The browser may have stopped before the list, or the second copy's deletion, reached the disk.
  if (epoch !== null) writePendingRemovals(await database.removals.toArray());
  if (!isObeyed) void import('./second-copy').then(({ deleteSecondCopy }) => deleteSecondCopy()).catch(() => undefined);
  if (hadEntries) (window.location as Location | undefined)?.reload();
}
