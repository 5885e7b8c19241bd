import type { CardContent, CardPatch, Email, EmailKind, Phone, PhoneKind, PostalAddress } from '../card/card';
import { LIMITS } from '../card/limits';
import { readWebAddress } from '../card/problems';
import { componentsOf, firstText, phoneOf, textOf, unitsOf } from './values';
import { propertiesOf, typesOf, type Vcard, type VcardProperty } from './vcard';

/**
 * Functions the caller supplies: a new identifier for each entry; a typed number in E.164, or '' if it cannot be
 * parsed.
 */
export type CardReading = { newId: () => string; readNumber: (typed: string) => string };

/** Maximum number of entries per list, length of the note, and number of languages to read. */
export type ReadingLimits = { entries: number; note: number; languages: number };

/**
 * Returns the content of a contact file as a card patch, each property cut to the card's limits. Pictures are excluded:
 * they are cropped and resized first (`binaryOf`).
 */
export function cardFromVcard(
  vcard: Vcard,
  { newId, readNumber }: CardReading,
  limits: ReadingLimits = LIMITS,
): CardPatch {
  const clipLine = (text: string) => clip(text, LIMITS.line);
  const [organisation = '', ...units] = firstOf(vcard, 'ORG', (property) => unitsOf(property)) ?? [];
  const urls = propertiesOf(vcard, 'URL').map((property) => textOf(property, vcard.version).trim());
  const labelledUrlGroups = labelledGroups(vcard);
  const groups = propertiesOf(vcard, 'URL').map(({ group }) => group);
  const websiteIndex = urls.findIndex((url, index) => url !== '' && !labelledUrlGroups.has(groups[index] ?? ''));
  const profiles = urls.filter((url, index) => url !== '' && index !== websiteIndex && isOpenable(url));
  return {
    ...nameOf(vcard),
    pronouns: clipLine(firstText(vcard, 'PRONOUNS')),
    title: clipLine(firstText(vcard, 'TITLE')),
    organisation: clipLine(organisation.trim()),
    unit: clipLine(
      units
        .map((unit) => unit.trim())
        .filter(Boolean)
        .join(', '),
    ),
    phones: preferredFirst(propertiesOf(vcard, 'TEL'))
      .map((property) => phoneFrom(property, vcard.version, newId(), readNumber))
      .filter((phone) => phone.number !== '')
      .slice(0, limits.entries),
    emails: preferredFirst(propertiesOf(vcard, 'EMAIL'))
      .map((property) => emailFrom(property, vcard.version, newId()))
      .filter((email) => email.address !== '')
      .slice(0, limits.entries),
    website: isOpenable(urls[websiteIndex] ?? '') ? clip(urls[websiteIndex] ?? '', LIMITS.url) : '',
    profiles: profiles.slice(0, limits.entries).map((url) => ({ id: newId(), url: clip(url, LIMITS.url) })),
    address: addressFrom(vcard),
    ...noteOf(vcard, limits.note),
    languages: propertiesOf(vcard, 'LANG')
      .map((property) => clip(textOf(property, vcard.version).trim(), LIMITS.label))
      .filter((tag) => /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(tag))
      .slice(0, limits.languages),
    preferredContact: preferredContactOf(vcard),
  };
}

const clip = (text: string, length: number) => (text.length > length ? text.slice(0, length).trimEnd() : text);

/** An address without a scheme is completed later; one with a scheme other than http(s) is not a web page. */
const isOpenable = (url: string) => readWebAddress(url) !== null || !/^[a-z][a-z0-9+.-]*:/i.test(url);

/**
 * Groups whose URL has a label other than "homepage" (`item1.URL`, `item1.X-ABLabel`): a profile page, not the website.
 */
function labelledGroups(vcard: Vcard): ReadonlySet<string> {
  const labels = propertiesOf(vcard, 'X-ABLABEL').filter(
    ({ group, value }) => group !== '' && !/homepage/i.test(value),
  );
  return new Set(labels.map(({ group }) => group));
}

function firstOf<T>(vcard: Vcard, name: string, read: (property: VcardProperty) => T): T | null {
  const property = propertiesOf(vcard, name).find(({ value }) => value.replace(/[;\s]/g, '') !== '');
  return property === undefined ? null : read(property);
}

type Name = Pick<CardContent, 'familyNames' | 'givenNames' | 'honorificPrefixes' | 'honorificSuffixes'>;

/** Reads N (RFC 6350 §6.2.2). If N is empty, FN becomes the given names, unless FN is the name of the organisation. */
function nameOf(vcard: Vcard): Name {
  const components = firstOf(vcard, 'N', (property) => componentsOf(property, vcard.version)) ?? [];
  const [family, given, additional, prefixes, suffixes] = [0, 1, 2, 3, 4].map((index) =>
    (components[index] ?? []).map((value) => value.trim()).filter(Boolean),
  );
  const joinWords = (values: readonly string[] = []) => clip(values.join(' '), LIMITS.line);
  const name = {
    familyNames: joinWords(family),
    givenNames: joinWords([...(given ?? []), ...(additional ?? [])]),
    honorificPrefixes: joinWords(prefixes),
    honorificSuffixes: clip((suffixes ?? []).join(', '), LIMITS.line),
  };
  if (Object.values(name).some((part) => part !== '')) return name;
  const fullName = firstText(vcard, 'FN');
  const [organisation] = firstOf(vcard, 'ORG', (property) => unitsOf(property)) ?? [];
  return fullName === organisation?.trim() ? name : { ...name, givenNames: clip(fullName, LIMITS.line) };
}

/** Puts TYPE=pref (3.0) or the lowest PREF (4.0) first; the others keep their order in the file. */
function preferredFirst(properties: readonly VcardProperty[]): VcardProperty[] {
  const rank = (property: VcardProperty) => {
    const [value] = property.parameters.find(({ name }) => name.toUpperCase() === 'PREF')?.values ?? [];
    return typesOf(property).includes('pref') ? 0 : Number.parseInt(value ?? '', 10) || 101;
  };
  return properties.toSorted((one, other) => rank(one) - rank(other));
}

function phoneFrom(property: VcardProperty, version: string, id: string, readNumber: (typed: string) => string): Phone {
  const types = typesOf(property);
  const kind: PhoneKind = types.includes('cell') ? 'cell' : types.includes('home') ? 'home' : 'work';
  const typed = phoneOf(property, version).trim().slice(0, LIMITS.line);
  const [, number = typed, extension = ''] =
    /^(.*?)(?:,+|;ext=|\s*(?:poste|ext\.?|x)\s*)([0-9*#]+)$/i.exec(typed) ?? [];
  const read = readNumber(number);
  return {
    id,
    kind,
    number: clip(read === '' ? number : read, LIMITS.line),
    extension: clip(extension, LIMITS.extension),
  };
}

function emailFrom(property: VcardProperty, version: string, id: string): Email {
  const kind: EmailKind = typesOf(property).includes('home') ? 'home' : 'work';
  const address = textOf(property, version)
    .trim()
    .replace(/^mailto:/i, '');
  return { id, kind, address: clip(address, LIMITS.line) };
}

function addressFrom(vcard: Vcard): PostalAddress {
  const components = firstOf(vcard, 'ADR', (property) => componentsOf(property, vcard.version)) ?? [];
  const part = (index: number) => {
    const values = (components[index] ?? []).flatMap((value) => value.split('\n')).map((value) => value.trim());
    return clip(values.filter(Boolean).join(', '), LIMITS.line);
  };
  const box = part(0);
  return {
    streetAddress: box === '' ? part(2) : [part(2), box].filter(Boolean).join(', '),
    extendedAddress: part(1),
    locality: part(3),
    region: part(4),
    postalCode: part(5),
    countryName: part(6),
  };
}

/** Joins the NOTE properties marked as headline into the headline, and the others into the note. */
function noteOf(vcard: Vcard, limit: number): Pick<CardContent, 'headline' | 'note'> {
  const notes = propertiesOf(vcard, 'NOTE');
  const isHeadline = (property: VcardProperty) =>
    property.parameters.some(({ name }) => name.toUpperCase() === HEADLINE_PARAMETER);
  const joinTexts = (properties: readonly VcardProperty[]) =>
    properties
      .map((property) => textOf(property, vcard.version).trim())
      .filter(Boolean)
      .join('\n');
  return {
    headline: clip(joinTexts(notes.filter(isHeadline)).replace(/\n/g, ' '), LIMITS.line),
    note: clip(joinTexts(notes.filter((property) => !isHeadline(property))), limit),
  };
}

/** Extensions specific to this app, which other readers ignore: vCard has no equivalent. */
export const HEADLINE_PARAMETER = 'X-HEADLINE';
export const PREFERRED_PROPERTY = 'X-PREFERRED-CONTACT';

function preferredContactOf(vcard: Vcard): CardContent['preferredContact'] {
  const preferredContact = firstText(vcard, PREFERRED_PROPERTY);
  return preferredContact === 'phone' || preferredContact === 'email' || preferredContact === 'message'
    ? preferredContact
    : '';
}
