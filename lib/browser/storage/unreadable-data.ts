import { readLocal } from './local-storage';
import { setLossState } from './loss-state';
import { findCopy, hasLocalEvidence } from './lost-data';
import { STORAGE_KEYS } from './storage-keys';

/** Finds out whether a copy can replace a database that the browser cannot open. A browser that refuses all storage has no copy either. */
export async function checkUnreadable(error: unknown): Promise<void> {
  const isSlow = error instanceof Error && error.message === 'storage.open_timeout';
  const isRefused = error instanceof Error && /SecurityError|InvalidState|OpenFailed|MissingAPI/.test(error.name);
  if (isSlow || (isRefused && !hasLocalEvidence())) return;
  const copy = await findCopy(readLocal(STORAGE_KEYS.epoch));
  if (copy !== null) setLossState({ reason: 'unreadable', copy });
}
