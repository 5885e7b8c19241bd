import type { Card } from '../card/card';
import { encodeSymbol, type QrSymbol } from '../qr/symbol';
import { decimalFragment, type LinkProperty, shortened } from './card-link';

export type LinkCode = { payload: string; symbol: QrSymbol; dropped: LinkProperty[] };

/** Read at twice the distance of a whole contact file; long texts are left out before the code grows beyond it. */
const MAX_VERSION = 7;

/**
 * The code «Avec Internet»: the link that carries the card, on the site at `origin`, in capitals, which take less room:
 * scheme and host mean the same (RFC 3986 §6.2.2.1), and this site answers `/O` as `/o`. `null` when nobody is named or
 * can be reached.
 */
export function linkCode(card: Card, origin: string): LinkCode | null {
  const payloadOf = (bytes: Uint8Array) => `${origin.toUpperCase()}/O#${decimalFragment(bytes)}`;
  const fitting = shortened(card, (bytes) => (encodeSymbol(payloadOf(bytes))?.version ?? 99) <= MAX_VERSION);
  if (fitting === null) return null;
  const payload = payloadOf(fitting.bytes);
  const symbol = encodeSymbol(payload);
  return symbol === null ? null : { payload, symbol, dropped: fitting.dropped };
}
