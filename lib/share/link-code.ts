import { type Card, fullNameOf } from '../card/card';
import { type CardAddress, cardPath, type EventToken, type LinkChannel } from '../exchange/card-address';
import { encodeSymbol, type QrSymbol } from '../qr/symbol';
import { decimalFragment, type LinkProperty, shortened } from './card-link';

export type LinkCode = { payload: string; symbol: QrSymbol; dropped: LinkProperty[] };

/** Read at twice the distance of a whole contact file; long texts are left out before the code grows beyond it. */
const MAX_VERSION = 7;

/** A card that has a short link, how the code is carried, and the token of the event it is held out at. */
export type PublishedLink = { address: CardAddress; channel: LinkChannel; token?: EventToken | null };

/**
 * The code «Avec Internet»: the card's short link where it has one, else the link that carries the card, on the site at
 * `origin`. In capitals, which take less room: scheme and host mean the same (RFC 3986 §6.2.2.1), and this site answers `/O`
 * as `/o` and short links in either case. `null` when nobody is named or can be reached.
 */
export function linkCode(card: Card, origin: string, published: PublishedLink | null = null): LinkCode | null {
  if (published !== null && fullNameOf(card) !== '') return shortLinkCode(origin, published);
  const payloadOf = (bytes: Uint8Array) => `${origin.toUpperCase()}/O#${decimalFragment(bytes)}`;
  const fitting = shortened(card, (bytes) => (encodeSymbol(payloadOf(bytes))?.version ?? 99) <= MAX_VERSION);
  if (fitting === null) return null;
  const payload = payloadOf(fitting.bytes);
  const symbol = encodeSymbol(payload);
  return symbol === null ? null : { payload, symbol, dropped: fitting.dropped };
}

/**
 * The channel's mark is left out where it would make the symbol larger: being read comes before being counted. With a token
 * it stays, since its owner has asked for the larger one.
 */
function shortLinkCode(origin: string, { address, channel, token = null }: PublishedLink): LinkCode | null {
  const codeOf = (path: string): LinkCode | null => {
    const payload = `${origin.toUpperCase()}/${path}`;
    const symbol = encodeSymbol(payload);
    return symbol && { payload, symbol, dropped: [] };
  };
  const marked = codeOf(cardPath({ address, channel, token }));
  const plain = token === null ? codeOf(address) : marked;
  return marked && plain && marked.symbol.version > plain.symbol.version ? plain : marked;
}
