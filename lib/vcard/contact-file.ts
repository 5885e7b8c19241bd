import type { Card, CardContent, Picture } from '../card/card';
import { fileNameOf } from '../card/file-name';
import { HEADLINE_PARAMETER, PREFERRED_PROPERTY } from './card-from-vcard';
import {
  addressLine,
  emailLine,
  nameLines,
  organisationLine,
  phoneLine,
  pictureLine,
  property,
  webLines,
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
  /** Properties the card has no field for, in 3.0 syntax; written last. */
  others?: readonly VcardProperty[];
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
  const properties: VcardProperty[] = [
    ...nameLines(card),
    ...textLine('PRONOUNS', card.pronouns),
    ...organisationLine(card),
    ...textLine('TITLE', card.title),
    ...card.phones.filter((phone) => phone.number.trim() !== '').map((phone, index) => phoneLine(phone, index === 0)),
    ...card.emails.filter((email) => email.address.trim() !== '').map((email, index) => emailLine(email, index === 0)),
    ...addressLine(card.address),
    ...webLines(card),
    ...card.languages.flatMap((tag) => textLine('LANG', tag)),
    ...textLine(PREFERRED_PROPERTY, card.preferredContact),
    ...(version === '3.0' ? textLine('NOTE', noteOf(card, parts.noteLabels)) : separateNotes(card)),
    ...(parts.photo ? [pictureLine('PHOTO', parts.photo)] : []),
    ...(parts.logo ? [pictureLine('LOGO', parts.logo)] : []),
    property('REV', revision(card.updatedAtMs, version)),
    ...(parts.others ?? []),
  ];
  return serializeVcard({ version: '3.0', properties }, version);
}

/** RFC 2426 §3.6.4 allows an ISO 8601 date-time; RFC 6350 §4.3.5 only the basic format. */
function revision(updatedAtMs: number, version: VcardVersion): string {
  const extendedFormat = new Date(updatedAtMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return version === '3.0' ? extendedFormat : extendedFormat.replace(/[-:]/g, '');
}

function textLine(name: string, value: string): VcardProperty[] {
  return value.trim() === '' ? [] : [property(name, escapeText(value.trim()))];
}

/** vCard 3.0 address books show only one NOTE. */
function noteOf(card: Written, labels: NoteLabels | undefined): string {
  const sentences = [
    card.headline,
    card.note,
    labels?.pronouns ?? '',
    labels?.languages ?? '',
    labels?.preferred ?? '',
  ];
  return sentences
    .map((sentence) => sentence.trim())
    .filter(Boolean)
    .join('\n');
}

/** RFC 6350 §6.7.2 allows several NOTE properties. */
function separateNotes(card: Written): VcardProperty[] {
  const headline = card.headline.trim();
  const headlineNotes =
    headline === '' ? [] : [property('NOTE', escapeText(headline), { [HEADLINE_PARAMETER]: ['1'] })];
  return [...headlineNotes, ...textLine('NOTE', card.note)];
}

/** `Prénom-Nom.vcf`. */
export const contactFileName = (card: CardContent): string => `${fileNameOf(card, 'contact')}.vcf`;
