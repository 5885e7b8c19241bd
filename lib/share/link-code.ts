import { type Card, fullNameOf } from '../card/card';
import { type CardAddress, cardPath, type EventToken, type LinkChannel } from '../exchange/card-address';
import { encodeSymbol, encodeSymbolWithin, type QrSymbol } from '../qr/symbol';
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
  return fullLinkCode(card, origin, MAX_VERSION);
}

function fullLinkCode(card: Card, origin: string, maxVersion: number): LinkCode | null {
  const payloadOf = (bytes: Uint8Array) => `${origin.toUpperCase()}/O#${decimalFragment(bytes)}`;
  const shortenedLink = shortened(card, (bytes) => (encodeSymbol(payloadOf(bytes))?.version ?? 99) <= maxVersion);
  if (shortenedLink === null) return null;
  const payload = payloadOf(shortenedLink.bytes);
  const symbol = encodeSymbol(payload);
  return symbol === null ? null : { payload, symbol, dropped: shortenedLink.dropped };
}

/**
 * Builds the code «Avec Internet» for a place on paper, given the largest versions that it holds with modules of the
 * aimed size and with the smallest ones: the content that fits, then the highest error correction level that the aimed
 * modules allow. `null` in the same cases as `linkCode`.
 */
export function linkCodeIn(
  card: Card,
  origin: string,
  published: PublishedLink | null,
  { aim, most }: { aim: number; most: number },
): LinkCode | null {
  const code =
    published !== null && fullNameOf(card) !== ''
      ? shortLinkCode(origin, published)
      : fullLinkCode(card, origin, Math.min(MAX_VERSION, most));
  return code && { ...code, symbol: encodeSymbolWithin(code.payload, aim) ?? code.symbol };
}

/** Returns every content that a code «Avec Internet» of the card may have today: its short link, and the card itself. */
export function linkPayloads(card: Card, origin: string, published: PublishedLink | null): string[] {
  const short =
    published === null
      ? []
      : [cardPath({ ...published, token: published.token ?? null }), published.address].map(
          (path) => `${origin.toUpperCase()}/${path}`,
        );
  const whole = Array.from({ length: MAX_VERSION }, (_, index) => fullLinkCode(card, origin, index + 1)?.payload);
  return [...new Set([...short, ...whole.filter((payload) => payload !== undefined)])];
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
