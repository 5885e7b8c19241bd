import { serializeContact, serializeForOutlook } from '@/lib/book/contact-vcard';
import { type CsvFormat, serializeCsv } from '@/lib/book/csv-write';
import { serializeFullCsv } from '@/lib/book/full-csv';
import { FULL_TABLE_TEXTS } from '@/lib/book/full-table-texts';
import { type ReadingProblem, readContacts } from '@/lib/book/read-contacts';
import { ADDRESS_PARTS, fullNameOf, isBlankAddress, type Phone, type Picture, type PictureId } from '@/lib/card/card';
import { type Contact, type ContactId, newContact } from '@/lib/card/contact';
import { isE164 } from '@/lib/card/problems';
import type { RegionProfile } from '@/lib/i18n/locales';
import { localeOf } from '@/lib/i18n/locales';
import { formatPhone, phoneReader } from '@/lib/i18n/phone';
import { readPastedText } from '@/lib/scan/pasted-text';

export const EXPORTS = ['vcf3', 'vcf4', 'vcf21', 'google', 'outlook', 'hubspot', 'full'] as const;
export type Export = (typeof EXPORTS)[number];

/** The kinds of number, in the words of contact programs. */
const KINDS: Record<Phone['kind'], string> = {
  work: 'work',
  cell: 'mobile',
  home: 'home',
  main: 'main',
  workFax: 'work fax',
  homeFax: 'home fax',
  pager: 'pager',
  other: 'other',
};

type Found = { contact: Contact; photo: Uint8Array<ArrayBuffer> | null };
export type FileContacts = { kind: string; found: Found[]; problems: ReadingProblem[] };

/** Reads a file as the app's import does. Identifiers and times are fixed, so that the same file gives the same text. */
export function contactsOf(bytes: Uint8Array, region: RegionProfile): FileContacts {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `e${ids}`;
  };
  const { kind, contacts, problems } = readContacts(bytes, { newId, readPhone: phoneReader(region) }, readPastedText);
  const meeting = { channel: 'file', atMs: 0, eventId: null, batch: '' } as const;
  return {
    kind,
    problems,
    found: contacts.map(({ content, photo }, index) => ({
      contact: newContact(`c${index + 1}` as ContactId, 0, meeting, content),
      photo,
    })),
  };
}

/** Returns a contact in the shape that `npm run contacts:json` prints. */
export function contactJson({ contact, photo }: Found) {
  const addresses = [contact.address, ...(contact.otherAddresses ?? [])].filter((address) => !isBlankAddress(address));
  const urls = [
    ...(contact.website === '' ? [] : [{ url: contact.website, label: '' }]),
    ...contact.profiles.map(({ url, label = '' }) => ({ url, label })),
  ];
  return {
    name: {
      given: contact.givenNames,
      family: contact.familyNames,
      prefix: contact.honorificPrefixes,
      suffix: contact.honorificSuffixes,
      full: fullNameOf(contact),
    },
    organisation: contact.organisation,
    unit: contact.unit,
    title: contact.title,
    phones: contact.phones.map(({ kind, label = '', number, extension }) => ({
      number,
      extension,
      kind: KINDS[kind],
      label,
    })),
    emails: contact.emails.map(({ kind, label = '', address }) => ({ address, kind, label })),
    addresses: addresses.map((address) => ({
      ...Object.fromEntries(ADDRESS_PARTS.map((part) => [part, address[part]])),
      kind: address.kind ?? 'work',
      label: address.label ?? '',
    })),
    urls,
    note: contact.note,
    tags: contact.tags,
    ...(photo !== null && { photo: { bytes: photo.length } }),
    others: [
      ...contact.otherProperties.map(({ name, value }) => ({ name, value })),
      ...contact.alternates.map(({ property, value }) => ({ name: property, value })),
    ],
  };
}

/** Returns the file that the app would export for these contacts. */
export function exported(found: readonly Found[], format: Export, region: RegionProfile): string {
  const contacts = found.map(({ contact }) => contact);
  if (format === 'vcf21')
    return found.map(({ contact, photo }) => serializeForOutlook(contact, { photo: pictureOf(photo) })).join('');
  if (format === 'vcf3' || format === 'vcf4')
    return found
      .map(({ contact, photo }) =>
        serializeContact(contact, { photo: pictureOf(photo) }, format === 'vcf3' ? '3.0' : '4.0'),
      )
      .join('');
  if (format === 'full') return serializeFullCsv(contacts, FULL_TABLE_TEXTS[localeOf(region)], new Map());
  return serializeCsv(contacts, format satisfies CsvFormat, (number, extension) =>
    isE164(number)
      ? `${formatPhone(number, '', region)}${extension === '' ? '' : ` x${extension}`}`
      : [number, extension].filter(Boolean).join(' x'),
  );
}

/** The app resizes photos; here a JPEG or a PNG is exported as it was received. */
function pictureOf(bytes: Uint8Array<ArrayBuffer> | null): Picture | null {
  const mediaType = bytes?.[0] === 0x89 ? 'image/png' : bytes?.[0] === 0xff ? 'image/jpeg' : null;
  return bytes === null || mediaType === null
    ? null
    : { id: 'p' as PictureId, schemaVersion: 1, createdAtMs: 0, mediaType, bytes, widthPx: 0, heightPx: 0 };
}
