import type { Card } from '../card/card';
import { fullNameOf } from '../card/card';
import { MAX_VERSION, offlineCode } from '../qr/offline-payload';
import { symbolPath } from '../qr/svg-path';
import { writeLocal } from './local-value';
import type { ShowSnapshot } from './show-cache';
import { STORAGE_KEYS } from './storage-keys';

function snapshotOf(card: Card): ShowSnapshot | null {
  const code = offlineCode(card, MAX_VERSION.screen);
  if (code === null) return null;
  return {
    id: card.id,
    name: fullNameOf(card),
    size: code.symbol.size,
    path: symbolPath(code.symbol),
    dropped: code.dropped,
  };
}

/** Keeps the codes of every card for the next first painting. */
export function saveSnapshots(cards: readonly Card[]): void {
  const snapshots = cards.map(snapshotOf).filter((snapshot) => snapshot !== null);
  writeLocal(STORAGE_KEYS.show, snapshots.length === 0 ? null : JSON.stringify(snapshots));
}
