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
  const guess = guessEncoding(bytes);
  return guess === null
    ? { text: decodeWindows1252(bytes), guessed: 'windows-1252' }
    : { text: guess.text, guessed: guess.encoding };
}

/** The head of a file may end in the middle of a UTF-8 character. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}
