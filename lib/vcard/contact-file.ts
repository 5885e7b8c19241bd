import type { Card, CardContent, Picture } from '../card/card';
import { fileNameOf } from '../card/file-name';
import { extensionNotes } from './extension-note';
import {
  ADDED_LINES_PARAMETER,
  HEADLINE_LINES_PARAMETER,
  HEADLINE_PARAMETER,
  PREFERRED_PROPERTY,
} from './own-parameters';
import {
  addressLine,
  emailLine,
  labelled,
  nameLines,
  organisationLine,
  phoneLine,
  pictureLine,
  profileLine,
  property,
  websiteLine,
} from './properties';
import { escapeText } from './text';
import type { VcardProperty } from './vcard';
import { serializeVcard, type VcardVersion } from './write';

/** Sentences that NOTE gives for properties vCard 3.0 lacks, in the reader's language. */
export type NoteLabels = { pronouns: string; languages: string; preferred: string };

type PictureFile = Pick<Picture, 'bytes' | 'mediaType'>;

export type ContactFileParts = {
  photo?: PictureFile | null;
  logo?: PictureFile | null;
  /** Sentences for the properties vCard 3.0 lacks; empty ones are omitted. */
  noteLabels?: NoteLabels;
};

/** The content of a card or a contact, and when it last changed. */
type Written = CardContent & Pick<Card, 'updatedAtMs'>;

export const CONTACT_FILE_MEDIA_TYPE = 'text/vcard;charset=utf-8';

/**
 * Serializes the card as a contact file: CRLF, folded at 75 octets, UTF-8 (RFC 2426, RFC 6350). Writes 3.0 unless 4.0
 * is requested, because Android's contacts app rejects 4.0. In 3.0, what readers have no property for (pronouns,
 * languages, the preferred way) is repeated in NOTE, which every reader shows.
 */
export function serializeContactFile(
  card: Written,
  parts: ContactFileParts = {},
  version: VcardVersion = '3.0',
): string {
  return serializeVcard({ version: '3.0', properties: cardProperties(card, parts, version) }, version);
}

/** Returns the properties of a card's contact file, in 3.0 syntax, for a file of that version. */
export function cardProperties(card: Written, parts: ContactFileParts, version: VcardVersion): VcardProperty[] {
  const group = newGroups();
  const phones = card.phones.filter((phone) => phone.number.trim() !== '');
  const emails = card.emails.filter((email) => email.address.trim() !== '');
  return [
    ...nameLines(card),
    ...textLine('PRONOUNS', card.pronouns),
    ...organisationLine(card),
    ...textLine('TITLE', card.title),
    ...phones.flatMap((phone, index) => labelled(phoneLine(phone, index === 0), phone.label, group)),
    ...emails.flatMap((email, index) => labelled(emailLine(email, index === 0), email.label, group)),
    ...addressLine(card.address),
    ...websiteLine(card.website),
    ...card.profiles.flatMap((profile) => profileLine(profile, group)),
    ...card.languages.flatMap((tag) => textLine('LANG', tag)),
    ...textLine(PREFERRED_PROPERTY, card.preferredContact),
    ...noteLines(card, parts.noteLabels, version),
    ...(parts.photo ? [pictureLine('PHOTO', parts.photo)] : []),
    ...(parts.logo ? [pictureLine('LOGO', parts.logo)] : []),
    property('REV', revision(card.updatedAtMs, version)),
  ];
}

/** Returns a function that names groups: `item1`, `item2`, without those in `used` (in lower case). */
export function newGroups(used: ReadonlySet<string> = new Set()): () => string {
  let count = 0;
  return () => {
    do count += 1;
    while (used.has(`item${count}`));
    return `item${count}`;
  };
}

/** RFC 2426 §3.6.4 allows an ISO 8601 date-time; RFC 6350 §4.3.5 only the basic format. */
export function revision(updatedAtMs: number, version: VcardVersion): string {
  const extendedFormat = new Date(updatedAtMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return version === '3.0' ? extendedFormat : extendedFormat.replace(/[-:]/g, '');
}

export function textLine(name: string, value: string): VcardProperty[] {
  return value.trim() === '' ? [] : [property(name, escapeText(value.trim()))];
}

/**
 * Writes the note, the headline and the extensions. vCard 3.0 address books show only one NOTE: it holds all of them,
 * and its parameters tell this app's reader which lines repeat something else. RFC 6350 §6.7.2 allows several.
 */
export function noteLines(
  card: Pick<Written, 'headline' | 'note' | 'phones'>,
  labels: NoteLabels | undefined,
  version: VcardVersion,
): VcardProperty[] {
  const clean = (lines: readonly string[]) => lines.map((line) => line.trim()).filter(Boolean);
  const extensions = extensionNotes(card.phones);
  const [headline] = clean([card.headline]);
  if (version === '4.0')
    return [
      ...(headline === undefined ? [] : [property('NOTE', escapeText(headline), { [HEADLINE_PARAMETER]: ['1'] })]),
      ...textLine('NOTE', clean([card.note, ...extensions]).join('\n')),
    ];
  const added = clean([labels?.pronouns ?? '', labels?.languages ?? '', labels?.preferred ?? '']);
  const text = clean([headline ?? '', card.note, ...extensions, ...added]).join('\n');
  if (text === '') return [];
  const addedLines = added.join('\n').split('\n').filter(Boolean).length;
  return [
    property('NOTE', escapeText(text), {
      ...(headline !== undefined && { [HEADLINE_LINES_PARAMETER]: ['1'] }),
      ...(addedLines > 0 && { [ADDED_LINES_PARAMETER]: [String(addedLines)] }),
    }),
  ];
}

/** `Prénom-Nom.vcf`. */
export const contactFileName = (card: CardContent): string => `${fileNameOf(card, 'contact')}.vcf`;
