const CHUNK = 0x8000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** By UTF-16 code unit; -1 for what is not of the alphabet. */
const SIX_BITS = new Int8Array(0x10000).fill(-1);
for (let index = 0; index < ALPHABET.length; index += 1) SIX_BITS[ALPHABET.charCodeAt(index)] = index;
// RFC 4648 §5, which some exporters use.
const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;
SIX_BITS[HYPHEN] = 62;
SIX_BITS[UNDERSCORE] = 63;

/** RFC 4648 §4, in one line: folding is the content line's business. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return btoa(binary);
}

/** Tolerant: whatever is not of the alphabet (spaces, padding, a stray mark) is passed over, as address books do. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  let index = 0;
  while (index < text.length) {
    // Four characters of the alphabet at a time, as nearly all are; any other is taken by itself below.
    while (count === 0 && index + 4 <= text.length) {
      const four =
        (sixBits(text, index) << 18) |
        (sixBits(text, index + 1) << 12) |
        (sixBits(text, index + 2) << 6) |
        sixBits(text, index + 3);
      if (four < 0) break;
      bytes[length] = four >> 16;
      bytes[length + 1] = four >> 8;
      bytes[length + 2] = four;
      length += 3;
      index += 4;
    }
    if (index >= text.length) break;
    const value = sixBits(text, index);
    index += 1;
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[length] = bits >> count;
      length += 1;
    }
  }
  return bytes.subarray(0, length);
}

const sixBits = (text: string, index: number) => SIX_BITS[text.charCodeAt(index)] ?? -1;

/** RFC 4648 §4's alphabet only, since a property's name may have a hyphen: is every character of `text` between two places of the alphabet, or padding? An empty stretch is not. */
export function isBase64(text: string, start = 0, end = text.length): boolean {
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === HYPHEN || code === UNDERSCORE) return false;
    if (code !== 0x3d && (SIX_BITS[code] ?? -1) < 0) return false;
  }
  return end > start;
}
