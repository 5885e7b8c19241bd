import Papa from 'papaparse';
import {
  ADDRESS_PARTS,
  EMPTY_ADDRESS,
  fullNameOf,
  isBlankAddress,
  isTelephone,
  type Phone,
  type PostalAddress,
} from '../card/card';
import type { Contact } from '../card/contact';
import { readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';

export const CSV_MEDIA_TYPE = 'text/csv;charset=utf-8';
export type CsvFormat = 'google' | 'outlook' | 'hubspot' | 'full';

/** Formats a phone number for the table: never bare digits after a plus, which a spreadsheet evaluates as a formula. */
export type WriteNumber = (number: string, extension: string) => string;

/**
 * Cells that a spreadsheet would evaluate (OWASP, CSV injection): they start with = @ + - or a control character, and
 * are not phone numbers. They get an apostrophe, which makes a spreadsheet treat them as text; our own reader removes
 * it.
 */
export const GUARDED = /^(?:[=@\t\r]|[+-](?![\d\s().-]*$))/;

export type Column = readonly [title: string, value: (contact: Contact) => string];

/** The names of Google's labels; a label in the person's own words replaces them. */
const PHONE_LABELS: Record<Phone['kind'], string> = {
  work: 'Work',
  cell: 'Mobile',
  home: 'Home',
  main: 'Main',
  workFax: 'Work Fax',
  homeFax: 'Home Fax',
  pager: 'Pager',
  other: 'Other',
};
/** The person's own words for a number; a fax or a pager says that it is one. */
function labelOf({ kind, label = '' }: Pick<Phone, 'kind' | 'label'>): string {
  if (label === '') return PHONE_LABELS[kind];
  return isTelephone({ kind }) ? label : `${PHONE_LABELS[kind]} (${label})`;
}

const PLACE_LABELS = { work: 'Work', home: 'Home', other: 'Other' } as const;

const notesOf = ({ note, remarks }: Contact) => [note.trim(), remarks.trim()].filter(Boolean).join('\n');
export const addressesOf = ({ address, otherAddresses = [] }: Contact) =>
  [address, ...otherAddresses].filter((one) => !isBlankAddress(one));
export const streetOf = ({ streetAddress, extendedAddress }: PostalAddress) =>
  [streetAddress, extendedAddress].filter(Boolean).join('\n');
export const repeatColumns = (count: number, of: (index: number) => Column[]) =>
  Array.from({ length: count }, (_, index) => of(index)).flat();
export const maxOf = (contacts: readonly Contact[], list: (contact: Contact) => readonly unknown[]) =>
  contacts.reduce((max, contact) => Math.max(max, list(contact).length), 1);

/** As many numbered columns as the contact with the most entries needs. */
function googleColumns(contacts: readonly Contact[], write: WriteNumber): Column[] {
  const web = ({ website, profiles }: Contact) => [
    ...(website === '' ? [] : [website]),
    ...profiles.map(({ url }) => url),
  ];
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
      maxOf(contacts, (c) => c.emails),
      (index) => [
        [
          `E-mail ${index + 1} - Label`,
          ({ emails: { [index]: email } }) => (email === undefined ? '' : email.label || PLACE_LABELS[email.kind]),
        ],
        [`E-mail ${index + 1} - Value`, (c) => c.emails[index]?.address ?? ''],
      ],
    ),
    ...repeatColumns(
      maxOf(contacts, (c) => c.phones),
      (index) => [
        [`Phone ${index + 1} - Label`, ({ phones: { [index]: phone } }) => (phone === undefined ? '' : labelOf(phone))],
        [
          `Phone ${index + 1} - Value`,
          ({ phones: { [index]: phone } }) => (phone === undefined ? '' : write(phone.number, phone.extension)),
        ],
      ],
    ),
    ...repeatColumns(maxOf(contacts, addressesOf), (index): Column[] => {
      const part = (name: (typeof ADDRESS_PARTS)[number]) => (contact: Contact) =>
        addressesOf(contact)[index]?.[name] ?? '';
      return [
        [
          `Address ${index + 1} - Label`,
          (contact) => {
            const address = addressesOf(contact)[index];
            return address === undefined ? '' : address.label || PLACE_LABELS[address.kind ?? 'work'];
          },
        ],
        [`Address ${index + 1} - Street`, part('streetAddress')],
        [`Address ${index + 1} - Extended Address`, part('extendedAddress')],
        [`Address ${index + 1} - City`, part('locality')],
        [`Address ${index + 1} - Region`, part('region')],
        [`Address ${index + 1} - Postal Code`, part('postalCode')],
        [`Address ${index + 1} - Country`, part('countryName')],
      ];
    }),
    ...repeatColumns(maxOf(contacts, web), (index) => [[`Website ${index + 1} - Value`, (c) => web(c)[index] ?? '']]),
  ];
}

/** Outlook's fixed columns for numbers: title, kind and rank among the numbers of that kind. */
const OUTLOOK_PHONES: readonly (readonly [title: string, kind: Phone['kind'], index: number])[] = [
  ['Business Phone', 'work', 0],
  ['Business Phone 2', 'work', 1],
  ['Home Phone', 'home', 0],
  ['Home Phone 2', 'home', 1],
  ['Mobile Phone', 'cell', 0],
  ['Company Main Phone', 'main', 0],
  ['Other Phone', 'other', 0],
  ['Business Fax', 'workFax', 0],
  ['Home Fax', 'homeFax', 0],
  ['Pager', 'pager', 0],
];

/** Outlook has fixed columns: what has none goes into the notes, with what it is. */
function outlookColumns(write: WriteNumber): Column[] {
  const phonesOf = (contact: Contact, kind: Phone['kind']) => contact.phones.filter((phone) => phone.kind === kind);
  const places = { Business: 'work', Home: 'home', Other: 'other' } as const;
  const addressIn = (contact: Contact, kind: 'work' | 'home' | 'other') =>
    addressesOf(contact).find((address) => (address.kind ?? 'work') === kind);
  const overflow = (contact: Contact) => {
    const phones = contact.phones.filter((phone) => {
      const rank = phonesOf(contact, phone.kind).indexOf(phone);
      return !OUTLOOK_PHONES.some(([, kind, index]) => kind === phone.kind && index === rank);
    });
    const addresses = addressesOf(contact).filter((address) => address !== addressIn(contact, address.kind ?? 'work'));
    return [
      ...phones.map(({ kind, label, number, extension }) => `${labelOf({ kind, label })}: ${write(number, extension)}`),
      ...contact.emails.slice(3).map(({ address }) => address),
      ...contact.profiles.map(({ url }) => url),
      ...addresses.map((address) =>
        ADDRESS_PARTS.map((part) => address[part])
          .filter(Boolean)
          .join(', '),
      ),
    ];
  };
  return [
    ['Title', (c) => c.honorificPrefixes],
    ['First Name', (c) => c.givenNames],
    ['Middle Name', () => ''],
    ['Last Name', (c) => c.familyNames],
    ['Suffix', (c) => c.honorificSuffixes],
    ['Company', (c) => c.organisation],
    ['Department', (c) => c.unit],
    ['Job Title', (c) => c.title],
    ...Object.entries(places).flatMap(([place, kind]): Column[] => [
      [`${place} Street`, (c) => streetOf(addressIn(c, kind) ?? EMPTY_ADDRESS)],
      [`${place} City`, (c) => addressIn(c, kind)?.locality ?? ''],
      [`${place} State`, (c) => addressIn(c, kind)?.region ?? ''],
      [`${place} Postal Code`, (c) => addressIn(c, kind)?.postalCode ?? ''],
      [`${place} Country/Region`, (c) => addressIn(c, kind)?.countryName ?? ''],
    ]),
    ...OUTLOOK_PHONES.map(
      ([title, kind, index]): Column => [
        title,
        (contact) => {
          const phone = phonesOf(contact, kind)[index];
          return phone === undefined ? '' : write(phone.number, phone.extension);
        },
      ],
    ),
    ['E-mail Address', (c) => c.emails[0]?.address ?? ''],
    ['E-mail Display Name', (c) => (c.emails.length === 0 ? '' : fullNameOf(c))],
    ['E-mail 2 Address', (c) => c.emails[1]?.address ?? ''],
    ['E-mail 3 Address', (c) => c.emails[2]?.address ?? ''],
    ['Web Page', (c) => c.website],
    ['Categories', (c) => c.tags.join(';')],
    ['Notes', (c) => [notesOf(c), ...overflow(c)].filter(Boolean).join('\n')],
  ];
}

/** The names of HubSpot's own contact properties. What it has none for goes into the notes, with what it is. */
function hubspotColumns(write: WriteNumber): Column[] {
  const phoneOf = (contact: Contact, ...kinds: readonly Phone['kind'][]) =>
    kinds.map((kind) => contact.phones.find((phone) => phone.kind === kind)).find((phone) => phone !== undefined);
  const columnsOf = (contact: Contact) => ({
    phone: phoneOf(contact, 'work', 'main', 'other', 'home'),
    mobile: phoneOf(contact, 'cell'),
    fax: phoneOf(contact, 'workFax', 'homeFax'),
  });
  const number = (phone: Phone | undefined) => (phone === undefined ? '' : write(phone.number, phone.extension));
  const linkedIn = (contact: Contact) =>
    contact.profiles.find(({ url }) => serviceOf(readWebAddress(url) ?? '') === 'LinkedIn')?.url ?? '';
  const overflow = (contact: Contact) => {
    const { phone, mobile, fax } = columnsOf(contact);
    return [
      ...contact.phones
        .filter((one) => one !== phone && one !== mobile && one !== fax)
        .map((one) => `${labelOf(one)}: ${number(one)}`),
      ...contact.emails.slice(1).map(({ address }) => address),
      ...contact.profiles.map(({ url }) => url).filter((url) => url !== linkedIn(contact)),
      ...addressesOf(contact)
        .slice(1)
        .map((address) =>
          ADDRESS_PARTS.map((part) => address[part])
            .filter(Boolean)
            .join(', '),
        ),
    ];
  };
  return [
    ['First Name', (c) => c.givenNames],
    ['Last Name', (c) => c.familyNames],
    ['Email', (c) => c.emails[0]?.address ?? ''],
    ['Phone Number', (c) => number(columnsOf(c).phone)],
    ['Mobile Phone Number', (c) => number(columnsOf(c).mobile)],
    ['Fax Number', (c) => number(columnsOf(c).fax)],
    ['Company Name', (c) => c.organisation],
    ['Job Title', (c) => c.title],
    ['Street Address', (c) => streetOf(addressesOf(c)[0] ?? EMPTY_ADDRESS).replace('\n', ', ')],
    ['City', (c) => addressesOf(c)[0]?.locality ?? ''],
    ['State/Region', (c) => addressesOf(c)[0]?.region ?? ''],
    ['Postal Code', (c) => addressesOf(c)[0]?.postalCode ?? ''],
    ['Country/Region', (c) => addressesOf(c)[0]?.countryName ?? ''],
    ['Website URL', (c) => c.website],
    ['LinkedIn URL', linkedIn],
    ['Notes', (c) => [notesOf(c), ...overflow(c)].filter(Boolean).join('\n')],
  ];
}

/** Serialises contacts as CSV: RFC 4180, CRLF, UTF-8 with the byte order mark that spreadsheets on Windows need. */
export function serializeCsv(
  contacts: readonly Contact[],
  format: Exclude<CsvFormat, 'full'>,
  write: WriteNumber,
): string {
  const columns = {
    google: () => googleColumns(contacts, write),
    outlook: () => outlookColumns(write),
    hubspot: () => hubspotColumns(write),
  };
  return tableOf(columns[format](), contacts);
}

/** Serialises rows: RFC 4180, CRLF, UTF-8 with a byte order mark. */
export function tableOf(columns: readonly Column[], contacts: readonly Contact[]): string {
  const rows = contacts.map((contact) => columns.map(([, value]) => value(contact)));
  const text = Papa.unparse([columns.map(([title]) => title), ...rows], { newline: '\r\n', escapeFormulae: GUARDED });
  return `\ufeff${text}\r\n`;
}
