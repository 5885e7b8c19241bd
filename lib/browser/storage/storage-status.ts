/**
 * Whether changes reach the disk. `refused`: the browser gives no storage; `full`: the quota is used up. In both cases changes
 * stay in this tab's memory.
 */
export type StorageStatus = 'kept' | 'refused' | 'full';

/** The status that a database error means. Dexie wraps the browser's error in `inner`. */
export function storageStatusOf(error: unknown): StorageStatus {
  const names = [error, (error as { inner?: unknown } | null)?.inner].map((e) => (e as { name?: string } | null)?.name);
  return names.includes('QuotaExceededError') ? 'full' : 'refused';
}
