import type { CardContent, EmailKind, Phone, PhoneKind, Picture, PostalAddress, Profile } from '../card/card';
import { fullNameOf } from '../card/card';
import { dialledExtension } from '../card/dial';
import { isE164, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { encodeBase64 } from './base64';
import { EXTENSION_PARAMETER } from './own-parameters';
import { escapeComponents, escapeText, singleLine } from './text';
import type { VcardProperty } from './vcard';

/** Builds a property from a value that is already escaped. RFC 2426 §4. */
export function property(
  name: string,
  value: string,
  parameters: Record<string, readonly string[]> = {},
  group = '',
): VcardProperty {
  return { group, name, parameters: Object.entries(parameters).map(([key, values]) => ({ name: key, values })), value };
}

/** RFC 2426 §3.1.2: family; given; additional; prefixes; suffixes. An organisation's card has its name in FN only. */
function nameComponents(card: CardContent): string[] {
  const { familyNames, givenNames, honorificPrefixes, honorificSuffixes } = card;
  return [familyNames, givenNames, '', honorificPrefixes, honorificSuffixes].map((part) => part.trim());
}

export function nameLines(card: CardContent): VcardProperty[] {
  return [property('N', escapeComponents(nameComponents(card))), property('FN', escapeText(fullNameOf(card)))];
}

/** Returns the same lines without the empty components at the end of N, for codes: RFC 2426 §4 allows omitting them. */
export function compactNameLines(card: CardContent): VcardProperty[] {
  const components = nameComponents(card);
  while (components.at(-1) === '') components.pop();
  return [property('N', escapeComponents(components)), ...nameLines(card).slice(1)];
}

export function organisationLine(card: CardContent): VcardProperty[] {
  const units = [card.organisation, card.unit].map((part) => part.trim());
  if (units.every((part) => part === '')) return [];
  return [property('ORG', escapeComponents(units[1] === '' ? units.slice(0, 1) : units))];
}

/** RFC 2426 §3.3.1. `MAIN` is not in it, but is read by Apple's and Google's address books. */
const PHONE_TYPES: Record<PhoneKind, readonly string[]> = {
  work: ['WORK'],
  cell: ['CELL'],
  home: ['HOME'],
  main: ['MAIN'],
  workFax: ['WORK', 'FAX'],
  homeFax: ['HOME', 'FAX'],
  pager: ['PAGER'],
  other: ['VOICE'],
};
const PLACE_TYPES: Record<EmailKind, readonly string[]> = { work: ['WORK'], home: ['HOME'], other: [] };

/**
 * Writes the plain number. Its extension is a line of NOTE (extension-note.ts): an importer that keeps only digits
 * would append it to the number; a parameter tells our own reader which number has it. A number that could not be parsed
 * is written as typed.
 */
export function phoneLine(phone: Phone, preferred: boolean, withParameter = true): VcardProperty {
  const types = [...PHONE_TYPES[phone.kind], ...(preferred ? ['PREF'] : [])];
  const number = singleLine(phone.number);
  const extension = dialledExtension(phone.extension);
  return property('TEL', isE164(phone.number) ? number : escapeText(number), {
    TYPE: types,
    ...(withParameter && extension !== '' && { [EXTENSION_PARAMETER]: [extension] }),
  });
}

export function emailLine(email: { kind: EmailKind; address: string }, preferred: boolean): VcardProperty {
  const types = ['INTERNET', ...PLACE_TYPES[email.kind], ...(preferred ? ['PREF'] : [])];
  return property('EMAIL', escapeText(email.address.trim()), { TYPE: types });
}

/** RFC 2426 §3.2.1: post office box; extended; street; locality; region; postal code; country. */
export function addressLine(address: PostalAddress): VcardProperty[] {
  const { extendedAddress, streetAddress, locality, region, postalCode, countryName, kind = 'work' } = address;
  const components = ['', extendedAddress, streetAddress, locality, region, postalCode, countryName];
  if (components.every((part) => part.trim() === '')) return [];
  const types = PLACE_TYPES[kind];
  return [
    property('ADR', escapeComponents(components.map((part) => part.trim())), types.length > 0 ? { TYPE: types } : {}),
  ];
}

/**
 * Adds the owner's words for a number or an address, as Apple's address book writes them: an X-ABLabel of the same
 * group. Readers that do not know it still have the TYPE.
 */
export function labelled(line: VcardProperty, label: string | undefined, group: () => string): VcardProperty[] {
  const words = label?.trim() ?? '';
  if (words === '') return [line];
  const name = group();
  return [{ ...line, group: name }, property('X-ABLabel', escapeText(words), {}, name)];
}

/**
 * Returns a web address that is safe to write, or `null`. A URI is not escaped (RFC 2426 §3.6.8 calls it `uri`), so it
 * must not contain anything that would end its line. Text that is not a valid address is written as is, unless it has
 * another scheme: a card never carries a `javascript:` link to someone else's phone.
 */
function sendableAddress(input: string): string | null {
  const address = readWebAddress(input);
  if (address !== null) return singleLine(address);
  const text = singleLine(input);
  return text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? null : text;
}

/** The website is the work URL: address books file one without a type as a private page. */
export function websiteLine(website: string): VcardProperty[] {
  const url = sendableAddress(website);
  return url === null ? [] : [property('URL', url, { TYPE: ['WORK'] })];
}

/** A profile has the label its owner gave it, or the name of the service. */
export function profileLine({ url, label }: Omit<Profile, 'id'>, group: () => string): VcardProperty[] {
  const address = sendableAddress(url);
  return address === null ? [] : labelled(property('URL', address), label || serviceOf(address), group);
}

/** RFC 2426 §3.1.4 and §3.5.3, inline: `ENCODING=b` with the media type's subtype. */
export function pictureLine(name: 'PHOTO' | 'LOGO', picture: Pick<Picture, 'bytes' | 'mediaType'>): VcardProperty {
  const type = picture.mediaType === 'image/png' ? 'PNG' : 'JPEG';
  return property(name, encodeBase64(picture.bytes), { ENCODING: ['b'], TYPE: [type] });
}
