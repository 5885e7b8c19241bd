import { type CardAddress, type EventToken, isCardAddress, isEventToken } from './card-address';

/** The token of an event in progress, until it expires. */
export type ActiveToken = { token: EventToken; untilMs: number };
/** A card's short link. `address` is '' while the page is hidden. */
export type ShortLink = { address: CardAddress | ''; token: ActiveToken | null };

/**
 * Parses the short links stored outside the database. Each value, by card id, is `address` or
 * `address/token/milliseconds`.
 */
export function parseShortLinks(text: string): Record<string, ShortLink> {
  try {
    const entries = Object.entries(JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>);
    return Object.fromEntries(
      entries.flatMap(([cardId, value]) => {
        const link = parseShortLink(String(value));
        return link === null ? [] : [[cardId, link]];
      }),
    );
  } catch {
    return {};
  }
}

function parseShortLink(value: string): ShortLink | null {
  const [address = '', token = '', until] = value.split('/');
  if (address !== '' && !isCardAddress(address)) return null;
  return { address, token: isEventToken(token) ? { token, untilMs: Number(until) || 0 } : null };
}

export const serializeShortLinks = (links: Record<string, ShortLink>): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(links).map(([cardId, { address, token }]) => [
        cardId,
        token === null ? address : `${address}/${token.token}/${token.untilMs}`,
      ]),
    ),
  );

/** Returns the address of a card whose page is visible, else `null`. */
export const addressIn = (text: string, cardId: string): CardAddress | null =>
  parseShortLinks(text)[cardId]?.address || null;

/** Returns the token that a visible card's code carries during an event, else `null`. */
export function activeTokenIn(text: string, cardId: string, nowMs: number): EventToken | null {
  const { address, token } = parseShortLinks(text)[cardId] ?? {};
  return address && token && token.untilMs > nowMs ? token.token : null;
}
