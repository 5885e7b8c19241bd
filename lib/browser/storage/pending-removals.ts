import { readLocal, writeLocal } from './local-storage';
import type { PageRemoval } from './records';
import { STORAGE_KEYS } from './storage-keys';

/** A page that is still to be removed, as every screen shows it without reading the database. */
export type PendingRemoval = Pick<PageRemoval, 'address' | 'wish' | 'isRefused'>;

/** The stored list as text, '' if there is none. */
export const pendingRemovalsText = (): string => readLocal(STORAGE_KEYS.removals) ?? '';

export function parsePendingRemovals(text: string): PendingRemoval[] {
  try {
    return JSON.parse(text) as PendingRemoval[];
  } catch {
    return [];
  }
}

export function writePendingRemovals(removals: readonly PageRemoval[]): void {
  const pending = removals.map(({ address, wish, isRefused }) => ({ address, wish, isRefused }));
  const text = pending.length === 0 ? '' : JSON.stringify(pending);
  if (text === pendingRemovalsText()) return;
  writeLocal(STORAGE_KEYS.removals, text === '' ? null : text);
  // The browser dispatches `storage` events in other tabs only.
  window.dispatchEvent(new Event('storage'));
}
