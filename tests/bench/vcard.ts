import { contactFromVcard } from '@/lib/book/contact-vcard';
import { type Contact, type ContactId, newContact } from '@/lib/card/contact';
import { phoneReader } from '@/lib/i18n/phone';
import { VcardReader } from '@/lib/vcard/read';

export { propertyValue } from '@/lib/vcard/json';
export { parseVcards, VcardReader } from '@/lib/vcard/read';

/** As many contacts as the app holds before it stores them (lib/browser/book/import-staging.ts). */
const BATCH = 400;
const PIECE_BYTES = 48 * 1024;
const MEETING = { channel: 'file', atMs: 0, eventId: null, batch: '' } as const;

/** Reads a file as an import does, in pieces, up to contacts that are ready to be stored. Returns their number. */
export function importedContacts(bytes: Uint8Array): number {
  let count = 0;
  let ids = 0;
  let staged: Contact[] = [];
  const newId = () => {
    ids += 1;
    return `id${ids}`;
  };
  const reading = { newId, readPhone: phoneReader('fr-CA') };
  const reader = new VcardReader((card) => {
    const { content } = contactFromVcard(card, reading);
    staged.push(newContact(newId() as ContactId, count, MEETING, content));
    count += 1;
    if (staged.length >= BATCH) staged = [];
  });
  for (let start = 0; start < bytes.length; start += PIECE_BYTES)
    reader.push(bytes.subarray(start, start + PIECE_BYTES));
  reader.end();
  return count;
}
