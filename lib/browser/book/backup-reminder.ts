import { readLocal, writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';

const DAY_MS = 86_400_000;
/** A month after the last backup, and another month after «later». */
const REMIND_AFTER_MS = 30 * DAY_MS;
/** Below this number no reminder is shown: so few contacts are quickly entered again. */
const MIN_CONTACTS = 5;

function readMs(key: string): number | null {
  const value = Number(readLocal(key));
  return Number.isFinite(value) && value > 0 ? value : null;
}

export const lastBackupMs = (): number | null => readMs(STORAGE_KEYS.lastBackup);
export const recordBackup = (nowMs: number) => writeLocal(STORAGE_KEYS.lastBackup, String(nowMs));
export const postponeBackup = (nowMs: number) => writeLocal(STORAGE_KEYS.backupLater, String(nowMs));

/**
 * Returns whether to remind the owner to make a backup. `firstAtMs` is when the oldest contact was added. The dates can
 * lie in the future if the clock was set back: no reminder is then due.
 */
export function isBackupDue(count: number, firstAtMs: number, nowMs: number): boolean {
  if (count < MIN_CONTACTS) return false;
  const since = Math.max(firstAtMs, lastBackupMs() ?? 0, readMs(STORAGE_KEYS.backupLater) ?? 0);
  return nowMs - since > REMIND_AFTER_MS;
}
