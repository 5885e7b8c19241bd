import type { CopyCounts } from './copy-manifest';

/**
 * What the owner must be told when the browser has lost the database: `emptied` if it deleted the data, `unreadable` if it
 * cannot open it. `copy` is what the second copy holds.
 */
export type LossState = { reason: 'emptied' | 'unreadable'; copy: { atMs: number; counts: CopyCounts } | null };

let state: LossState | null = null;
const listeners = new Set<() => void>();

/** `null` if nothing is lost, or not known to be. */
export const lossState = (): LossState | null => state;

export function setLossState(next: LossState | null): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export function subscribeLoss(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
