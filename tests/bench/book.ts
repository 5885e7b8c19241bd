// The functions that tests/bench/book.mjs measures, built on the app's modules.
import { rowOf } from '@/lib/book/row';
import { SearchIndex } from '@/lib/book/search';
import { type Contact, type ContactId, newContact } from '@/lib/card/contact';
import { CONTACTS } from '../support/contacts';

const EVENTS = ['5 à 7 de la Chambre', 'Salon des métiers', 'Déjeuner des femmes d’affaires'];
const START_MS = 1_760_000_000_000;

/** Returns `count` contacts derived from the thirty of `CONTACTS`, met five minutes apart at three events. */
export function manyContacts(count: number): Contact[] {
  return Array.from({ length: count }, (_, index) => {
    const model = CONTACTS[index % CONTACTS.length];
    const atMs = START_MS + index * 300_000;
    const {
      id: _id,
      schemaVersion: _version,
      rev: _rev,
      createdAtMs: _created,
      updatedAtMs: _updated,
      ...content
    } = model ?? CONTACTS[0] ?? ({} as Contact);
    return newContact(
      `c${index}` as ContactId,
      atMs,
      { channel: 'file', atMs, eventId: `e${index % EVENTS.length}`, batch: '' },
      {
        ...content,
        givenNames: `${content.givenNames} ${index.toString(36)}`,
        remarks: index % 7 === 0 ? 'rappeler au printemps pour la terrasse' : '',
      },
    );
  });
}

const names = new Map(EVENTS.map((name, index) => [`e${index}`, name]));
export const rowsOf = (contacts: readonly Contact[]) => contacts.map((contact) => rowOf(contact, names));
export const indexOf = (rows: ReturnType<typeof rowsOf>) => new SearchIndex(rows);

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
/** The naive search: folds every field of every contact at each keystroke. Returns the number of matches. */
export const plainFilter = (contacts: readonly Contact[], query: string): number => {
  const foldedQuery = fold(query);
  return contacts.filter((contact) =>
    [
      contact.givenNames,
      contact.familyNames,
      contact.organisation,
      contact.title,
      contact.remarks,
      contact.emails[0]?.address ?? '',
      names.get(contact.meetings[0]?.eventId ?? '') ?? '',
    ].some((text) => fold(text).includes(foldedQuery)),
  ).length;
};
