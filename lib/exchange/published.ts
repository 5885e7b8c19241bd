import { type CardAddress, type EventToken, isCardAddress, isEventToken } from './card-address';

/** An evening's token, until it ends by itself. */
export type EventPass = { token: EventToken; untilMs: number };
/** A card's short link: '' while it is not shown. */
export type PublishedLink = { address: CardAddress | ''; pass: EventPass | null };

/** Short links by their card's id, as they are kept beside the database: `address`, or `address/token/milliseconds`. */
export function readPublished(text: string): Record<string, PublishedLink> {
  try {
    const entries = Object.entries(JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>);
    return Object.fromEntries(
      entries.flatMap(([cardId, value]) => {
        const link = readLink(String(value));
        return link === null ? [] : [[cardId, link]];
      }),
    );
  } catch {
    return {};
  }
}

function readLink(value: string): PublishedLink | null {
  const [address = '', token = '', until] = value.split('/');
  if (address !== '' && !isCardAddress(address)) return null;
  return { address, pass: isEventToken(token) ? { token, untilMs: Number(until) || 0 } : null };
}

export const writtenLinks = (links: Record<string, PublishedLink>): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(links).map(([cardId, { address, pass }]) => [
        cardId,
        pass === null ? address : `${address}/${pass.token}/${pass.untilMs}`,
      ]),
    ),
  );

/** The short link's address of a card that is shown. */
export const publishedAddress = (cardId: string, text: string): CardAddress | null =>
  readPublished(text)[cardId]?.address || null;

/** The token of the evening that is going on, for the code of a card that is shown. */
export function passFor(cardId: string, text: string, nowMs: number): EventToken | null {
  const { address, pass } = readPublished(text)[cardId] ?? {};
  return address && pass && pass.untilMs > nowMs ? pass.token : null;
}
