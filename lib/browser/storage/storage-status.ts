import { isOutdated } from './outdated';

/**
 * Whether changes are saved. `refused`: the browser provides no storage; `full`: the quota is used up; `outdated`: a
 * newer release has upgraded the database. In each case changes stay in the memory of this tab, and in localStorage if
 * there is room.
 */
export type StorageStatus = 'kept' | 'refused' | 'full' | 'outdated';

/** Returns whether a write was refused because everything was erased in another tab. */
export const isErasure = (error: unknown): boolean => error instanceof Error && error.message === 'storage.erased';

/** Returns the status for a database error. Dexie wraps the browser's error in `inner`. */
export function storageStatusOf(error: unknown): StorageStatus {
  if (isOutdated()) return 'outdated';
  const names = [error, (error as { inner?: unknown } | null)?.inner].map((e) => (e as { name?: string } | null)?.name);
  return names.includes('QuotaExceededError') ? 'full' : 'refused';
}
