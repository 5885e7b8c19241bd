import { type Card, newCard } from './card';
import { cardSchema } from './schema';

/** A card in this app's own file format: everything except the bytes of its pictures. */
type CardFile = { format: 'poignee-card'; formatVersion: 1; card: Card };

/** A file that has none of these keys is not a card. */
const CARD_KEYS = ['givenNames', 'familyNames', 'organisation', 'phones', 'emails'] as const;

/** Serializes the card as indented JSON, so that its owner can recover the details without this app. */
export function serializeCardFile(card: Card): string {
  const file: CardFile = { format: 'poignee-card', formatVersion: 1, card: { ...card, photoId: null, logoId: null } };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Parses such a file, or a bare card of the same shape; missing properties are empty. `null` when it is neither. */
export function parseCardFile(text: string): Card | null {
  try {
    const parsed = JSON.parse(text) as Partial<CardFile> & Partial<Card>;
    const content = parsed.format === 'poignee-card' ? parsed.card : (parsed as Partial<Card>);
    if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
    if (parsed.format === 'poignee-card' && parsed.formatVersion !== 1) return null;
    if (!CARD_KEYS.some((key) => key in content)) return null;
    const result = cardSchema.safeParse({ ...newCard('file' as Card['id'], 0), ...content });
    return result.success ? (result.data as Card) : null;
  } catch {
    return null;
  }
}
