import { type CardAddress, isCardAddress } from './card-address';

/** Short links by their card's id, as they are kept beside the database; '' for a card that is not shown at the moment. */
export function readPublished(text: string): Record<string, CardAddress | ''> {
  try {
    const read: unknown = JSON.parse(text === '' ? '{}' : text);
    const entries = typeof read === 'object' && read !== null ? Object.entries(read as Record<string, unknown>) : [];
    return Object.fromEntries(
      entries.filter(
        (entry): entry is [string, CardAddress | ''] =>
          entry[1] === '' || (typeof entry[1] === 'string' && isCardAddress(entry[1])),
      ),
    );
  } catch {
    return {};
  }
}

/** The short link's address of a card that is shown. */
export const publishedAddress = (cardId: string, text: string): CardAddress | null =>
  readPublished(text)[cardId] || null;
