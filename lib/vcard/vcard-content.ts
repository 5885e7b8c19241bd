import {
  type CardContent,
  EMPTY_ADDRESS,
  type Email,
  formattedNameOf,
  isBlankAddress,
  type Phone,
  type PostalAddress,
  type Profile,
} from '../card/card';
import type { PhoneReading } from '../card/extension';
import { LIMITS } from '../card/limits';
import type { SplitName } from '../card/name';
import { phoneReaderBeside } from '../card/phone-country';
import { isE164, readWebAddress } from '../card/problems';
import { serviceOf } from '../card/profiles';
import { singleLineText, withoutInvisible } from '../card/visible-text';
import { splitCommaName } from '../card/written-name';
import { readExtensionNotes } from './extension-note';
import { besideNumber, isMorePrecise, phoneLabel, placeLabel } from './labels';
import { type Origin, originValue } from './origins';
import {
  ADDED_LINES_PARAMETER,
  EXTENSION_PARAMETER,
  HEADLINE_LINES_PARAMETER,
  HEADLINE_PARAMETER,
  PREFERRED_PROPERTY,
} from './own-parameters';
import { componentsOf, phoneOf, textOf, unitsOf } from './values';
import { isNamed, parameterValues, typesOf, upperName, type Vcard, type VcardProperty } from './vcard';

/**
 * Functions the caller supplies: a new identifier for each entry; a typed number in E.164 and its extension, or the
 * number as typed if it cannot be parsed.
 */
export type CardReading = { newId: () => string; readPhone: (typed: string) => PhoneReading };

/** Maximum number of entries per list, length of the note, and number of languages to read. */
export type ReadingLimits = { entries: number; note: number; languages: number };

/** What a vCard says, in the fields of a contact, and the properties that each field was read from. */
export type VcardContent = {
  content: CardContent & { formattedName: string; otherAddresses: PostalAddress[] };
  origins: Origin[];
  /** The properties that no field holds, pictures among them. */
  others: VcardProperty[];
  /** Web addresses that must not be opened, such as `javascript:`, as text. */
  unsafeUrls: string[];
  /** Properties cut to their limits. */
  clipped: string[];
};

/**
 * Reads every property that a contact has a field for, each cut to `limits`. Pictures are excluded: they are cropped
 * and resized first (`binaryOf`).
 */
export function readVcard(vcard: Vcard, reading: CardReading, limits: ReadingLimits): VcardContent {
  return new Reader(vcard, reading, limits).read();
}

/** Joins the values of one component of N, each as one line. */
function joined(values: readonly string[] | undefined, separator: string): string {
  if (values === undefined || values.length === 0) return '';
  if (values.length === 1) return singleLineText(values[0] ?? '');
  return values
    .map((value) => singleLineText(value))
    .filter(Boolean)
    .join(separator);
}

const clip = (text: string, length: number) => (text.length > length ? text.slice(0, length).trimEnd() : text);
const clipLine = (text: string) => clip(singleLineText(text), LIMITS.line);

const NONE: readonly VcardProperty[] = [];

function companionsByGroup(properties: readonly VcardProperty[]): Map<string, VcardProperty[]> {
  const groups = new Map<string, VcardProperty[]>();
  for (const property of properties) {
    if (property.group === '' || !COMPANIONS.has(upperName(property.name))) continue;
    const key = property.group.toLowerCase();
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [property]);
    else known.push(property);
  }
  return groups;
}

/**
 * Splits a name that is whole in one component: `N:Roy\\, Zoé;;;;`, and `N:Roy,Zoé` of writers that take the comma for
 * the separator of N. Returns nothing to change when N has other components.
 */
function commaNameIn(components: readonly (readonly string[])[]): Partial<SplitName> {
  const filled = components.filter((values) => values.some((value) => value.trim() !== ''));
  const [only] = filled;
  if (only === undefined || filled.length > 1 || only === components[3] || only === components[4]) return {};
  const text = only.join(', ');
  const split = text.includes(',') ? splitCommaName(text) : null;
  return split === null || split.familyNames === '' ? {} : split;
}

/** Apple's properties that describe the other property of their group. */
const COMPANIONS = new Set(['X-ABLABEL', 'X-ABADR']);

class Reader {
  readonly #vcard: Vcard;
  readonly #reading: CardReading;
  readonly #limits: ReadingLimits;
  /** The names of the properties, in upper case, in their order. A card has too few of them for a map to pay off. */
  readonly #names: string[] = [];
  readonly #isHeld: boolean[] = [];
  #hasGroups = false;
  #companions: Map<string, VcardProperty[]> | null = null;
  #positions: Map<VcardProperty, number> | null = null;
  readonly #origins: Origin[] = [];
  readonly #unsafeUrls: string[] = [];
  readonly #clipped: string[] = [];

  constructor(vcard: Vcard, reading: CardReading, limits: ReadingLimits) {
    this.#vcard = vcard;
    this.#reading = reading;
    this.#limits = limits;
    for (const { name, group } of vcard.properties) {
      this.#names.push(upperName(name));
      this.#isHeld.push(false);
      this.#hasGroups ||= group !== '';
    }
  }

  read(): VcardContent {
    const { organisation, unit } = this.#company();
    const { headline, note, phones } = this.#notes(this.#phones());
    const [address = EMPTY_ADDRESS, ...otherAddresses] = this.#addresses();
    const name = this.#name(organisation);
    const { website, profiles } = this.#webPages();
    // Each field is named: spreading objects takes most of the time of an import.
    const content: VcardContent['content'] = {
      label: '',
      honorificPrefixes: name.honorificPrefixes,
      givenNames: name.givenNames,
      familyNames: name.familyNames,
      honorificSuffixes: name.honorificSuffixes,
      formattedName: name.formattedName,
      pronouns: this.#line('PRONOUNS', 'pronouns'),
      title: this.#line('TITLE', 'title'),
      organisation,
      unit,
      phones,
      emails: this.#emails(),
      website,
      profiles,
      address,
      otherAddresses,
      headline,
      note,
      languages: this.#languages(),
      preferredContact: this.#preferredContact(),
      photoId: null,
      logoId: null,
    };
    return {
      content,
      origins: this.#origins,
      others: this.#vcard.properties.filter((_, index) => this.#isHeld[index] === false),
      unsafeUrls: this.#unsafeUrls,
      clipped: this.#clipped,
    };
  }

  #named(name: string): readonly VcardProperty[] {
    let at = this.#names.indexOf(name);
    if (at < 0) return NONE;
    const named: VcardProperty[] = [];
    for (; at >= 0; at = this.#names.indexOf(name, at + 1)) {
      const property = this.#vcard.properties[at];
      if (property !== undefined) named.push(property);
    }
    return named;
  }

  #text(property: VcardProperty): string {
    return textOf(property, this.#vcard.version);
  }

  /** Returns the properties of the same group that describe the property. */
  #companionsOf({ group }: VcardProperty): readonly VcardProperty[] {
    if (group === '') return NONE;
    this.#companions ??= companionsByGroup(this.#vcard.properties);
    return this.#companions.get(group.toLowerCase()) ?? NONE;
  }

  /** Returns the property's X-ABLabel; '' when it has none. */
  #labelOf(property: VcardProperty): string {
    if (property.group === '') return '';
    const label = this.#companionsOf(property).find((one) => isNamed(one, 'X-ABLABEL'));
    return label === undefined ? '' : this.#text(label).trim();
  }

  /** Marks a property as read: it is not among the others. */
  #mark(property: VcardProperty): void {
    const { properties } = this.#vcard;
    // A map pays off for the rare card that has hundreds of properties.
    if (properties.length > 64) this.#positions ??= new Map(properties.map((one, position) => [one, position]));
    const index = this.#positions?.get(property) ?? properties.indexOf(property);
    if (index >= 0) this.#isHeld[index] = true;
  }

  /** Records that a field with that value was read from `properties`, and from those that describe them. */
  #hold(field: Origin['field'], value: string, properties: readonly VcardProperty[]): void {
    const all = this.#hasGroups
      ? properties.flatMap((property) => [property, ...this.#companionsOf(property)])
      : properties;
    for (const property of all) this.#mark(property);
    this.#origins.push({ field, value, properties: all });
  }

  #company(): Pick<CardContent, 'organisation' | 'unit'> {
    const property = this.#named('ORG').find(({ value }) => /[^;\s]/.test(value));
    const [organisation = '', ...units] = property === undefined ? [] : unitsOf(property).map(clipLine);
    const company = { organisation, unit: clipLine(units.filter(Boolean).join(', ')) };
    if (property !== undefined) this.#hold('organisation', originValue.organisation(company), [property]);
    return company;
  }

  /**
   * Reads N (RFC 6350 §6.2.2) and FN. Without N, FN becomes the given names, unless it is the name of the organisation;
   * «Roy, Zoé» is split at its comma. FN is kept as written when it is not what N composes to.
   */
  #name(organisation: string) {
    const property = this.#named('N').find(({ value }) => /[^;\s]/.test(value));
    const fullName = clipLine(
      this.#named('FN')
        .map((one) => this.#text(one))
        .find((text) => text.trim() !== '') ?? '',
    );
    const components = property === undefined ? [] : componentsOf(property, this.#vcard.version);
    const given = joined(components[1], ' ');
    const additional = joined(components[2], ' ');
    const structured = {
      familyNames: clip(joined(components[0], ' '), LIMITS.line),
      givenNames: clip(additional === '' ? given : `${given} ${additional}`.trim(), LIMITS.line),
      honorificPrefixes: clip(joined(components[3], ' '), LIMITS.line),
      honorificSuffixes: clip(joined(components[4], ', '), LIMITS.line),
    };
    const { familyNames, givenNames, honorificPrefixes, honorificSuffixes } = structured;
    const isStructured =
      familyNames !== '' || givenNames !== '' || honorificPrefixes !== '' || honorificSuffixes !== '';
    const name = isStructured
      ? { ...structured, ...commaNameIn(components) }
      : fullName === organisation
        ? structured
        : { ...structured, ...splitCommaName(fullName) };
    const composed = formattedNameOf(name);
    // «Roy, Zoé» is a way to write the two names that were read from it; any other FN is kept as written.
    const isSplit = !isStructured && name.familyNames !== '' && fullName.startsWith(`${name.familyNames},`);
    const formattedName = fullName !== composed && !isSplit ? fullName : '';
    const properties = [...this.#named('N').slice(0, 1), ...this.#named('FN').slice(0, 1)];
    if (properties.length > 0) this.#hold('name', originValue.name({ ...name, formattedName }), properties);
    return { ...name, formattedName };
  }

  /** Reads the first property of that name as one line. */
  #line(name: string, field: 'pronouns' | 'title'): string {
    const property = this.#named(name).find(({ value }) => value.trim() !== '');
    if (property === undefined) return '';
    const value = clipLine(this.#text(property));
    this.#hold(field, originValue.text(value), [property]);
    return value;
  }

  #phones(): Phone[] {
    const phones: Phone[] = [];
    // The country is the last component of ADR (RFC 6350 §6.3.1).
    const countries = this.#named('ADR').map(({ value }) => value.slice(value.lastIndexOf(';') + 1, LIMITS.line));
    const readPhone = phoneReaderBeside(countries, this.#reading.readPhone);
    for (const property of preferredFirst(this.#named('TEL'))) {
      const typed = withoutInvisible(phoneOf(property, this.#vcard.version)).trim();
      if (typed === '' || phones.length >= this.#limits.entries) continue;
      const read = readPhone(clip(singleLineText(typed), LIMITS.line));
      const { number } = read;
      // An extension that this app wrote is in a parameter too, so that it stays with its own line.
      const extension = read.extension || (parameterValues(property, EXTENSION_PARAMETER)[0] ?? '');
      const { kind, label } = phoneLabel(property, typesOf(property), this.#labelOf(property));
      const beside = besideNumber(typed);
      const words = label || (isE164(number) ? beside.label : '');
      const phone: Phone = {
        id: this.#reading.newId(),
        kind: isMorePrecise(beside.kind, kind) ? beside.kind : kind,
        number: clip(number, LIMITS.line),
        extension: clip(extension, LIMITS.extension),
      };
      if (words !== '') phone.label = clipLine(words);
      phones.push(phone);
      this.#hold('phones', originValue.phone(phone), [property]);
    }
    return phones;
  }

  #emails(): Email[] {
    const emails: Email[] = [];
    for (const property of preferredFirst(this.#named('EMAIL'))) {
      const typed = this.#text(property);
      const visible = withoutInvisible(typed);
      const address = clipLine(addressIn(visible.trim().replace(/^mailto:/i, '')));
      if (address === '' || emails.length >= this.#limits.entries) continue;
      const { kind, label } = placeLabel(property, typesOf(property), this.#labelOf(property));
      const email: Email = { id: this.#reading.newId(), kind, address };
      if (label !== '') email.label = clipLine(label);
      emails.push(email);
      // An address with an invisible character bounces: it is written back without it.
      const repaired = visible === typed ? property : { ...property, value: withoutInvisible(property.value) };
      this.#mark(property);
      this.#hold('emails', originValue.email(email), [repaired]);
    }
    return emails;
  }

  #addresses(): PostalAddress[] {
    const addresses: PostalAddress[] = [];
    for (const property of preferredFirst(this.#named('ADR'))) {
      const parts = addressOf(property, this.#vcard.version);
      if (isBlankAddress(parts) || addresses.length >= this.#limits.entries) continue;
      const { kind, label } = placeLabel(property, typesOf(property), this.#labelOf(property));
      const address: PostalAddress = parts;
      address.kind = kind;
      if (label !== '') address.label = clipLine(label);
      addresses.push(address);
      this.#hold('addresses', originValue.address(address), [property]);
    }
    return addresses;
  }

  /**
   * The first URL that no label calls something else is the website; the others are profiles, and so are the web
   * addresses of X-SOCIALPROFILE and IMPP.
   */
  #webPages(): Pick<CardContent, 'website' | 'profiles'> {
    let website = '';
    const profiles: Profile[] = [];
    for (const name of ['URL', 'X-SOCIALPROFILE', 'IMPP'])
      for (const property of this.#named(name)) {
        const url = clip(withoutInvisible(this.#text(property)).trim(), LIMITS.url);
        if (url === '') continue;
        const isOpenable = readWebAddress(url) !== null;
        const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(url);
        if (name !== 'URL' && !(isOpenable && hasScheme)) continue;
        // An address of another program (`skype:`) stays a property of the card; a script is text, and never a link.
        if (name === 'URL' && hasScheme && !isOpenable && !UNSAFE_SCHEME.test(url)) continue;
        if (name === 'URL' && hasScheme && !isOpenable) {
          this.#mark(property);
          this.#unsafeUrls.push(url);
          continue;
        }
        const appleLabel = this.#labelOf(property);
        const isPlain = appleLabel === '' || /homepage/i.test(appleLabel);
        if (name === 'URL' && website === '' && isPlain) {
          website = url;
          this.#hold('website', url, [property]);
          continue;
        }
        if (profiles.length >= this.#limits.entries) continue;
        const words = placeLabel(property, typesOf(property), appleLabel).label;
        const label = words === serviceOf(url) ? '' : words;
        const profile = { id: this.#reading.newId(), ...(label !== '' && { label: clipLine(label) }), url };
        profiles.push(profile);
        this.#hold('profiles', originValue.profile(profile), [property]);
      }
    return { website, profiles };
  }

  /**
   * Joins the NOTE properties marked as headline into the headline, and the others into the note; an extension that
   * this app wrote there goes back to its number.
   */
  #notes(phones: readonly Phone[]): Pick<CardContent, 'headline' | 'note' | 'phones'> {
    const notes = this.#named('NOTE').filter(({ value }) => value.trim() !== '');
    const isHeadline = (property: VcardProperty) =>
      property.parameters.some(({ name }) => name.toUpperCase() === HEADLINE_PARAMETER);
    const join = (properties: readonly VcardProperty[]) =>
      properties
        .map((property) => this.#text(property).trim())
        .filter(Boolean)
        .join('\n');
    const headlines = notes.filter(isHeadline);
    const headline = clipLine(join(headlines));
    if (headlines.length > 0) this.#hold('headline', originValue.text(headline), headlines);
    const plain = notes.filter((property) => !isHeadline(property));
    const whole = join(plain);
    const own = ownLines(plain, whole);
    const read = readExtensionNotes(own.note, phones);
    const note = clip(read.note, this.#limits.note);
    if (note !== read.note) this.#clipped.push('note');
    // What this app added to a note is written again from the fields it repeats.
    if (read.note === whole) this.#hold('note', originValue.text(note), plain);
    else for (const property of plain) this.#mark(property);
    return { headline: headline || clipLine(own.headline), note, phones: read.phones };
  }

  #languages(): string[] {
    const read = this.#named('LANG')
      .map((property) => ({ property, tag: clip(this.#text(property).trim(), LIMITS.label) }))
      .filter(({ tag }) => /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(tag))
      .slice(0, this.#limits.languages);
    const tags = read.map(({ tag }) => tag);
    if (tags.length > 0)
      this.#hold(
        'languages',
        originValue.list(tags),
        read.map(({ property }) => property),
      );
    return tags;
  }

  #preferredContact(): CardContent['preferredContact'] {
    for (const property of this.#named(PREFERRED_PROPERTY)) {
      const value = this.#text(property).trim();
      if (value !== 'phone' && value !== 'email' && value !== 'message') continue;
      this.#hold('preferredContact', value, [property]);
      return value;
    }
    return '';
  }
}

/** Schemes that run a program or carry a document, and web addresses that name a user. */
const UNSAFE_SCHEME = /^(?:https?|javascript|data|vbscript|file|blob|about|view-source):/i;

const MAILBOX = /[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}/gu;

/** Returns the address of `Zoé Roy <zoe@exemple.ca>`; any other text as it is. */
function addressIn(text: string): string {
  if (!/[<(\s]/.test(text)) return text;
  const [only, ...others] = text.match(MAILBOX) ?? [];
  return only !== undefined && others.length === 0 ? only : text;
}

/** Separates the headline and the sentences that a file of this app repeats in its NOTE from the note itself. */
function ownLines(notes: readonly VcardProperty[], whole: string): { headline: string; note: string } {
  const [property] = notes;
  const count = (name: string) =>
    notes.length === 1 && property !== undefined ? Number(parameterValues(property, name)[0] ?? 0) || 0 : 0;
  const [headlineCount, addedCount] = [count(HEADLINE_LINES_PARAMETER), count(ADDED_LINES_PARAMETER)];
  if (headlineCount === 0 && addedCount === 0) return { headline: '', note: whole };
  const lines = whole.split('\n');
  return {
    headline: lines.slice(0, headlineCount).join(' '),
    note: lines
      .slice(headlineCount, Math.max(headlineCount, lines.length - addedCount))
      .join('\n')
      .trim(),
  };
}

/** Puts TYPE=pref (3.0) or the lowest PREF (4.0) first; the others keep their order in the file. */
function preferredFirst(properties: readonly VcardProperty[]): readonly VcardProperty[] {
  if (properties.length < 2) return properties;
  const rank = (property: VcardProperty) => {
    const [value] = parameterValues(property, 'PREF');
    return typesOf(property).includes('pref') ? 0 : Number.parseInt(value ?? '', 10) || 101;
  };
  return properties.toSorted((one, other) => rank(one) - rank(other));
}

function addressOf(property: VcardProperty, version: string): PostalAddress {
  const components = componentsOf(property, version);
  const box = addressPart(components[0]);
  const street = addressPart(components[2]);
  return {
    streetAddress: box === '' ? street : [street, box].filter(Boolean).join(', '),
    extendedAddress: addressPart(components[1]),
    locality: addressPart(components[3]),
    region: addressPart(components[4]),
    postalCode: addressPart(components[5]),
    countryName: addressPart(components[6]),
  };
}

/** Joins the values and the lines of one component of ADR. */
function addressPart(values: readonly string[] | undefined): string {
  if (values === undefined || values.length === 0) return '';
  const [first = ''] = values;
  if (values.length === 1 && !first.includes('\n')) return clipLine(first.trim());
  const lines = values.flatMap((value) => value.split('\n')).map((value) => value.trim());
  return clipLine(lines.filter(Boolean).join(', '));
}
