import bidiFactory from 'bidi-js';

/** Part of a line in one direction, its characters in reading order. */
type DirectionalRun = { text: string; rightToLeft: boolean };

export type Direction = 'ltr' | 'rtl';

/** Hebrew, Arabic and neighbouring scripts, and right-to-left controls: a line without any needs no reordering. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** The first strong character decides a paragraph's direction (Unicode Standard Annex #9, rules P2 and P3). */
const STRONG = /[\p{L}\u200e\u200f]/u;

const bidi = bidiFactory();

/** Returns the direction of a whole entry, which its lines share: a line of digits belongs to the text around it. */
export function directionOf(text: string): Direction {
  const first = STRONG.exec(text)?.[0] ?? '';
  return RIGHT_TO_LEFT.test(first) ? 'rtl' : 'ltr';
}

/**
 * Returns a line's runs in visual order, from left to right, in a paragraph of the given direction (Unicode Standard
 * Annex #9, rules L1, L2 and L4). The letters of a right-to-left run stay in reading order for the font to place, with
 * brackets already mirrored.
 */
export function visualRuns(line: string, direction: Direction): DirectionalRun[] {
  if (direction === 'ltr' && !RIGHT_TO_LEFT.test(line)) return [{ text: line, rightToLeft: false }];
  const embedding = bidi.getEmbeddingLevels(line, direction);
  const mirrored = bidi.getMirroredCharactersMap(line, embedding.levels);
  const runs: { text: string; level: number }[] = [];
  for (let index = 0; index < line.length; index += 1) {
    const level = embedding.levels[index] ?? 0;
    const character = mirrored.get(index) ?? line.charAt(index);
    const last = runs.at(-1);
    if (last?.level === level) last.text += character;
    else runs.push({ text: character, level });
  }
  const highest = Math.max(...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level -= 1) reverseSequences(runs, level);
  return runs.map(({ text, level }) => ({ text, rightToLeft: level % 2 === 1 }));
}

/** Rule L2: reverses every sequence of runs at `level` or above. */
function reverseSequences(runs: { text: string; level: number }[], level: number): void {
  let start = 0;
  while (start < runs.length) {
    if ((runs[start]?.level ?? 0) < level) {
      start += 1;
      continue;
    }
    let end = start;
    while (end < runs.length && (runs[end]?.level ?? 0) >= level) end += 1;
    runs.splice(start, end - start, ...runs.slice(start, end).reverse());
    start = end;
  }
}
