import { type Card, newCard } from './card';
import { cardSchema } from './schema';

/** A card as a file of this app's own: everything but its pictures, whose bytes are not in it. */
export type CardFile = { format: 'poignee-card'; formatVersion: 1; card: Card };

/** Without one of these it is somebody else's file. */
const KNOWN = ['givenNames', 'familyNames', 'organisation', 'phones', 'emails'] as const;

/** Readable JSON, so that nobody needs this app to have their details back. */
export function serializeCardFile(card: Card): string {
  const file: CardFile = { format: 'poignee-card', formatVersion: 1, card: { ...card, photoId: null, logoId: null } };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The card in such a file, or a bare card of the same shape; what a file leaves out is empty. `null` when it is neither. */
export function parseCardFile(text: string): Card | null {
  try {
    const read = JSON.parse(text) as Partial<CardFile> & Partial<Card>;
    const content = read.format === 'poignee-card' ? read.card : (read as Partial<Card>);
    if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
    if (read.format === 'poignee-card' && read.formatVersion !== 1) return null;
    if (!KNOWN.some((key) => key in content)) return null;
    const result = cardSchema.safeParse({ ...newCard('file' as Card['id'], 0), ...content });
    return result.success ? (result.data as Card) : null;
  } catch {
    return null;
  }
}
