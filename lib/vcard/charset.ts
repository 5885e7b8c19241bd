// A "binary string" has one character per byte, U+0000 to U+00FF. Lines from a block that is not valid UTF-8 are kept
// in this form, so that they can be unfolded before they are decoded.

import { guessEncoding } from './legacy-encoding';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const CHUNK = 0x2000;

export function binaryStringOf(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK)
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return text;
}

export function bytesOfBinaryString(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/**
 * Decodes UTF-8; `null` when the bytes are not valid UTF-8. A byte order mark inside the file is kept as a character.
 */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Decodes bytes whose CHARSET (vCard 2.1) may be missing, wrong or unknown: with the named charset when a decoder
 * exists for it; else as UTF-8; else as Windows-1252, which accepts any byte. `known` is false for a name without a
 * decoder.
 */
export function decodeText(bytes: Uint8Array, charset: string): { text: string; known: boolean } {
  const decoder = charset === '' || /^utf-?8$/i.test(charset) ? null : decoderFor(charset);
  const fallback = () =>
    decodeUtf8(bytes) ?? decodeDamagedUtf8(bytes) ?? guessEncoding(bytes)?.text ?? decodeWindows1252(bytes);
  if (decoder === null) return { text: fallback(), known: true };
  if (decoder === undefined) return { text: fallback(), known: false };
  const text = decoder.encoding === 'windows-1252' ? decodeWindows1252(bytes) : decoder.decode(bytes);
  return { text, known: true };
}

const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Decodes UTF-8 with damaged characters, such as one cut in the middle; `null` unless the valid non-ASCII characters
 * outnumber the invalid ones.
 */
function decodeDamagedUtf8(bytes: Uint8Array): string | null {
  const text = lenientUtf8.decode(bytes);
  let validCount = 0;
  let invalidCount = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0xfffd) invalidCount += 1;
    else if (code > 0x7f) validCount += 1;
  }
  return validCount > invalidCount ? text : null;
}

/** Windows-1252 from 0x80 to 0x9F; the five unassigned bytes map to control characters (Encoding Standard). */
const FROM_0X80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Implemented by hand because Node 20 decodes this encoding as ISO 8859-1, without the euro sign. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return binaryStringOf(bytes).replace(/[\u0080-\u009f]/g, (character) => {
    return FROM_0X80[character.charCodeAt(0) - 0x80] ?? character;
  });
}

const decoders = new Map<string, TextDecoder | undefined>();
const DECODERS_MAX = 32;

function decoderFor(charset: string): TextDecoder | undefined {
  const label = charset.trim().toLowerCase();
  if (!decoders.has(label)) {
    if (decoders.size >= DECODERS_MAX) decoders.clear();
    decoders.set(label, makeDecoder(label));
  }
  return decoders.get(label);
}

function makeDecoder(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

/**
 * Detects UTF-16, with or without a byte order mark, from a file's first four bytes; `null` means UTF-8 or anything
 * else.
 */
export function utf16Label(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first = -1, second = -1, third = -1, fourth = -1] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first > 0 && second === 0 && third > 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second > 0 && third === 0 && fourth > 0 ? 'utf-16be' : null;
}
