import type { CopyCounts } from './copy-manifest';
import type { LockRecord } from './lock/lock-record';

/**
 * What the owner must be told when the browser has lost the database: `emptied` if it deleted the data, `unreadable` if it
 * cannot open it. `copy` is what the second copy holds.
 */
export type LossState = {
  reason: 'emptied' | 'unreadable';
  copy: { atMs: number; counts: CopyCounts; isPartial: boolean; lock: LockRecord | null } | null;
};

let state: LossState | null = null;
let wasFound = false;
const listeners = new Set<() => void>();

/** `null` if nothing is lost, or not known to be. */
export const lossState = (): LossState | null => state;

export function setLossState(next: LossState | null): void {
  if (next === state) return;
  state = next;
  wasFound ||= next !== null;
  for (const listener of listeners) listener();
}

/** Whether a loss was found since this page was opened. */
export const wasLost = (): boolean => wasFound;

export function subscribeLoss(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
