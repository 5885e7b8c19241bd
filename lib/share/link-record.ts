import { type CardContent, type CardPatch, EMPTY_ADDRESS, type Phone } from '../card/card';
import { LIMITS } from '../card/limits';

// A card as a sequence of bytes: each field is a tag (a control character) and its text in UTF-8; a 0 ends the record.
// Repeated content is stored once: an e-mail address made of the name, at the site's own domain, costs a few
// references.

/** The field letters of the model's text; the position of a letter gives its tag. */
const FIELDS = 'gfpsuotnwehakcqryzABCPLFHN';
const END = 0;
/** Tags are from 1 to 31, except line feed, which texts may contain. */
const tagOf = (letter: string) => {
  const index = FIELDS.indexOf(letter) + 1;
  return index < 10 ? index : index + 1;
};
const letterOf = (tag: number) => FIELDS[tag < 10 ? tag - 1 : tag - 2] ?? '';
/** References to earlier text use bytes that UTF-8 never has: 0xF7 + 1 to 0xF7 + 8. */
const REFERENCE_BASE = 0xf7;

/** Converts the model's text to bytes: `|x` is a tag, `~n` a reference. */
export function modelBytes(text: string): Uint8Array {
  const cards = text.split('\n').map((line) => {
    const parts = line.split(/(\|[A-Za-z]|~[1-8])/);
    return parts.flatMap((part) => {
      if (part.startsWith('|') && part.length === 2) return [tagOf(part[1] ?? '')];
      if (/^~[1-8]$/.test(part)) return [REFERENCE_BASE + Number(part[1])];
      return [...utf8.encode(part)];
    });
  });
  return Uint8Array.from(cards.flatMap((bytes) => [...bytes, END]));
}

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of each reference: folded names, by a fixed table; '' when unused. */
type Shortcut = readonly [string, string, string, string, string, string, string, string];

function shortcutsFor(
  given: string,
  family: string,
  organisation: string,
  host: string,
): { site: Shortcut; email: Shortcut } {
  const [g, f, o] = [foldName(given), foldName(family), foldName(organisation)];
  const withoutHyphens = (text: string) => text.replace(/-/g, '');
  const initial = (text: string) => text.slice(0, 1);
  const site: Shortcut = [withoutHyphens(f), withoutHyphens(o), o, '', '', '', '', ''];
  return {
    site,
    email: [
      withoutHyphens(g),
      g,
      withoutHyphens(f),
      f,
      initial(g),
      initial(f),
      withoutHyphens(o),
      host === '' ? '' : `@${host}`,
    ],
  };
}

const ACCENTS = 'àaâaäaáaãaåaçcèeéeêeëeìiíiîiïiñnòoóoôoöoõoùuúuûuüuýyÿy';

/**
 * Folds a name as e-mail addresses write it: `Jean-François` → `jean-francois`. Has its own table, so that the result
 * never changes.
 */
function foldName(name: string): string {
  const letters = Array.from(name, (letter) => {
    const lower = letter >= 'A' && letter <= 'Z' ? letter.toLowerCase() : lowerAccented(letter);
    if (lower >= 'a' && lower <= 'z') return lower;
    if (lower >= '0' && lower <= '9') return lower;
    if (lower === 'œ') return 'oe';
    const at = ACCENTS.indexOf(lower);
    if (at >= 0 && at % 2 === 0) return ACCENTS[at + 1] ?? '';
    return lower === '-' || lower === ' ' ? '-' : '';
  });
  return letters.join('').replace(/-+/g, '-').replace(/^-|-$/g, '');
}

/** U+00C0 to U+00DE are 32 below their lower-case letters. */
function lowerAccented(letter: string): string {
  const code = letter.charCodeAt(0);
  if (letter === 'Œ') return 'œ';
  return code >= 0xc0 && code <= 0xde && code !== 0xd7 ? String.fromCharCode(code + 32) : letter;
}

/** Encodes text as UTF-8, with each shortcut found in it, longest first, replaced by its reference byte. */
function encodeWithReferences(text: string, shortcuts: Shortcut): number[] {
  const candidates = shortcuts
    .map((value, index) => ({ value, byte: REFERENCE_BASE + 1 + index }))
    .filter(({ value }) => value !== '')
    .sort((one, other) => other.value.length - one.value.length);
  const bytes: number[] = [];
  let at = 0;
  while (at < text.length) {
    const match = candidates.find(({ value }) => text.startsWith(value, at) && canReplace(value, text, at));
    if (match !== undefined) {
      bytes.push(match.byte);
      at += match.value.length;
    } else {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      bytes.push(...utf8.encode(character));
      at += character.length;
    }
  }
  return bytes;
}

/** An initial is replaced only at the beginning: anywhere else it could be any letter. */
const canReplace = (value: string, text: string, at: number) =>
  value.length > 2 || (at === 0 && text.length > 1 && value.length === 1);

const hostOf = (website: string) =>
  website
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#].*$/, '');

/** A fax and a pager are left out: whoever opens the link would call them. */
const PHONE_LETTERS: Partial<Record<Phone['kind'], string>> = {
  cell: 'c',
  work: 'k',
  home: 'a',
  main: 'k',
  other: 'k',
};
const LETTER_KINDS: Record<string, Phone['kind']> = { c: 'cell', k: 'work', a: 'home' };

function phoneText(number: string): string {
  if (/^\+1[0-9]{10}$/.test(number)) return number.slice(2);
  return /^\+33[0-9]{9}$/.test(number) ? `/${number.slice(3)}` : `:${number}`;
}

function numberOf(text: string): string {
  if (/^[0-9]{10}$/.test(text)) return `+1${text}`;
  return text.startsWith('/') ? `+33${text.slice(1)}` : text.slice(1);
}

function webText(url: string): string {
  if (url.startsWith('https://www.')) return `=${url.slice(12)}`;
  return url.startsWith('https://') && !/^[=:]/.test(url.slice(8)) ? url.slice(8) : `:${url}`;
}

function urlOf(text: string): string {
  if (text.startsWith('=')) return `https://www.${text.slice(1)}`;
  return text.startsWith(':') ? text.slice(1) : `https://${text}`;
}

const LINKEDIN = 'https://www.linkedin.com';
const profileText = (url: string) => (url.startsWith(`${LINKEDIN}/`) ? url.slice(LINKEDIN.length) : webText(url));
const profileUrl = (text: string) => (text.startsWith('/') ? LINKEDIN + text : urlOf(text));

/** Encodes everything on the card except its pictures, its label and its identifiers. */
export function encodeRecord(card: CardContent): Uint8Array {
  const bytes: number[] = [];
  const add = (letter: string, text: string, shortcuts?: Shortcut) => {
    const clean = text
      .replace(/\r\n?/g, '\n')
      .replace(/(?!\n)\p{Cc}/gu, '')
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .trim();
    if (clean !== '')
      bytes.push(tagOf(letter), ...(shortcuts ? encodeWithReferences(clean, shortcuts) : utf8.encode(clean)));
  };
  const host = hostOf(card.website);
  const shortcuts = shortcutsFor(card.givenNames, card.familyNames, card.organisation, host);
  add('g', card.givenNames);
  add('f', card.familyNames);
  add('p', card.honorificPrefixes);
  add('s', card.honorificSuffixes);
  add('u', card.pronouns);
  add('t', card.title);
  add('o', card.organisation);
  add('n', card.unit);
  if (card.website.trim() !== '') add('w', webText(card.website.trim()), shortcuts.site);
  for (const { kind, address } of card.emails) add(kind === 'home' ? 'h' : 'e', address, shortcuts.email);
  for (const { kind, number, extension } of card.phones) {
    const letter = PHONE_LETTERS[kind];
    if (number.trim() === '' || letter === undefined) continue;
    add(letter, phoneText(number.trim()));
    add('q', extension);
  }
  const { streetAddress, extendedAddress, locality, region, postalCode, countryName } = card.address;
  add('r', streetAddress);
  add('y', extendedAddress);
  add('z', locality);
  add('A', region);
  add('B', postalCode);
  add('C', countryName);
  for (const { url } of card.profiles) if (url.trim() !== '') add('P', profileText(url.trim()), shortcuts.email);
  add('L', card.languages.join(','));
  add('F', card.preferredContact);
  add('H', card.headline);
  add('N', card.note);
  return Uint8Array.from([...bytes, END]);
}

/** The maximum number of fields: each single field, and every entry a card may have; an extension is its own field. */
const FIELDS_MAX = FIELDS.length + LIMITS.entries * 4;

type Field = { letter: string; bytes: number[] };

/**
 * Decodes a record; `newId` makes the identifiers of its entries. `null` when the bytes are not a record.
 * @throws TypeError when the bytes of a text are not UTF-8.
 */
export function decodeRecord(record: Uint8Array, newId: () => string): CardPatch | null {
  const fields = fieldsOf(record);
  if (fields === null) return null;
  const text = (letter: string) => {
    const field = fields.find((one) => one.letter === letter);
    return field === undefined ? '' : textOf(field.bytes, []);
  };
  const organisation = text('o');
  const [givenNames, familyNames] = [text('g'), text('f')];
  const { site } = shortcutsFor(givenNames, familyNames, organisation, '');
  const websiteField = fields.find(({ letter }) => letter === 'w');
  const website = websiteField === undefined ? '' : urlOf(textOf(websiteField.bytes, site));
  const { email: shortcuts } = shortcutsFor(givenNames, familyNames, organisation, hostOf(website));
  const phones: Phone[] = [];
  for (const { letter, bytes } of fields) {
    const kind = LETTER_KINDS[letter];
    if (kind !== undefined) phones.push({ id: newId(), kind, number: numberOf(textOf(bytes, [])), extension: '' });
    const last = phones.at(-1);
    if (letter === 'q' && last !== undefined) last.extension = textOf(bytes, []);
  }
  const preferredContact = text('F');
  return {
    givenNames,
    familyNames,
    organisation,
    website: openableUrl(website),
    honorificPrefixes: text('p'),
    honorificSuffixes: text('s'),
    pronouns: text('u'),
    title: text('t'),
    unit: text('n'),
    phones,
    emails: fields
      .filter(({ letter }) => letter === 'e' || letter === 'h')
      .map(({ letter, bytes }) => ({
        id: newId(),
        kind: letter === 'e' ? 'work' : 'home',
        address: textOf(bytes, shortcuts),
      })),
    address: {
      ...EMPTY_ADDRESS,
      streetAddress: text('r'),
      extendedAddress: text('y'),
      locality: text('z'),
      region: text('A'),
      postalCode: text('B'),
      countryName: text('C'),
    },
    profiles: fields
      .filter(({ letter }) => letter === 'P')
      .map(({ bytes }) => ({ id: newId(), url: openableUrl(profileUrl(textOf(bytes, shortcuts))) }))
      .filter(({ url }) => url !== ''),
    languages: text('L').split(',').filter(Boolean),
    preferredContact:
      preferredContact === 'phone' || preferredContact === 'email' || preferredContact === 'message'
        ? preferredContact
        : '',
    headline: text('H'),
    note: text('N'),
  };
}

/**
 * Returns the URL, or '' for a scheme other than http(s): a received link may name any scheme, but a card opens only
 * those two. A URL without a scheme is completed when it is opened.
 */
const openableUrl = (url: string) =>
  /^[a-z][a-z0-9+.-]*:(?!\/\/)/i.test(url) || /^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(url) ? '' : url;

function fieldsOf(record: Uint8Array): Field[] | null {
  if (record.at(-1) !== END) return null;
  const fields: Field[] = [];
  for (const byte of record.subarray(0, -1)) {
    if (byte >= 32 || byte === 10) {
      const field = fields.at(-1);
      if (field === undefined) return null;
      field.bytes.push(byte);
    } else {
      const letter = byte === END ? '' : letterOf(byte);
      if (letter === '') return null;
      fields.push({ letter, bytes: [] });
    }
  }
  return fields.length > FIELDS_MAX ? null : fields;
}

/** @throws TypeError when the bytes between references are not UTF-8. */
function textOf(bytes: readonly number[], shortcuts: readonly string[]): string {
  let text = '';
  let pendingBytes: number[] = [];
  const flushBytes = () => {
    text += strictUtf8.decode(Uint8Array.from(pendingBytes));
    pendingBytes = [];
  };
  for (const byte of bytes) {
    if (byte <= REFERENCE_BASE) pendingBytes.push(byte);
    else {
      flushBytes();
      text += shortcuts[byte - REFERENCE_BASE - 1] ?? '';
    }
  }
  flushBytes();
  return text;
}
