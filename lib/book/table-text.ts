import { decodeUtf8, decodeWindows1252, utf16Label } from '../vcard/charset';
import { guessEncoding, type LegacyEncoding } from '../vcard/legacy-encoding';

/** A decoded text, and the encoding that was guessed; '' when the bytes themselves say what they are. */
export type DecodedText = { text: string; guessed: LegacyEncoding | '' };

/**
 * Decodes a file without a declared encoding: UTF-16, UTF-8 (damaged or not), else the older encoding under which its
 * accents make words. The head of a file (`isHead`) may end inside a character.
 */
export function decodeTable(bytes: Uint8Array, isHead = false): DecodedText {
  const wide = utf16Label(bytes);
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), guessed: '' };
  const text = decodeUtf8(bytes) ?? (isHead ? decodeUtf8(withoutCutCharacter(bytes)) : null);
  if (text !== null) return { text: text.replace(/^\ufeff/, ''), guessed: '' };
  const mixed = decodeMixed(bytes);
  if (mixed !== null) return { text: mixed, guessed: 'windows-1252' };
  const guess = guessEncoding(bytes);
  return guess === null
    ? { text: decodeWindows1252(bytes), guessed: 'windows-1252' }
    : { text: guess.text, guessed: guess.encoding };
}

/**
 * Decodes a file whose lines are in UTF-8 but a few, which another program added in Windows-1252. `null` unless more
 * lines with accents are UTF-8 than are not.
 */
function decodeMixed(bytes: Uint8Array): string | null {
  const lines: string[] = [];
  let utf8 = 0;
  let others = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start);
    const line = bytes.subarray(start, found === -1 ? bytes.length : found + 1);
    start += line.length;
    const text = decodeUtf8(line);
    const hasAccents = line.some((byte) => byte >= 0x80);
    if (text === null) others += 1;
    else if (hasAccents) utf8 += 1;
    lines.push(text ?? decodeWindows1252(line));
  }
  return utf8 > others ? lines.join('').replace(/^\ufeff/, '') : null;
}
const LINE_FEED = 0x0a;

/** The head of a file may end in the middle of a UTF-8 character. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}
