import type { Card } from '../card/card';
import { encodeSymbol, type QrSymbol } from '../qr/symbol';
import { cardLink } from './card-link';

export type LinkCode = { payload: string; symbol: QrSymbol };

/**
 * The code «Avec Internet»: the link that carries the whole card, on the site at `origin`. `null` when even what is left
 * of the card once its longest texts are gone does not fit a symbol.
 */
export function linkCode(card: Card, origin: string): LinkCode | null {
  const payload = cardLink(card, origin).code;
  const symbol = encodeSymbol(payload);
  return symbol === null ? null : { payload, symbol };
}
