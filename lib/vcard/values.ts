import { decodeBase64, decodeValue, isBase64, valueHead } from './base64';
import { isNamed, parameterValues, type Vcard, type VcardProperty } from './vcard';

/** Number of components (RFC 6350 §6.2.2 and §6.3.1); from 3.0 on, a component is a comma-separated list. */
export const COMPONENT_COUNTS = { N: 5, ADR: 7 } as const;

const BACKSLASH = 0x5c;

/** Whether the card follows vCard 2.1, where only the semicolon is escaped and a comma does not separate values. */
const isVersion21 = (version: string) => version === '' || version.startsWith('2');

const ESCAPED = /\\[\\,;:nN"]/g;

/** Unescapes TEXT (RFC 2426 §4, RFC 6350 §3.4). A backslash before any other character is kept. */
function unescapeText(raw: string): string {
  let index = raw.indexOf('\\');
  if (index < 0) return raw;
  let text = '';
  let start = 0;
  while (index >= 0) {
    const next = raw[index + 1] ?? '';
    if (next === 'n' || next === 'N') text += `${raw.slice(start, index)}\n`;
    else if (next !== '' && '\\,;:"'.includes(next)) text += raw.slice(start, index) + next;
    else text += raw.slice(start, index + 2);
    start = index + 2;
    index = raw.indexOf('\\', start);
  }
  return text + raw.slice(start);
}

/**
 * vCard 2.1 has no escapes in plain text, but many writers use them. A value counts as escaped if every backslash
 * starts an escape and no semicolon is unescaped; `C:\dossier` does not.
 */
function unescapeOld(raw: string): string {
  if (!raw.includes('\\')) return raw;
  const rest = raw.replace(ESCAPED, '');
  return rest.includes('\\') || rest.includes(';') ? raw : unescapeText(raw);
}

/** Returns an unescaped text value, with line breaks as `\n`. */
export function textOf(property: VcardProperty, version: string): string {
  return isVersion21(version) ? unescapeOld(property.value) : unescapeText(property.value);
}

/** Splits a raw value at the separators that no backslash escapes; the parts stay escaped. */
function splitUnescaped(raw: string, separator: ';' | ','): string[] {
  let index = raw.indexOf(separator);
  if (index < 0) return [raw];
  if (!raw.includes('\\')) return raw.split(separator);
  const parts: string[] = [];
  let start = 0;
  while (index >= 0) {
    if (!isEscaped(raw, index)) {
      parts.push(raw.slice(start, index));
      start = index + 1;
    }
    index = raw.indexOf(separator, index + 1);
  }
  parts.push(raw.slice(start));
  return parts;
}

/** Returns whether an odd number of backslashes precedes the position. */
function isEscaped(raw: string, index: number): boolean {
  let start = index;
  while (start > 0 && raw.charCodeAt(start - 1) === BACKSLASH) start -= 1;
  return (index - start) % 2 === 1;
}

/** Returns the components of a structured value (N, ADR), each as a list; an empty component is an empty list. */
export function componentsOf(property: VcardProperty, version: string): string[][] {
  const isOld = isVersion21(version);
  const components: string[][] = [];
  for (const component of splitUnescaped(property.value, ';')) {
    if (component === '') components.push([]);
    else if (isOld || !component.includes(',')) components.push([unescapeText(component)]);
    else components.push(splitUnescaped(component, ',').map(unescapeText));
  }
  return components;
}

/** Returns the components of ORG: the organisation, then its units (RFC 6350 §6.6.4). */
export function unitsOf(property: VcardProperty): string[] {
  return splitUnescaped(property.value, ';').map(unescapeText);
}

/** Returns the values of a comma-separated list (NICKNAME, CATEGORIES). */
export function listOf(property: VcardProperty): string[] {
  return splitUnescaped(property.value, ',').map(unescapeText);
}

/** Returns a telephone number without the `tel:` prefix of 4.0. RFC 3966 §3. */
export function phoneOf(property: VcardProperty, version: string): string {
  const text = textOf(property, version);
  const number = text.replace(/^\s*tel:/i, '');
  // A URI has its spaces in hexadecimal (RFC 3986 §2.1).
  return number !== text && number.includes('%') ? decodePercents(number) : number;
}

function decodePercents(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export type Binary = { bytes: Uint8Array<ArrayBuffer>; mediaType: string } | { url: string } | { text: string };

/** Some writers escape the comma, or forget the media type: `data:base64\,iVBOR`. */
const DATA_URI = /^\s*data:([^,;\\]*)((?:\\?;[^,;\\]*)*)\\?,/i;

/** Returns the content of PHOTO, LOGO, SOUND or KEY: inline bytes, a URL, or text (such as how to pronounce a name). */
export function binaryOf(property: VcardProperty, version: string): Binary {
  const head = valueHead(property, 400);
  const data = DATA_URI.exec(head);
  if (data !== null) {
    const [start, named = '', parameters = ''] = data;
    const content = property.value.slice(start.length);
    const isBase64Type = named.toLowerCase() === 'base64';
    const mediaType = isBase64Type ? mediaTypeOf(property) : named;
    const isEncoded = isBase64Type || /;base64/i.test(parameters);
    return { bytes: isEncoded ? decodeBase64(content) : decodePercent(content), mediaType };
  }
  const encoding = (parameterValues(property, 'ENCODING')[0] ?? '').toUpperCase();
  const isInline = encoding === 'B' || encoding === 'BASE64';
  const valueType = (parameterValues(property, 'VALUE')[0] ?? '').toUpperCase();
  const isUrl = valueType === 'URI' || valueType === 'URL' || /^\s*[a-z][a-z0-9+.-]*:/i.test(head.slice(0, 40));
  if (!isInline && isUrl) return { url: textOf(property, version).trim() };
  if (!isInline && !isBarePicture(property)) return { text: textOf(property, version) };
  return { bytes: decodeValue(property), mediaType: mediaTypeOf(property) };
}

/** A picture without a declared encoding: base64 throughout, and too long to be a word. */
const isBarePicture = ({ name, value }: VcardProperty) =>
  /^(?:photo|logo)$/i.test(name) && value.length > 40 && isBase64(value.trim());

function decodePercent(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const hexPair = bytes[index] === 0x25 ? text.slice(index + 1, index + 3) : '';
    const isEncodedByte = /^[0-9a-f]{2}$/i.test(hexPair);
    bytes[length] = isEncodedByte ? Number.parseInt(hexPair, 16) : (bytes[index] ?? 0);
    if (isEncodedByte) index += 2;
    length += 1;
  }
  return bytes.slice(0, length);
}

function mediaTypeOf(property: VcardProperty): string {
  const declaredType = parameterValues(property, 'MEDIATYPE')[0] ?? parameterValues(property, 'TYPE')[0] ?? '';
  if (declaredType === '') return '';
  return declaredType.includes('/') ? declaredType.toLowerCase() : `image/${declaredType.toLowerCase()}`;
}

/** Returns the first non-empty text among the properties with that name; '' when there is none. */
export function firstText(card: Vcard, name: string): string {
  for (const property of card.properties) {
    if (!isNamed(property, name)) continue;
    const text = textOf(property, card.version).trim();
    if (text !== '') return text;
  }
  return '';
}
