import { unfold } from './fold';
import type { VcardProperty } from './vcard';

const CHUNK = 0x8000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Six-bit value of each byte; -1 outside the alphabet. */
const SIX_BITS = new Int8Array(0x100).fill(-1);
for (let index = 0; index < ALPHABET.length; index += 1) SIX_BITS[ALPHABET.charCodeAt(index)] = index;
// RFC 4648 §5 (base64url), which some exporters use.
const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;
SIX_BITS[HYPHEN] = 62;
SIX_BITS[UNDERSCORE] = 63;

/** Encodes bytes in base64 (RFC 4648 §4) without line breaks; the content line is folded later. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return btoa(binary);
}

/** A part of a value in base64, still folded, as bytes or as text. */
export type EncodedPart = Uint8Array | string;

const encodedParts = new WeakMap<VcardProperty, readonly EncodedPart[]>();
const ascii = new TextDecoder('latin1');
const utf8 = new TextEncoder();
const textOf = (part: EncodedPart) => (typeof part === 'string' ? part : ascii.decode(part));

/** Makes a property whose base64 is unfolded only if its value is asked for, and decoded without that. */
export function encodedProperty(
  { group, name, parameters }: Omit<VcardProperty, 'value'>,
  parts: readonly EncodedPart[],
): VcardProperty {
  let value: string | null = null;
  const property: VcardProperty = {
    group,
    name,
    parameters,
    get value() {
      // Bytes begin at a folded line: the line break before its space is in the part before.
      value ??= parts.map((part) => (typeof part === 'string' ? unfold(part) : unfold(`\n${textOf(part)}`))).join('');
      return value;
    },
  };
  encodedParts.set(property, parts);
  return property;
}

/** Returns the first characters of a property's value, without unfolding a picture. */
export function valueHead(property: VcardProperty, length: number): string {
  const parts = encodedParts.get(property);
  if (parts === undefined) return property.value.slice(0, length);
  return parts
    .slice(0, 8)
    .map((part) => textOf(part.slice(0, length)))
    .join('')
    .slice(0, length);
}

/** Returns the number of characters of a property's value, folds included. */
export const valueLength = (property: VcardProperty): number =>
  encodedParts.get(property)?.reduce((sum, part) => sum + part.length, 0) ?? property.value.length;

/** Decodes the base64 value of a property. */
export const decodeValue = (property: VcardProperty): Uint8Array<ArrayBuffer> =>
  decodeParts(encodedParts.get(property) ?? [property.value]);

/**
 * Decodes base64 leniently: skips characters outside the alphabet (spaces, padding, stray marks), as address books do.
 */
export const decodeBase64 = (text: string): Uint8Array<ArrayBuffer> => decodeParts([text]);

function decodeParts(parts: readonly EncodedPart[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((parts.reduce((sum, part) => sum + part.length, 0) * 3) / 4));
  let length = 0;
  let bits = 0;
  let bitCount = 0;
  for (const part of parts) {
    // A character outside ASCII becomes bytes outside the alphabet, which are skipped like it.
    const encoded = typeof part === 'string' ? utf8.encode(part) : part;
    const end = encoded.length;
    let index = 0;
    while (index < end) {
      // Fast path: decodes four characters at a time; any byte outside the alphabet is handled on its own below.
      if (bitCount === 0)
        for (; index + 4 <= end; index += 4) {
          const group =
            ((SIX_BITS[encoded[index] as number] as number) << 18) |
            ((SIX_BITS[encoded[index + 1] as number] as number) << 12) |
            ((SIX_BITS[encoded[index + 2] as number] as number) << 6) |
            (SIX_BITS[encoded[index + 3] as number] as number);
          if (group < 0) break;
          bytes[length] = group >> 16;
          bytes[length + 1] = group >> 8;
          bytes[length + 2] = group;
          length += 3;
        }
      if (index >= end) break;
      const value = SIX_BITS[encoded[index] as number] as number;
      index += 1;
      if (value < 0) continue;
      bits = ((bits << 6) | value) & 0xffff;
      bitCount += 6;
      if (bitCount >= 8) {
        bitCount -= 8;
        bytes[length] = bits >> bitCount;
        length += 1;
      }
    }
  }
  return bytes.subarray(0, length);
}

/**
 * Returns whether every character from `start` to `end` belongs to the alphabet of RFC 4648 §4 or is padding. False for
 * an empty range, and for `-` and `_`, since a property name may contain a hyphen.
 */
export function isBase64(text: string, start = 0, end = text.length): boolean {
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === HYPHEN || code === UNDERSCORE) return false;
    if (code !== 0x3d && (SIX_BITS[code] ?? -1) < 0) return false;
  }
  return end > start;
}
