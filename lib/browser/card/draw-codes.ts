import type { Card } from '../../card/card';
import { fullNameOf } from '../../card/card';
import { MAX_VERSION, offlineCode } from '../../qr/offline-payload';
import { symbolPath } from '../../qr/svg-path';
import type { QrSymbol } from '../../qr/symbol';
import { linkCode } from '../../share/link-code';
import { writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';
import type { CachedCodes } from './code-cache';
import { shortLinkVersion } from './short-link-version';
import { eventTokenOf, shortAddressOf } from './short-links';

/** Draws both codes of a card. Returns `null` if the card has nothing to encode. */
export function drawCodes(card: Card, published = shortLinkVersion()): CachedCodes | null {
  const offline = offlineCode(card, MAX_VERSION.screen);
  const address = shortAddressOf(card.id, published);
  const link = linkCode(
    card,
    location.origin,
    address && { address, channel: 'screen', token: eventTokenOf(card.id, published) },
  );
  if (offline === null || link === null) return null;
  return {
    id: card.id,
    name: fullNameOf(card),
    ...(card.look === undefined ? {} : { accent: card.look.accent }),
    offline: { ...drawSymbol(offline.symbol), dropped: offline.dropped },
    link: { ...drawSymbol(link.symbol), dropped: link.dropped },
  };
}

const drawSymbol = (symbol: QrSymbol) => ({ size: symbol.size, path: symbolPath(symbol) });

/** Caches the codes of every card for the Show screen's next first paint. */
export function cacheCodes(cards: readonly Card[], published: string): void {
  const snapshots = cards.map((card) => drawCodes(card, published)).filter((snapshot) => snapshot !== null);
  writeLocal(STORAGE_KEYS.show, snapshots.length === 0 ? null : JSON.stringify(snapshots));
}
