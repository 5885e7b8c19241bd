import { encodeBase64 } from './base64';
import { foldLine } from './fold';
import { EXTENSION_PARAMETER } from './own-parameters';
import { escapeText, singleLine } from './text';
import { binaryOf, componentsOf, listOf, phoneOf, textOf, unitsOf } from './values';
import { parameterValues, type Vcard, type VcardParameter, type VcardProperty } from './vcard';

export type VcardVersion = '3.0' | '4.0';

/** Folds each line at 75 octets and ends it with CRLF. RFC 2426 §2.6, RFC 6350 §3.2. */
const serializeLines = (lines: readonly string[]) => `${lines.map(foldLine).join('\r\n')}\r\n`;

/**
 * Serializes a card in the given version, the same or another: writes every property that was read, including unknown
 * ones, in the same order. What the version cannot express is kept unchanged, where readers ignore it.
 */
export function serializeVcard(card: Vcard, version: VcardVersion): string {
  const properties = hasName(card) ? card.properties : [...card.properties, nameOf(card)];
  return serializeProperties(
    properties.map((property) => converted(property, card.version, version)),
    version,
  );
}

/** Serializes properties that already have the syntax of that version as one card. */
export const serializeProperties = (properties: readonly VcardProperty[], version: VcardVersion): string =>
  serializeLines(['BEGIN:VCARD', `VERSION:${version}`, ...properties.map(contentLine), 'END:VCARD']);

const hasName = (card: Vcard) => card.properties.some(({ name }) => name.toUpperCase() === 'FN');

/** Builds FN, which RFC 2426 §3.1.1 and RFC 6350 §6.2.1 require and a 2.1 card may lack. */
function nameOf(card: Vcard): VcardProperty {
  const find = (name: string) => card.properties.find((property) => property.name.toUpperCase() === name);
  const [n, org] = [find('N'), find('ORG')];
  const [family = [], given = []] = n === undefined ? [] : componentsOf(n, card.version);
  const text = [...given, ...family].join(' ').trim() || (org === undefined ? '' : (unitsOf(org)[0] ?? ''));
  const isVersion21 = card.version === '' || card.version.startsWith('2');
  return { group: '', name: 'FN', parameters: [], value: isVersion21 ? text : escapeText(text) };
}

export const serializeVcards = (cards: readonly Vcard[], version: VcardVersion) =>
  cards.map((card) => serializeVcard(card, version)).join('');

/** Formats `[group.]NAME[;PARAMS]:value` on one line: nothing in the property can start another. */
export function contentLine(property: VcardProperty): string {
  return headerOf(property) + oneLine(property.value);
}

type CachedHeader = { group: string; name: string; text: string };
/** The properties that a reader makes from equal headers share their parameters. */
const headers = new WeakMap<readonly VcardParameter[], CachedHeader>();

/** Returns the part of a content line up to its colon. */
function headerOf({ group, name, parameters }: VcardProperty): string {
  const known = headers.get(parameters);
  if (known !== undefined && known.group === group && known.name === name) return known.text;
  const written = parameters.map((parameter) => `;${nameOnly(parameter.name)}=${parameterText(parameter)}`).join('');
  const prefix = nameOnly(group) === '' ? '' : `${nameOnly(group)}.`;
  const text = `${prefix}${propertyName(name)}${written}:`;
  headers.set(parameters, { group, name, text });
  return text;
}

/** Names that only the serializer writes: a property with one of them would end the card it is in. */
const RESERVED = new Set(['BEGIN', 'END', 'VERSION']);

/**
 * A name long enough to be folded and made only of letters and digits could be read as the end of the base64 before it.
 */
function propertyName(name: string): string {
  const bare = nameOnly(name.replaceAll('/', '-')) || 'X-UNNAMED';
  if (RESERVED.has(bare.toUpperCase())) return `X-${bare}`;
  return bare.length > 60 && !bare.includes('-') ? `X-${bare}` : bare;
}

const nameOnly = (text: string) => text.replace(/[^A-Za-z0-9_-]/g, '');
/** Replaces a line break in a value that is not text with `\n`, which text readers decode as a line break. */
const oneLine = (value: string) =>
  MAY_NEED_CLEANING.test(value) ? singleLineKeepingSpaces(value.replace(/\r\n|\r|\n/g, '\\n')) : value;
const MAY_NEED_CLEANING = /[^\P{Cc}\t]|\p{Surrogate}/u;
const singleLineKeepingSpaces = (value: string) =>
  value.replace(/(?!\t)\p{Cc}/gu, '').replace(/\p{Surrogate}/gu, '\ufffd');

const CARETS: Record<string, string> = { '\n': '^n', '"': "^'", '^': '^^' };

/**
 * RFC 6350 §3.3: quotes a value that contains a colon, semicolon or comma; RFC 6868 encodes what quotes cannot contain.
 */
function parameterText({ values }: VcardParameter): string {
  return values
    .map((value) => {
      const safe = singleLineKeepingSpaces(
        value.replace(/\r\n|\r/g, '\n').replace(/[\n"^]/g, (character) => CARETS[character] ?? ''),
      );
      return /[:;,\s]|^$/.test(safe) ? `"${safe}"` : safe;
    })
    .join(',');
}

const BINARY = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);
const LISTS = new Set(['NICKNAME', 'CATEGORIES']);
const TEXTS = new Set('FN NOTE TITLE ROLE EMAIL LABEL MAILER SORT-STRING PRONOUNS'.split(' '));
const isSameFamily = (from: string, to: VcardVersion) => from.slice(0, 1) === to.slice(0, 1);

/** Converts one property, value and parameters, from one version to another. */
export function converted(property: VcardProperty, from: string, to: VcardVersion): VcardProperty {
  const name = property.name.toUpperCase();
  if (property.nested !== undefined) return convertAgent(property, property.nested, to);
  if (BINARY.has(name)) return convertBinary(property, from, to);
  const parameters = convertPreference(withoutTransfer(property.parameters), to);
  const normalized = { ...property, parameters };
  if (isSameFamily(from, to)) return normalized;
  return { ...normalized, ...convertValue(name, property, from, to, parameters) };
}

/** URIs are not escaped (RFC 6350 §3.4 escapes text only), though many writers escape them. */
const URIS = new Set(['URL', 'IMPP', 'UID', 'SOURCE', 'FBURL', 'CALURI', 'CALADRURI']);

/** RFC 2426 §3.4.2: `45.5;-73.6`; RFC 6350 §6.5.2: `geo:45.5,-73.6`. Any other value is kept unchanged. */
function convertPosition(value: string, to: VcardVersion): string {
  const [, latitude, longitude] = /^\s*(?:geo:)?(-?[0-9.]+)[;,](-?[0-9.]+)/i.exec(value) ?? [];
  if (latitude === undefined) return value;
  return to === '4.0' ? `geo:${latitude},${longitude}` : `${latitude};${longitude}`;
}

/** Re-escapes the value for the other version; the value of an unknown property is kept unchanged. */
function convertValue(
  name: string,
  property: VcardProperty,
  from: string,
  to: VcardVersion,
  parameters: readonly VcardParameter[],
): Partial<VcardProperty> {
  if (name === 'N' || name === 'ADR') {
    const components = componentsOf(property, from).map((values) => values.map(escapeText).join(','));
    return { value: components.join(';') };
  }
  if (name === 'ORG') return { value: unitsOf(property).map(escapeText).join(';') };
  if (LISTS.has(name)) return { value: listOf(property).map(escapeText).join(',') };
  if (name === 'TEL') {
    const isUri = parameterValues(property, 'VALUE').some((value) => value.toLowerCase() === 'uri');
    if (!isUri) return { value: escapeText(phoneOf(property, from)) };
    if (to === '4.0') return {};
    // The extension of a `tel:` URI (RFC 3966 §5.3) is a parameter of the property: importers would append it.
    const typed = phoneOf(property, from);
    const [, number = typed, extension = ''] = /^(.*\d);ext=([\d*#-]*\d[*#]?)$/i.exec(typed) ?? [];
    return {
      value: escapeText(singleLine(number)),
      parameters: [
        ...parameters.filter((one) => one.name.toUpperCase() !== 'VALUE'),
        ...(extension === '' ? [] : [{ name: EXTENSION_PARAMETER, values: [extension] }]),
      ],
    };
  }
  if (URIS.has(name)) return { value: singleLine(textOf(property, from)) };
  if (name === 'GEO') return { value: convertPosition(property.value, to) };
  return TEXTS.has(name) ? { value: escapeText(textOf(property, from)) } : {};
}

/** Removes CHARSET and ENCODING, which are undone on reading; the output is UTF-8. */
const withoutTransfer = (parameters: readonly VcardParameter[]) =>
  parameters.filter((parameter) => !/^(?:charset|encoding)$/i.test(parameter.name));

/** 3.0 marks preference with TYPE=pref, 4.0 with PREF=1 (RFC 6350 §5.3); 4.0 has no TYPE=INTERNET. */
function convertPreference(parameters: readonly VcardParameter[], to: VcardVersion): readonly VcardParameter[] {
  const isType = (parameter: VcardParameter) => parameter.name.toUpperCase() === 'TYPE';
  const isPref = (value: string) => value.toLowerCase() === 'pref';
  if (to === '4.0') {
    const isKept = (value: string) => !isPref(value) && value.toLowerCase() !== 'internet';
    const others = parameters
      .map((one) => (isType(one) ? { ...one, values: one.values.filter(isKept) } : one))
      .filter((one) => one.values.length > 0);
    const preferred = parameters.some((parameter) => isType(parameter) && parameter.values.some(isPref));
    return preferred ? [...others, { name: 'PREF', values: ['1'] }] : others;
  }
  return parameters.map((parameter) => {
    const isPreferred = parameter.name.toUpperCase() === 'PREF' && parameter.values[0] === '1';
    return isPreferred ? { name: 'TYPE', values: ['pref'] } : parameter;
  });
}

/** An inline picture: `ENCODING=b` in 3.0 (RFC 2426 §2.4.1), a data: URI in 4.0 (RFC 6350 §5.1). */
function convertBinary(property: VcardProperty, from: string, to: VcardVersion): VcardProperty {
  const binaryValue = binaryOf(property, from);
  const others = withoutTransfer(property.parameters).filter(({ name }) => !/^(?:type|value|mediatype)$/i.test(name));
  if ('url' in binaryValue) {
    const typeParameters = property.parameters.filter(({ name }) => /^(?:type|mediatype)$/i.test(name));
    return {
      ...property,
      parameters: [{ name: 'VALUE', values: ['uri'] }, ...typeParameters, ...others],
      value: binaryValue.url,
    };
  }
  if ('text' in binaryValue) return { ...property, parameters: withoutTransfer(property.parameters) };
  const content = encodeBase64(binaryValue.bytes);
  if (to === '4.0') {
    return {
      ...property,
      parameters: others,
      value: `data:${binaryValue.mediaType || 'image/jpeg'};base64,${content}`,
    };
  }
  const subtype = binaryValue.mediaType.split('/')[1]?.toUpperCase() ?? '';
  const typeParameters = subtype === '' ? [] : [{ name: 'TYPE', values: [subtype] }];
  return {
    ...property,
    parameters: [{ name: 'ENCODING', values: ['b'] }, ...typeParameters, ...others],
    value: content,
  };
}

/** RFC 2426 §3.5.4: the value of AGENT is the text of a card. 4.0 has no AGENT. */
function convertAgent(property: VcardProperty, nested: readonly Vcard[], to: VcardVersion): VcardProperty {
  const text = escapeText(serializeVcards(nested, to));
  return { group: property.group, name: to === '4.0' ? 'X-AGENT' : 'AGENT', parameters: [], value: text };
}
