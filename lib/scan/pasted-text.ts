import type { ContactPatch } from '../card/contact';
import type { CardReading } from '../vcard/vcard-content';
import { parseScannedText, type ScannedText } from './scanned-text';
import { parseSignature } from './signature-text';

/** Returns a scanned text as a contact's content; `null` when it names nobody and no way to reach anybody. */
export function contentOfScanned(scanned: ScannedText, { newId }: CardReading): ContactPatch | null {
  switch (scanned.kind) {
    case 'contact':
      return scanned.content;
    case 'email':
      return { emails: [{ id: newId(), kind: 'other', address: scanned.address }] };
    case 'phone':
      return { phones: [{ id: newId(), kind: 'cell', number: scanned.number, extension: scanned.extension }] };
    default:
      return null;
  }
}

/**
 * Reads a pasted text: a code's content or a link, the signature of a message, or one person per line. A web address
 * alone is a contact's website.
 */
export function readPastedText(text: string, reading: CardReading): ContactPatch[] {
  const whole = parseScannedText(text, reading);
  const content = contentOfScanned(whole, reading);
  if (content !== null) return [content];
  if (whole.kind === 'web') return [{ website: whole.url }];
  const signature = parseSignature(text, reading);
  if (signature !== null) return [signature];
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => contentOfScanned(parseScannedText(line, reading), reading))
    .filter((one) => one !== null);
}
