import type { CardContent, EmailKind, Phone, PhoneKind, Picture, PostalAddress } from '../card/card';
import { fullNameOf } from '../card/card';
import { isE164, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { encodeBase64 } from './base64';
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

const PHONE_TYPES: Record<PhoneKind, string> = { work: 'WORK', cell: 'CELL', home: 'HOME' };
const EMAIL_TYPES: Record<EmailKind, string> = { work: 'WORK', home: 'HOME' };

/**
 * Returns the number as phones dial it. An extension follows a comma, which iOS and Android dial as a two-second pause,
 * so that one tap reaches the extension. A number that could not be parsed is written as typed.
 */
function dialString({ number, extension }: Phone): string {
  return [singleLine(number), extension.replace(/[^0-9*#]/g, '')].filter(Boolean).join(',');
}

export function phoneLine(phone: Phone, preferred: boolean): VcardProperty {
  const types = [PHONE_TYPES[phone.kind], ...(preferred ? ['PREF'] : [])];
  const value = isE164(phone.number) ? dialString(phone) : escapeText(dialString(phone));
  return property('TEL', value, { TYPE: types });
}

export function emailLine(email: { kind: EmailKind; address: string }, preferred: boolean): VcardProperty {
  const types = ['INTERNET', EMAIL_TYPES[email.kind], ...(preferred ? ['PREF'] : [])];
  return property('EMAIL', escapeText(email.address.trim()), { TYPE: types });
}

/** RFC 2426 §3.2.1: post office box; extended; street; locality; region; postal code; country. */
export function addressLine(address: PostalAddress): VcardProperty[] {
  const { extendedAddress, streetAddress, locality, region, postalCode, countryName } = address;
  const components = ['', extendedAddress, streetAddress, locality, region, postalCode, countryName];
  if (components.every((part) => part.trim() === '')) return [];
  return [property('ADR', escapeComponents(components.map((part) => part.trim())), { TYPE: ['WORK'] })];
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

export function webLines(card: CardContent): VcardProperty[] {
  const website = sendableAddress(card.website);
  const profiles = card.profiles.map(({ url }) => sendableAddress(url)).filter((url) => url !== null);
  return [
    ...(website === null ? [] : [property('URL', website)]),
    ...profiles.flatMap((url, index) => {
      const group = `item${index + 1}`;
      return [property('URL', url, {}, group), property('X-ABLabel', escapeText(serviceOf(url)), {}, group)];
    }),
  ];
}

/** RFC 2426 §3.1.4 and §3.5.3, inline: `ENCODING=b` with the media type's subtype. */
export function pictureLine(name: 'PHOTO' | 'LOGO', picture: Pick<Picture, 'bytes' | 'mediaType'>): VcardProperty {
  const type = picture.mediaType === 'image/png' ? 'PNG' : 'JPEG';
  return property(name, encodeBase64(picture.bytes), { ENCODING: ['b'], TYPE: [type] });
}
