import { isOutdated } from './outdated';

/**
 * Whether changes are saved. `refused`: the browser provides no storage; `full`: the quota is used up; `outdated`: a
 * newer release has upgraded the database. In each case changes stay in the memory of this tab, and in localStorage if
 * there is room.
 */
export type StorageStatus = 'kept' | 'refused' | 'full' | 'outdated';

/** Returns whether a write was refused because everything was erased in another tab. */
export const isErasure = (error: unknown): boolean => error instanceof Error && error.message === 'storage.erased';

const QUOTA_ERROR = 'QuotaExceededError';

/** Dexie wraps the browser's error in `inner`, and those of several writes in `failures`. */
function isQuotaError(error: unknown): boolean {
  const { name, inner, failures = [] } = (error ?? {}) as { name?: string; inner?: unknown; failures?: unknown[] };
  return name === QUOTA_ERROR || (inner !== undefined && isQuotaError(inner)) || failures.some(isQuotaError);
}

/** Returns the status for a database error. */
export function storageStatusOf(error: unknown): StorageStatus {
  if (isOutdated()) return 'outdated';
  return isQuotaError(error) ? 'full' : 'refused';
}

/** The name of an error as a worker passes it on: a full storage keeps its name, however it is wrapped. */
export const errorNameOf = (error: unknown): string =>
  isQuotaError(error) ? QUOTA_ERROR : ((error as Partial<Error> | null)?.name ?? 'Error');
