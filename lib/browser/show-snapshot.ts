import type { Card } from '../card/card';
import { fullNameOf } from '../card/card';
import { MAX_VERSION, offlineCode } from '../qr/offline-payload';
import { symbolPath } from '../qr/svg-path';
import { readLocal, writeLocal } from './local-value';
import { STORAGE_KEYS } from './storage-keys';

/** A code already drawn: what the Show screen paints before anything of the app has loaded. */
export type ShowSnapshot = {
  id: string;
  label: string;
  name: string;
  title: string;
  size: number;
  path: string;
  dropped: string[];
};

export function snapshotOf(card: Card): ShowSnapshot | null {
  const code = offlineCode(card, MAX_VERSION.screen);
  if (code === null) return null;
  return {
    id: card.id,
    label: card.label,
    name: fullNameOf(card),
    title: [card.title, card.organisation]
      .map((part) => part.trim())
      .filter(Boolean)
      .join(', '),
    size: code.symbol.size,
    path: symbolPath(code.symbol),
    dropped: code.dropped,
  };
}

export function saveSnapshots(cards: readonly Card[]): ShowSnapshot[] {
  const snapshots = cards.map(snapshotOf).filter((snapshot) => snapshot !== null);
  writeLocal(STORAGE_KEYS.show, snapshots.length === 0 ? null : JSON.stringify(snapshots));
  return snapshots;
}

export function readSnapshots(): ShowSnapshot[] {
  try {
    return JSON.parse(readLocal(STORAGE_KEYS.show) ?? '[]') as ShowSnapshot[];
  } catch {
    return [];
  }
}
