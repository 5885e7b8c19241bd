import type { Card, Picture } from '../card/card';
import { fileNameOf } from '../card/file-name';
import { foldLine } from './fold';
import {
  addressLine,
  type ContentLine,
  emailLine,
  nameLines,
  organisationLine,
  phoneLine,
  pictureLine,
  serializeLine,
  webLines,
} from './properties';
import { escapeText } from './text';

/** What a contact file says beside the card's own properties, in the reader's language. */
export type NoteWords = { pronouns: string; languages: string; preferred: string };

export type ContactFileParts = {
  photo?: Picture | null;
  logo?: Picture | null;
  /** Sentences for what vCard 3.0 has no property for; an empty one is left out. */
  noteWords?: NoteWords;
};

export const CONTACT_FILE_MEDIA_TYPE = 'text/vcard;charset=utf-8';

/**
 * The card as a vCard 3.0 file: CRLF, folded at 75 octets, UTF-8 (RFC 2426). 3.0 because Android's contacts refuse 4.0.
 * Pronouns, languages and the preferred way have no property in 3.0: they go into NOTE, where every reader shows them.
 */
export function serializeContactFile(card: Card, parts: ContactFileParts = {}): string {
  const lines: ContentLine[] = [
    { name: 'BEGIN', value: 'VCARD' },
    { name: 'VERSION', value: '3.0' },
    ...nameLines(card),
    ...organisationLine(card),
    ...textLine('TITLE', card.title),
    ...card.phones.filter((phone) => phone.number.trim() !== '').map((phone, index) => phoneLine(phone, index === 0)),
    ...card.emails.filter((email) => email.address.trim() !== '').map((email, index) => emailLine(email, index === 0)),
    ...addressLine(card.address),
    ...webLines(card),
    ...textLine('NOTE', noteOf(card, parts.noteWords)),
    ...(parts.photo ? [pictureLine('PHOTO', parts.photo)] : []),
    ...(parts.logo ? [pictureLine('LOGO', parts.logo)] : []),
    { name: 'REV', value: new Date(card.updatedAtMs).toISOString().replace(/\.\d+Z$/, 'Z') },
    { name: 'END', value: 'VCARD' },
  ];
  return `${lines.map((line) => foldLine(serializeLine(line))).join('\r\n')}\r\n`;
}

function textLine(name: string, value: string): ContentLine[] {
  return value.trim() === '' ? [] : [{ name, value: escapeText(value.trim()) }];
}

function noteOf(card: Card, words: NoteWords | undefined): string {
  const sentences = [card.headline, card.note, words?.pronouns ?? '', words?.languages ?? '', words?.preferred ?? ''];
  return sentences
    .map((sentence) => sentence.trim())
    .filter(Boolean)
    .join('\n');
}

/** `Prénom-Nom.vcf`. */
export const contactFileName = (card: Card): string => `${fileNameOf(card, 'contact')}.vcf`;
