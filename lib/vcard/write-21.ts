import type { PhoneKind } from '../card/card';
import { encodeBase64 } from './base64';
import { decodeWindows1252 } from './charset';
import { phoneLabel, placeLabel } from './labels';
import { binaryOf, COMPONENT_COUNTS, componentsOf, listOf, phoneOf, textOf, unitsOf } from './values';
import { typesOf, upperName, type VcardProperty } from './vcard';

// vCard 2.1, which Outlook for Windows writes itself. Its reader takes a file without CHARSET for Windows-1252, and text
// in UTF-8 becomes «Ã©»: every value that is not ASCII names its charset (docs/decisions/030-outlook-file.md).

const LINE_MAX = 74;
/** The bytes of Windows-1252, by character. */
const WINDOWS_1252 = new Map(
  Array.from({ length: 256 }, (_, byte) => [decodeWindows1252(Uint8Array.of(byte)), byte] as const),
);
const utf8 = new TextEncoder();

/** Serializes one card in vCard 2.1. `properties` are in 3.0 syntax; those that Outlook does not know are kept. */
export function serializeVcard21(properties: readonly VcardProperty[]): string {
  const notes = properties.filter(({ name }) => upperName(name) === 'NOTE').map((note) => textOf(note, '3.0'));
  const lines = [
    ...properties
      .filter(({ name }) => upperName(name) !== 'NOTE')
      .flatMap((property) => lineOf(property, labelOf(property, properties))),
    // Outlook keeps one note.
    ...(notes.length === 0 ? [] : encodedLine('NOTE', notes.join('\n'))),
  ];
  return ['BEGIN:VCARD', 'VERSION:2.1', ...lines, 'END:VCARD', ''].join('\r\n');
}

const BINARY = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

/** The types of 2.1 (§2.2, §2.3) that say what a number or an address is for; any other is a label, which 2.1 has not. */
const TYPES_21 = new Set(
  'pref work home voice fax msg cell pager bbs modem car isdn video dom intl postal parcel internet x400'.split(' '),
);
const PHONE_TYPES: Record<PhoneKind, readonly string[]> = {
  work: ['work'],
  home: ['home'],
  cell: ['cell'],
  main: ['work'],
  workFax: ['work', 'fax'],
  homeFax: ['home', 'fax'],
  pager: ['pager'],
  other: [],
};

/** Returns the X-ABLabel of a property's group; '' when it has none. */
function labelOf({ group }: VcardProperty, properties: readonly VcardProperty[]): string {
  if (group === '') return '';
  const label = properties.find((other) => other.group === group && upperName(other.name) === 'X-ABLABEL');
  return label === undefined ? '' : textOf(label, '3.0');
}

/** Returns the types of a property, and those that its label says: Outlook reads no label. */
function types21(name: string, property: VcardProperty, label: string): readonly string[] {
  const types = typesOf(property);
  const known = types.filter((type) => TYPES_21.has(type));
  if (name === 'TEL') {
    const { kind } = phoneLabel(property, types, label);
    return [...new Set([...PHONE_TYPES[kind].filter((type) => !known.includes(type)), ...known])];
  }
  if (name !== 'ADR' && name !== 'EMAIL') return types;
  const { kind } = placeLabel(property, types, label);
  return kind === 'other' || known.includes(kind) ? known : [kind, ...known];
}

function lineOf(property: VcardProperty, label: string): string[] {
  const name = upperName(property.name);
  // A group is not read by Outlook, nor is a label.
  if (name === 'X-ABLABEL') return [];
  if (BINARY.has(name)) return pictureLines(name, property);
  const types = types21(name, property, label).map((type) => `;${type.toUpperCase().replace(/[^A-Z0-9-]/g, '')}`);
  return encodedLine(`${name}${types.filter((type) => type.length > 1).join('')}`, valueOf21(name, property));
}

/** In 2.1 only the semicolon of a structured value is escaped. */
const escapeSemicolons = (text: string) => text.replace(/;/g, '\\;');

function valueOf21(name: string, property: VcardProperty): string {
  if (name === 'N' || name === 'ADR') {
    const components = componentsOf(property, '3.0');
    return Array.from({ length: COMPONENT_COUNTS[name] }, (_, index) =>
      escapeSemicolons((components[index] ?? []).join(' ')),
    ).join(';');
  }
  if (name === 'ORG') return unitsOf(property).map(escapeSemicolons).join(';');
  // 2.1 has no escape for a comma: readers of a list undo the one of 3.0.
  if (name === 'CATEGORIES')
    return listOf(property)
      .map((tag) => tag.replace(/,/g, '\\,'))
      .join(',');
  if (name === 'TEL') return phoneOf(property, '3.0');
  return textOf(property, '3.0');
}

/** Writes a value: as it is if it is plain ASCII, else in quoted-printable with its charset. */
function encodedLine(header: string, value: string): string[] {
  if (/^[\x20-\x7e]*$/.test(value) && header.length + value.length < LINE_MAX && !value.endsWith('='))
    return [`${header}:${value}`];
  const windows = Array.from(value, (character) => WINDOWS_1252.get(character));
  const isWindows = windows.every((byte) => byte !== undefined);
  const bytes = isWindows ? Uint8Array.from(windows) : utf8.encode(value);
  const charset = isWindows ? 'Windows-1252' : 'UTF-8';
  return softBroken(`${header};CHARSET=${charset};ENCODING=QUOTED-PRINTABLE:`, bytes);
}

/** RFC 2045 §6.7: bytes outside printable ASCII, and the equals sign, in hexadecimal; lines of at most 76 characters. */
function softBroken(header: string, bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let line = header;
  for (const byte of bytes) {
    const isPlain = byte > 0x20 && byte < 0x7f && byte !== 0x3d;
    const token =
      byte === 0x0a
        ? '=0D=0A'
        : isPlain || byte === 0x20
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (line.length + token.length > LINE_MAX) {
      lines.push(`${line}=`);
      line = '';
    }
    line += token;
  }
  // A space at the end of a line would be lost.
  return [...lines, line.replace(/ $/, '=20')];
}

/** vCard 2.1 §2.1.4: base64 in indented lines, and a blank line after it. */
function pictureLines(name: string, property: VcardProperty): string[] {
  const binary = binaryOf(property, '3.0');
  if (!('bytes' in binary))
    return 'url' in binary ? [`${name};VALUE=URL:${binary.url}`] : encodedLine(name, binary.text);
  const type = binary.mediaType.split('/')[1]?.toUpperCase() ?? '';
  const base64 = encodeBase64(binary.bytes).match(/.{1,72}/g) ?? [];
  return [`${name};ENCODING=BASE64${type === '' ? '' : `;TYPE=${type}`}:`, ...base64.map((part) => ` ${part}`), ''];
}
