/**
 * Chinese, Japanese and Korean faces are cut into slices of a hundred or so characters each, so that a card loads only
 * the few it needs.
 */
const SLICE_FAMILIES = ['sc', 'tc', 'jp', 'kr'] as const;
export type SliceFamily = (typeof SLICE_FAMILIES)[number];
export type SliceName = `${SliceFamily}-${number}`;

/** Returns the family of a slice's name; `null` for any other face. */
export function sliceFamilyFor(face: string): SliceFamily | null {
  const [, family] = /^(sc|tc|jp|kr)-\d+$/.exec(face) ?? [];
  return SLICE_FAMILIES.find((name) => name === family) ?? null;
}

const HANGUL = /[\p{sc=Hangul}]/u;
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}ー]/u;
const SLICED = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;

/** Whether a character is in the writing systems that these faces cover. */
const isSliced = (character: string): boolean => SLICED.test(character);

/**
 * Returns the families to look in. Hangul is Korean, and kana means that Han characters are drawn as in Japan; they are
 * then in the order to look. Han characters alone are simplified or traditional Chinese: `bestFirst` tells which.
 */
export function sliceFamiliesFor(text: string): { families: SliceFamily[]; isOrdered: boolean } {
  if (!SLICED.test(text)) return { families: [], isOrdered: true };
  if (KANA.test(text)) return { families: ['jp', 'tc'], isOrdered: true };
  return HANGUL.test(text)
    ? { families: ['kr', 'tc'], isOrdered: true }
    : { families: ['sc', 'tc', 'jp'], isOrdered: false };
}

type Slice = { number: number; ranges: [from: number, to: number][] };

/**
 * Parses the index of a family, one line per slice: its number, then its ranges as in CSS `unicode-range`, in
 * hexadecimal (CSS Fonts 4 §4.5).
 */
export function parseSliceIndex(text: string): Slice[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [number = '', list = ''] = line.split(' ');
      const ranges = list.split(',').map((range): [number, number] => {
        const [from = '', to = from] = range.split('-');
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      });
      return { number: Number(number), ranges };
    });
}

type Indexed = { family: SliceFamily; index: readonly Slice[] };

/**
 * Puts families in order for a text in Han characters: first the one that lacks the fewest of them, then the one that
 * has them in the fewest slices. Slices hold the characters of a language by frequency, so its own are in few.
 */
export function bestFirst(text: string, indexed: readonly Indexed[]): SliceFamily[] {
  const ranked = indexed.map(({ family, index }) => {
    const { slices, absent } = slicesFor(text, family, index);
    return { family, cost: Array.from(absent).length * 1000 + slices.length };
  });
  return ranked.toSorted((first, second) => first.cost - second.cost).map(({ family }) => family);
}

/** Returns the slices of `index` that hold the characters of `text`, and the characters that none holds. */
export function slicesFor(
  text: string,
  family: SliceFamily,
  index: readonly Slice[],
): { slices: SliceName[]; absent: string } {
  const slices = new Set<SliceName>();
  let absent = '';
  for (const character of new Set(text)) {
    if (!isSliced(character)) continue;
    const codePoint = character.codePointAt(0) ?? 0;
    const slice = index.find(({ ranges }) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to));
    if (slice === undefined) absent += character;
    else slices.add(`${family}-${slice.number}`);
  }
  return { slices: [...slices], absent };
}
