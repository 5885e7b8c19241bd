const CHUNK = 0x8000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Six-bit value of each UTF-16 code unit; -1 outside the alphabet. */
const SIX_BITS = new Int8Array(0x10000).fill(-1);
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

/**
 * Decodes base64 leniently: skips characters outside the alphabet (spaces, padding, stray marks), as address books do.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let bitCount = 0;
  let index = 0;
  while (index < text.length) {
    // Fast path: decodes four characters at a time; any character outside the alphabet is handled on its own below.
    while (bitCount === 0 && index + 4 <= text.length) {
      const group =
        (sixBits(text, index) << 18) |
        (sixBits(text, index + 1) << 12) |
        (sixBits(text, index + 2) << 6) |
        sixBits(text, index + 3);
      if (group < 0) break;
      bytes[length] = group >> 16;
      bytes[length + 1] = group >> 8;
      bytes[length + 2] = group;
      length += 3;
      index += 4;
    }
    if (index >= text.length) break;
    const value = sixBits(text, index);
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
  return bytes.subarray(0, length);
}

const sixBits = (text: string, index: number) => SIX_BITS[text.charCodeAt(index)] ?? -1;

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
