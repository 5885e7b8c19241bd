import Papa from 'papaparse';
import { fullNameOf } from '../card/card';
import type { Contact } from '../card/contact';

export const CSV_MEDIA_TYPE = 'text/csv;charset=utf-8';
export type CsvFormat = 'google' | 'outlook';

/** Formats a phone number for the table: never bare digits after a plus, which a spreadsheet evaluates as a formula. */
export type WriteNumber = (number: string, extension: string) => string;

/**
 * Cells that a spreadsheet would evaluate (OWASP, CSV injection): they start with = @ + - or a control character, and
 * are not phone numbers. They get an apostrophe, which makes a spreadsheet treat them as text; our own reader removes
 * it.
 */
export const GUARDED = /^(?:[=@\t\r]|[+-](?![\d\s().-]*$))/;

type Column = readonly [title: string, value: (contact: Contact) => string];

const phoneAt = (index: number, write: WriteNumber) => (contact: Contact) => {
  const phone = contact.phones[index];
  return phone === undefined ? '' : write(phone.number, phone.extension);
};
const LABELS = { work: 'Work', cell: 'Mobile', home: 'Home' } as const;
const notesOf = ({ note, remarks }: Contact) => [note.trim(), remarks.trim()].filter(Boolean).join('\n');
const repeatColumns = <Value>(count: number, of: (index: number) => Value[]) =>
  Array.from({ length: count }, (_, index) => of(index)).flat();

/** As many numbered columns as the contact with the most entries needs. */
function googleColumns(contacts: readonly Contact[], write: WriteNumber): Column[] {
  const maxEntries = (list: (contact: Contact) => readonly unknown[]) =>
    contacts.reduce((max, contact) => Math.max(max, list(contact).length), 1);
  return [
    ['First Name', (c) => c.givenNames],
    ['Last Name', (c) => c.familyNames],
    ['Name Prefix', (c) => c.honorificPrefixes],
    ['Name Suffix', (c) => c.honorificSuffixes],
    ['Organization Name', (c) => c.organisation],
    ['Organization Title', (c) => c.title],
    ['Organization Department', (c) => c.unit],
    ['Notes', notesOf],
    ['Labels', (c) => ['* myContacts', ...c.tags].join(' ::: ')],
    ...repeatColumns(
      maxEntries((c) => c.emails),
      (index): Column[] => [
        [`E-mail ${index + 1} - Label`, (c) => (c.emails[index] === undefined ? '' : LABELS[c.emails[index].kind])],
        [`E-mail ${index + 1} - Value`, (c) => c.emails[index]?.address ?? ''],
      ],
    ),
    ...repeatColumns(
      maxEntries((c) => c.phones),
      (index): Column[] => [
        [`Phone ${index + 1} - Label`, (c) => (c.phones[index] === undefined ? '' : LABELS[c.phones[index].kind])],
        [`Phone ${index + 1} - Value`, phoneAt(index, write)],
      ],
    ),
    ['Address 1 - Street', (c) => c.address.streetAddress],
    ['Address 1 - Extended Address', (c) => c.address.extendedAddress],
    ['Address 1 - City', (c) => c.address.locality],
    ['Address 1 - Region', (c) => c.address.region],
    ['Address 1 - Postal Code', (c) => c.address.postalCode],
    ['Address 1 - Country', (c) => c.address.countryName],
    ['Website 1 - Value', (c) => c.website || (c.profiles[0]?.url ?? '')],
  ];
}

/**
 * Outlook has fixed columns: three e-mail addresses, two office numbers, one mobile, two home numbers. Any others go
 * into the notes.
 */
function outlookColumns(write: WriteNumber): Column[] {
  const nthPhone = (kind: Contact['phones'][number]['kind'], index: number) => (contact: Contact) => {
    const phone = contact.phones.filter((one) => one.kind === kind)[index];
    return phone === undefined ? '' : write(phone.number, phone.extension);
  };
  const SHOWN = { work: 2, cell: 1, home: 2 };
  const overflow = (contact: Contact) => [
    ...(['work', 'cell', 'home'] as const).flatMap((kind) =>
      contact.phones
        .filter((one) => one.kind === kind)
        .slice(SHOWN[kind])
        .map(({ number, extension }) => write(number, extension)),
    ),
    ...contact.emails.slice(3).map(({ address }) => address),
    ...contact.profiles.map(({ url }) => url),
  ];
  return [
    ['Title', (c) => c.honorificPrefixes],
    ['First Name', (c) => c.givenNames],
    ['Middle Name', () => ''],
    ['Last Name', (c) => c.familyNames],
    ['Suffix', (c) => c.honorificSuffixes],
    ['Company', (c) => c.organisation],
    ['Department', (c) => c.unit],
    ['Job Title', (c) => c.title],
    ['Business Street', (c) => [c.address.streetAddress, c.address.extendedAddress].filter(Boolean).join('\n')],
    ['Business City', (c) => c.address.locality],
    ['Business State', (c) => c.address.region],
    ['Business Postal Code', (c) => c.address.postalCode],
    ['Business Country/Region', (c) => c.address.countryName],
    ['Business Phone', nthPhone('work', 0)],
    ['Business Phone 2', nthPhone('work', 1)],
    ['Home Phone', nthPhone('home', 0)],
    ['Home Phone 2', nthPhone('home', 1)],
    ['Mobile Phone', nthPhone('cell', 0)],
    ['E-mail Address', (c) => c.emails[0]?.address ?? ''],
    ['E-mail Display Name', (c) => (c.emails.length === 0 ? '' : fullNameOf(c))],
    ['E-mail 2 Address', (c) => c.emails[1]?.address ?? ''],
    ['E-mail 3 Address', (c) => c.emails[2]?.address ?? ''],
    ['Web Page', (c) => c.website],
    ['Categories', (c) => c.tags.join(';')],
    ['Notes', (c) => [notesOf(c), ...overflow(c)].filter(Boolean).join('\n')],
  ];
}

/** Serialises contacts as CSV: RFC 4180, CRLF, UTF-8 with the byte order mark that spreadsheets on Windows need. */
export function serializeCsv(contacts: readonly Contact[], format: CsvFormat, write: WriteNumber): string {
  const columns = format === 'google' ? googleColumns(contacts, write) : outlookColumns(write);
  const rows = contacts.map((contact) => columns.map(([, value]) => value(contact)));
  const text = Papa.unparse([columns.map(([title]) => title), ...rows], { newline: '\r\n', escapeFormulae: GUARDED });
  return `\ufeff${text}\r\n`;
}
