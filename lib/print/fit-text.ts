import { type Direction, directionOf } from './bidi';
import type { FontSet, Typeface } from './fonts';
import type { Ink, TextItem } from './scene';
import { ptToMm } from './units';

export type TextStyle = Typeface & { ink: Ink; leading: number };

/**
 * Where a line may break. `words`: after a space, and in a word too long for a line also after an existing hyphen or
 * slash. `address` (e-mail or web): at its own punctuation.
 * `number`: as words, but a number is made as small as allowed before it takes a second line. A hyphen is never added: in an address it would be read as
 * part of it.
 */
type BreakRule = 'words' | 'address' | 'number';

function measureMm(fonts: FontSet, text: string, typeface: Typeface, fontSizePt: number): number {
  return fonts.shape(text, typeface).widthEm * ptToMm(fontSizePt);
}

/**
 * A line breaks after a space, except after a particle of a family name: «De la Sablonnière», «van den Berg» and
 * «Al Jabri» stay whole as long as they fit.
 */
const BREAK_AFTER_WORD =
  /(?<= )(?<!(?:^|[ '’-])(?:d[eiu]|des|de[lr]|de la|l[aeo]|les|v[ao]n|den|te[nr]|da|do[s]?|das|y|e|bin|ben|ibn|al|el|abu|mac|st|ste|saint|sainte) )/iu;
/** A word too long for a line breaks after a hyphen or slash, and between Chinese or Japanese characters. */
const BREAK_IN_WORD =
  /(?<=[/ -])|(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー、。])(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])/iu;

/** Scripts written without spaces between words. */
const UNSPACED = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Cuts a word too long for a line where a line may break; in Thai, between words (Unicode's dictionaries). */
function piecesOf(word: string): string[] {
  if (!UNSPACED.test(word) || typeof Intl.Segmenter !== 'function') return word.split(BREAK_IN_WORD);
  const pieces: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter('th', { granularity: 'word' }).segment(word)) {
    const last = pieces.at(-1);
    // An opening mark stays with the word after it, any other mark with the word before.
    const isJoined = last !== undefined && (isWordLike !== true || /[\p{Ps}\p{Pi}]$/u.test(last));
    if (isJoined && !(isWordLike !== true && /^[\p{Ps}\p{Pi}]/u.test(segment)))
      pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}

/** Texts that are split are those of one card, at many sizes. */
const MAX_SPLIT = 500;
const splitTexts = { words: new Map<string, string[]>(), address: new Map<string, string[]>() };

/** Splits a text where a line may break: after a word, or in an address of the internet at its punctuation. */
function wordsOf(text: string, rule: BreakRule): string[] {
  const known = splitTexts[rule === 'address' ? 'address' : 'words'];
  const cached = known.get(text);
  if (cached !== undefined) return cached;
  if (known.size >= MAX_SPLIT) known.clear();
  const words = text.split(rule === 'address' ? /(?<=[-@._/+])|(?=@)/u : BREAK_AFTER_WORD);
  known.set(text, words);
  return words;
}

/** Breaks `text` into as few lines of `maxWidthMm` as possible; a wider piece gets a line of its own, too wide. */
function breakLines(
  fonts: FontSet,
  text: string,
  typeface: Typeface,
  fontSizePt: number,
  maxWidthMm: number,
  rule: BreakRule,
  breaksWords = true,
): string[] {
  return text.split('\n').flatMap((hardLine) => {
    const fits = (piece: string) => measureMm(fonts, piece.trimEnd(), typeface, fontSizePt) <= maxWidthMm;
    if (hardLine.trim() !== '' && fits(hardLine)) return [hardLine.trimEnd()];
    const words = wordsOf(hardLine, rule);
    const pieces =
      rule === 'address' ? words : words.flatMap((word) => (fits(word) || !breaksWords ? [word] : piecesOf(word)));
    const at = hardLine.indexOf('@');
    if (rule === 'address' && at > 0 && !fits(hardLine)) {
      // A mailbox is easier to read when its domain is whole.
      const halves = [hardLine.slice(0, at), hardLine.slice(at)];
      if (halves.every(fits)) return halves;
    }
    const lines: string[] = [];
    let line = '';
    for (const piece of pieces) {
      const longer = line + piece;
      if (line !== '' && measureMm(fonts, longer.trimEnd(), typeface, fontSizePt) > maxWidthMm) {
        lines.push(line.trimEnd());
        line = piece.trimStart();
      } else line = longer;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    return lines;
  });
}

/** Shortens `text` with an ellipsis until it fits; only to display what preflight then refuses to print. */
function truncate(fonts: FontSet, text: string, typeface: Typeface, fontSizePt: number, maxWidthMm: number): string {
  const characters = Array.from(text);
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const candidate = `${characters.slice(0, middle).join('').trimEnd()}…`;
    if (measureMm(fonts, candidate, typeface, fontSizePt) <= maxWidthMm) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}

export type Block = {
  role: string;
  key: string;
  text: string;
  style: TextStyle;
  /** Largest and smallest size that the design allows. */
  sizesPt: { max: number; min: number };
  maxLines: number;
  rule: BreakRule;
  /** The same text on fewer lines, set instead if it fits. */
  shorter?: string;
};

/** Where a text breaks and how large it is set; `cut` when it is truncated. */
type Fit = { fontSizePt: number; lines: readonly string[]; cut: boolean };
export type FittedBlock = Fit & { block: Block; heightMm: number };

const SIZE_STEP_PT = 0.5;

/** A text is made this much smaller to stay on one line before it takes another one. */
const SHRINK_BEFORE_WRAP = 0.78;

/**
 * Fits `block` to `widthMm` on few lines, up to `maxLines`, at the largest size that fits on them: one more line is
 * taken rather than shrinking the text much. If even that does not fit, the text is truncated and `cut` is true.
 */
export function fitBlock(fonts: FontSet, block: Block, widthMm: number): FittedBlock {
  const known = fitsOf(fonts);
  const { style, sizesPt, maxLines, rule, text, shorter } = block;
  const { family, weight, smallCaps, oldStyleFigures, trackingEm } = style;
  const key = [
    family,
    weight,
    smallCaps,
    oldStyleFigures,
    trackingEm,
    sizesPt.max,
    sizesPt.min,
    maxLines,
    rule,
    widthMm,
    text,
    shorter,
  ].join('|');
  let fit = known.get(key);
  if (fit === undefined) {
    fit = computeFit(fonts, block, widthMm);
    if (known.size >= MAX_FITS) known.clear();
    known.set(key, fit);
  }
  const heightMm = fit.lines.length * ptToMm(fit.fontSizePt) * style.leading;
  return { block, heightMm, ...fit };
}

/** The same block is tried in the same width by many arrangements of a card. */
const MAX_FITS = 10_000;
const fitsByFonts = new WeakMap<FontSet, Map<string, Fit>>();

function fitsOf(fonts: FontSet): Map<string, Fit> {
  const known = fitsByFonts.get(fonts) ?? new Map<string, Fit>();
  fitsByFonts.set(fonts, known);
  return known;
}

function computeFit(fonts: FontSet, block: Block, widthMm: number): Fit {
  if (block.shorter !== undefined) {
    const { shorter, ...rest } = block;
    const isShort = computeFit(fonts, { ...rest, text: shorter, maxLines: 1 }, widthMm);
    return isShort.cut ? computeFit(fonts, rest, widthMm) : isShort;
  }
  const { text, style, sizesPt, maxLines, rule } = block;
  const hardLines = text.split('\n').length;
  const most = Math.max(hardLines, maxLines);
  for (let lineCount = hardLines; lineCount <= most; lineCount += 1) {
    const mayWrap = lineCount < most && rule !== 'number';
    const leastPt = mayWrap ? Math.max(sizesPt.min, sizesPt.max * SHRINK_BEFORE_WRAP) : sizesPt.min;
    for (let fontSizePt = sizesPt.max; fontSizePt >= leastPt; fontSizePt -= SIZE_STEP_PT) {
      const lines = breakLines(fonts, text, style, fontSizePt, widthMm, rule);
      const fits = lines.every((line) => measureMm(fonts, line, style, fontSizePt) <= widthMm);
      if (lines.length <= lineCount && fits) {
        const balanced = balance(fonts, block, fontSizePt, lines, widthMm);
        return { fontSizePt, lines: balanced, cut: false };
      }
    }
  }
  const fontSizePt = sizesPt.min;
  const brokenLines = breakLines(fonts, text, style, fontSizePt, widthMm, rule);
  const visibleLines = brokenLines.slice(0, Math.max(hardLines, maxLines));
  const overflowLines = brokenLines.slice(visibleLines.length);
  const lines = visibleLines.map((line, index) => {
    const isLast = index === visibleLines.length - 1;
    const fullLine = isLast && overflowLines.length > 0 ? `${line} ${overflowLines.join(' ')}` : line;
    const fits = measureMm(fonts, fullLine, style, fontSizePt) <= widthMm;
    return fits ? fullLine : truncate(fonts, fullLine, style, fontSizePt, widthMm);
  });
  return { fontSizePt, lines, cut: true };
}

/** Breaks each paragraph on the same number of lines, of about equal length. */
function balance(fonts: FontSet, block: Block, fontSizePt: number, lines: string[], widthMm: number): string[] {
  const paragraphs = block.text.split('\n');
  if (lines.length === paragraphs.length || block.rule !== 'words') return lines;
  const linesOf = (text: string, maxWidthMm: number, breaksWords: boolean) =>
    breakLines(fonts, text, block.style, fontSizePt, maxWidthMm, block.rule, breaksWords);
  return paragraphs.flatMap((paragraph) => {
    let best = linesOf(paragraph, widthMm, true);
    const count = best.length;
    if (count < 2) return best;
    let [low, high] = [widthMm / count, widthMm];
    for (let step = 0; step < 6; step += 1) {
      const middle = (low + high) / 2;
      // A word or a name with its particle is not broken for the sake of balance.
      const candidate = linesOf(paragraph, middle, false);
      const fits =
        candidate.length <= count &&
        candidate.every((line) => measureMm(fonts, line, block.style, fontSizePt) <= middle);
      if (fits) [best, high] = [candidate, middle];
      else low = middle;
    }
    return best;
  });
}

/** Builds the scene item of one line that starts at `xMm`. */
function textItem(
  fonts: FontSet,
  line: {
    block: Block;
    text: string;
    xMm: number;
    baselineMm: number;
    fontSizePt: number;
    leadingMm: number | null;
    cutFrom: string;
    direction: Direction;
  },
): TextItem {
  const { block, fontSizePt, direction, ...place } = line;
  const heights = fonts.heightsOf(block.style);
  const shaped = fonts.shape(line.text, block.style, direction);
  const em = ptToMm(fontSizePt);
  return {
    kind: 'text',
    role: block.role,
    key: block.key,
    ...place,
    fontSizePt,
    widthMm: shaped.widthEm * em,
    xHeightMm: heights.xHeightEm * em,
    capHeightMm: heights.capHeightEm * em,
    direction,
    ink: block.style.ink,
    segments: shaped.segments.map(({ face, text, features, rightToLeft, xEm, widthEm, trackingEm }) => ({
      face,
      text,
      features,
      rightToLeft,
      xMm: xEm * em,
      widthMm: widthEm * em,
      trackingMm: trackingEm * em,
    })),
    missing: shaped.missing,
  };
}

export type Alignment = 'left' | 'centre' | 'right';

/** Places the lines of a fitted block: the first line's cap height starts at `topMm`, within `widthMm` from `xMm`. */
export function placeBlock(
  fonts: FontSet,
  fittedBlock: FittedBlock,
  place: { xMm: number; topMm: number; widthMm?: number; align?: Alignment },
): TextItem[] {
  const { block, fontSizePt, lines } = fittedBlock;
  const cutFrom = fittedBlock.cut ? block.text : '';
  const em = ptToMm(fontSizePt);
  const leadingMm = em * block.style.leading;
  const direction = directionOf(block.text);
  const { capHeightEm } = fonts.heightsOf(block.style);
  const align = place.align ?? 'left';
  // The start of a right-to-left entry is on the right.
  const alignFactor = direction === 'rtl' && align === 'left' ? 1 : { left: 0, centre: 0.5, right: 1 }[align];
  return lines.map((text, index) => {
    const baselineMm = place.topMm + em * capHeightEm + index * leadingMm;
    const isLast = index === lines.length - 1;
    const xMm = place.xMm;
    const leading = isLast ? null : leadingMm;
    const item = textItem(fonts, { block, text, xMm, baselineMm, fontSizePt, leadingMm: leading, cutFrom, direction });
    return { ...item, xMm: xMm + ((place.widthMm ?? item.widthMm) - item.widthMm) * alignFactor };
  });
}
