import { readLocal, writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';

const DAY_MS = 86_400_000;
/** Calm: after a month, and again a month after «later». */
const REMIND_AFTER_MS = 30 * DAY_MS;
/** Fewer than this are noted again faster than they are lost. */
const MIN_CONTACTS = 5;

function readMs(key: string): number | null {
  const value = Number(readLocal(key));
  return Number.isFinite(value) && value > 0 ? value : null;
}

export const lastBackupMs = (): number | null => readMs(STORAGE_KEYS.lastBackup);
export const recordBackup = (nowMs: number) => writeLocal(STORAGE_KEYS.lastBackup, String(nowMs));
export const postponeBackup = (nowMs: number) => writeLocal(STORAGE_KEYS.backupLater, String(nowMs));

/**
 * Is it time to say that nothing was saved for a while? `firstAtMs` is when the oldest contact came. A clock that was
 * set back must not make it ask for ever.
 */
export function isBackupDue(count: number, firstAtMs: number, nowMs: number): boolean {
  if (count < MIN_CONTACTS) return false;
  const since = Math.max(firstAtMs, lastBackupMs() ?? 0, readMs(STORAGE_KEYS.backupLater) ?? 0);
  return nowMs - since > REMIND_AFTER_MS;
}
