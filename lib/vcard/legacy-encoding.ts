/** The encodings of older systems, by the name of the Encoding Standard where it has one. */
export type LegacyEncoding = 'windows-1252' | 'macintosh' | 'ibm850';

/** Bytes 0x80 to 0xFF of each. Windows-1252's five unassigned bytes map to control characters. */
const WINDOWS_1252 =
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ' +
  Array.from({ length: 0x60 }, (_, index) => String.fromCharCode(0xa0 + index)).join('');
const MACINTOSH =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
const IBM_850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

const TABLES: readonly [LegacyEncoding, string][] = [
  ['windows-1252', WINDOWS_1252],
  ['macintosh', MACINTOSH],
  ['ibm850', IBM_850],
];

const SAMPLE_BYTES = 64 * 1024;

/**
 * Guesses the encoding of text that is not UTF-8 from the letters around its accents. `null` when it has none, or when
 * another encoding does not explain them better than Windows-1252.
 */
export function guessEncoding(bytes: Uint8Array): { text: string; encoding: LegacyEncoding } | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const scored = TABLES.map(([encoding, table]) => ({ encoding, table, score: scoreOf(decodeWith(sample, table)) }));
  const [windows] = scored;
  const best = scored.toSorted((one, other) => other.score - one.score)[0];
  const isBetter = best !== undefined && windows !== undefined && best.score > Math.max(0, windows.score);
  // An accent that Windows-1252 makes a letter of is that letter.
  if (!isBetter || windows.score >= 0) return null;
  return { text: decodeWith(bytes, best.table), encoding: best.encoding };
}

function decodeWith(bytes: Uint8Array, table: string): string {
  let text = '';
  const CHUNK = 0x2000;
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const codes = Array.from(bytes.subarray(start, start + CHUNK), (byte) =>
      byte < 0x80 ? byte : table.charCodeAt(byte - 0x80),
    );
    text += String.fromCharCode(...codes);
  }
  return text;
}

/** Letters of French, and those of its neighbours, which are rarer here. */
const FRENCH = /[éèêëàâçîïôùûœæÉÈÊËÀÂÇÎÏÔÙÛŒ]/u;
const NEIGHBOURS = /[äöüñóíáúßÄÖÜÑ]/u;
/** Marks that do stand between letters: an apostrophe, a dash, a trade mark. */
const BETWEEN_LETTERS = /[’‘–—™®]/u;
/** Quotation marks that open: never after a letter. */
const OPENING = /[‚„]/u;
const LETTER = /\p{L}/u;
/** Boxes, mathematics and lone accents: no text has them beside a letter. */
const UNLIKELY = /[\u2500-\u259f\u25a0\u2200-\u22ff\u02c6-\u02dd\u2020\u2021\u25ca\u2122\u2030\u00a6\u2017]/u;

/**
 * Counts the accented letters that stand as they do in words, less the characters that do not: a symbol or a dash
 * between two letters, a capital after a small letter.
 */
function scoreOf(text: string): number {
  let score = 0;
  for (const match of text.matchAll(/\P{ASCII}/gu)) {
    const [character] = match;
    const [before = '', after = ''] = [text[match.index - 1], text[match.index + character.length]];
    const isBetween = LETTER.test(before) && LETTER.test(after);
    const isInWord = LETTER.test(before) || LETTER.test(after);
    if (!LETTER.test(character)) {
      // An apostrophe is between letters; other marks are beside spaces.
      if (OPENING.test(character) ? LETTER.test(before) : isBetween && !BETWEEN_LETTERS.test(character)) score -= 3;
      else if (isInWord && UNLIKELY.test(character)) score -= 2;
      continue;
    }
    const isCapital = character !== character.toLowerCase();
    const followsSmall = before !== '' && before !== before.toUpperCase();
    // A capital after a small letter, or a small letter inside a word in capitals.
    const isInCapitals = /\p{Lu}/u.test(before) && /\p{Lu}/u.test(after);
    if (isCapital ? followsSmall : isInCapitals) score -= 3;
    else if (!isInWord) score -= 1;
    else score += FRENCH.test(character) ? 3 : NEIGHBOURS.test(character) ? 1 : -1;
  }
  return score;
}
