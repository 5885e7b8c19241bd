import { type Card, fullNameOf } from '../card/card';
import { type CardAddress, cardPath, type EventToken, type LinkChannel } from '../exchange/card-address';
import { encodeSymbol, type QrSymbol } from '../qr/symbol';
import { decimalFragment, type LinkProperty, shortened } from './card-link';

export type LinkCode = { payload: string; symbol: QrSymbol; dropped: LinkProperty[] };

/** Readable at twice the distance of a whole contact file; long texts are dropped before the code exceeds it. */
const MAX_VERSION = 7;

/** The short link of a card, the channel that carries the code, and the token of the event where it is shown. */
export type PublishedLink = { address: CardAddress; channel: LinkChannel; token?: EventToken | null };

/**
 * Builds the code «Avec Internet»: the card's short link if it has one, else the link that carries the card, on the
 * site at `origin`. Upper case takes less room: scheme and host are case-insensitive (RFC 3986 §6.2.2.1), and this site
 * answers `/O` as `/o` and short links in either case. `null` when the card has no name or no way to reach the person.
 */
export function linkCode(card: Card, origin: string, published: PublishedLink | null = null): LinkCode | null {
  if (published !== null && fullNameOf(card) !== '') return shortLinkCode(origin, published);
  const payloadOf = (bytes: Uint8Array) => `${origin.toUpperCase()}/O#${decimalFragment(bytes)}`;
  const shortenedLink = shortened(card, (bytes) => (encodeSymbol(payloadOf(bytes))?.version ?? 99) <= MAX_VERSION);
  if (shortenedLink === null) return null;
  const payload = payloadOf(shortenedLink.bytes);
  const symbol = encodeSymbol(payload);
  return symbol === null ? null : { payload, symbol, dropped: shortenedLink.dropped };
}

/**
 * Omits the channel mark when it would enlarge the symbol: readability matters more than counting. With a token the
 * mark stays, since the owner has asked for the larger symbol.
 */
function shortLinkCode(origin: string, { address, channel, token = null }: PublishedLink): LinkCode | null {
  const codeOf = (path: string): LinkCode | null => {
    const payload = `${origin.toUpperCase()}/${path}`;
    const symbol = encodeSymbol(payload);
    return symbol && { payload, symbol, dropped: [] };
  };
  const markedCode = codeOf(cardPath({ address, channel, token }));
  const plainCode = token === null ? codeOf(address) : markedCode;
  return markedCode && plainCode && markedCode.symbol.version > plainCode.symbol.version ? plainCode : markedCode;
}
