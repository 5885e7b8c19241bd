import { type CardDocument, parseDocument } from './document';

/** Parses a document that was stored without its revision; `null` if there is none. */
export function parseLastDocument(lastDocument: string): CardDocument | null {
  try {
    return parseDocument(JSON.stringify({ ...(JSON.parse(lastDocument) as object), rev: 1 }));
  } catch {
    return null;
  }
}
