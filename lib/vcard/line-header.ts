import type { VcardParameter } from './vcard';

/** The part of a content line before the colon; `text` is the whole of it, as read. */
export type LineHeader = {
  readonly text: string;
  readonly group: string;
  readonly name: string;
  /** The name in upper case, used for comparison. */
  readonly key: string;
  readonly parameters: readonly VcardParameter[];
  /** Transfer encoding of the value (RFC 2045 §6, RFC 2426 §2.4.1). */
  readonly encoding: '' | 'base64' | 'quoted-printable';
  readonly charset: string;
};

const QUOTE = 0x22;
const COLON = 0x3a;

/**
 * Returns the index of the colon that precedes the value, from `start` and before `end`. Skips colons inside quotes,
 * unless every colon is quoted, then returns the first. -1 when there is none.
 */
export function colonIn(text: string, start: number, end: number): number {
  let first = -1;
  let quoted = false;
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) quoted = !quoted;
    else if (code === COLON) {
      if (!quoted) return index;
      if (first < 0) first = index;
    }
  }
  return first;
}

/** Some writers put a slash in the names of their own properties: `X-messaging/skype-All`. */
const NAME = /^(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+|X-[A-Za-z0-9_/-]+)$/i;
const headerCache = new Map<string, LineHeader | null>();
const HEADER_CACHE_MAX = 2000;
const CACHED_LENGTH_MAX = 120;

/**
 * Parses the group, name and parameters before the colon; `null` when they are not a property's. Cached, since headers
 * repeat.
 */
export function readHeader(text: string): LineHeader | null {
  const cachedHeader = headerCache.get(text);
  if (cachedHeader !== undefined) return cachedHeader;
  const header = parseHeader(text);
  if (text.length <= CACHED_LENGTH_MAX) {
    if (headerCache.size >= HEADER_CACHE_MAX) headerCache.clear();
    headerCache.set(text, header);
  }
  return header;
}

/**
 * Reads the headers of physical lines in place: files repeat the same few, which are recognised by a hash of their
 * characters instead of being copied out of the text.
 */
export class HeaderReader {
  /** The index of the colon of the line that was read last; -1 when it has none, or when quotes precede it. */
  colon = -1;
  readonly #known = new Map<number, LineHeader>();

  /** Returns the header of the line from `start` to `end`; `null` when it is not a property's, or has quotes. */
  read(text: string, start: number, end: number): LineHeader | null {
    this.colon = -1;
    let hash = 0;
    let index = start;
    for (; index < end; index += 1) {
      const code = text.charCodeAt(index);
      if (code === COLON) break;
      if (code === QUOTE) return null;
      hash = (Math.imul(hash, 31) + code) & HASH_MASK;
    }
    if (index === end) return null;
    this.colon = index;
    const known = this.#known.get(hash);
    if (known !== undefined && known.text.length === index - start && text.startsWith(known.text, start)) return known;
    const header = readHeader(text.slice(start, index));
    if (header === null || header.text.length > CACHED_LENGTH_MAX) return header;
    if (this.#known.size >= HEADER_CACHE_MAX) this.#known.clear();
    this.#known.set(hash, header);
    return header;
  }
}

/** Small integers only, which need no allocation. */
const HASH_MASK = 0x3fffffff;

function parseHeader(text: string): LineHeader | null {
  const [first = '', ...rest] = splitOutsideQuotes(text, ';');
  const [, group = '', name] = NAME.exec(first.trim()) ?? [];
  if (name === undefined) return null;
  const parameters = rest.map((part) => readParameter(part.trim())).filter((parameter) => parameter !== null);
  const values = (parameterName: string) =>
    parameters
      .filter((parameter) => parameter.name.toUpperCase() === parameterName)
      .flatMap((parameter) => parameter.values);
  const encoding = (values('ENCODING')[0] ?? '').toUpperCase();
  return {
    text,
    group,
    name,
    key: name.toUpperCase(),
    parameters,
    encoding:
      encoding === 'QUOTED-PRINTABLE' || encoding === 'Q' || encoding === 'QUOTED'
        ? 'quoted-printable'
        : encoding === 'B' || encoding === 'BASE64'
          ? 'base64'
          : '',
    charset: values('CHARSET')[0] ?? '',
  };
}

const BARE_TYPES = new Set(
  'HOME WORK CELL MOBILE FAX PAGER VOICE MSG VIDEO BBS MODEM CAR ISDN PCS PREF MAIN INTERNET DOM INTL POSTAL PARCEL'.split(
    ' ',
  ),
);
const ENCODINGS = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '7BIT', '8BIT']);
const VALUES = new Set(['INLINE', 'URL', 'URI', 'CONTENT-ID', 'CID']);

/** vCard 2.1 allows bare parameters (`TEL;CELL`, `NOTE;QUOTED-PRINTABLE`); Outlook writes empty ones (`TEL;CELL;:`). */
function readParameter(part: string): VcardParameter | null {
  if (part === '') return null;
  const equals = part.indexOf('=');
  if (equals < 0) {
    const upper = part.toUpperCase();
    const name = ENCODINGS.has(upper) ? 'ENCODING' : VALUES.has(upper) ? 'VALUE' : 'TYPE';
    return { name, values: [unquote(part)] };
  }
  const name = part.slice(0, equals).trim();
  // `TEL;CELL=:`: a bare type, and an equals sign that says nothing.
  if (equals === part.length - 1 && BARE_TYPES.has(name.toUpperCase())) return { name: 'TYPE', values: [name] };
  const values = splitOutsideQuotes(part.slice(equals + 1), ',').map((value) => unquote(value.trim()));
  return /^[A-Za-z0-9_-]+$/.test(name) ? { name, values } : { name: 'TYPE', values: [unquote(part)] };
}

const CARETS: Record<string, string> = { '^n': '\n', "^'": '"', '^^': '^' };

/** RFC 6868 §3.1: `^n`, `^'` and `^^` encode characters that a parameter value cannot contain. */
function unquote(value: string): string {
  const withoutQuotes = value.replace(/"/g, '');
  return withoutQuotes.includes('^')
    ? withoutQuotes.replace(/\^[n'^]/g, (pair) => CARETS[pair] ?? pair)
    : withoutQuotes;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}
