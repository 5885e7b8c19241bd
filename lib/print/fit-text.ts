import type { FontSet, Weight } from './fonts';
import type { Ink, TextItem } from './scene';
import { ptToMm } from './units';

export type TextStyle = { weight: Weight; ink: Ink; leading: number };

/**
 * Where a line may break. `words`: after a space, and in a word too long for a line also after an existing hyphen or
 * slash. `address` (e-mail or web): at its own punctuation. A hyphen is never added: in an address it would be read as
 * part of it.
 */
type BreakRule = 'words' | 'address';

function measureMm(fonts: FontSet, text: string, weight: Weight, fontSizePt: number): number {
  return fonts.shape(text, weight).widthEm * ptToMm(fontSizePt);
}

/** Breaks `text` into as few lines of `maxWidthMm` as possible; a wider piece gets a line of its own, too wide. */
function breakLines(
  fonts: FontSet,
  text: string,
  weight: Weight,
  fontSizePt: number,
  maxWidthMm: number,
  rule: BreakRule,
): string[] {
  return text.split('\n').flatMap((hardLine) => {
    const fits = (piece: string) => measureMm(fonts, piece.trimEnd(), weight, fontSizePt) <= maxWidthMm;
    const pieces =
      rule === 'address'
        ? hardLine.split(/(?<=[-@._/+])|(?=@)/u)
        : hardLine.split(/(?<= )/u).flatMap((word) => (fits(word) ? [word] : word.split(/(?<=[/-])/u)));
    const lines: string[] = [];
    let line = '';
    for (const piece of pieces) {
      const longer = line + piece;
      if (line !== '' && measureMm(fonts, longer.trimEnd(), weight, fontSizePt) > maxWidthMm) {
        lines.push(line.trimEnd());
        line = piece.trimStart();
      } else line = longer;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    return lines;
  });
}

/** Shortens `text` with an ellipsis until it fits; only to display what preflight then refuses to print. */
function truncate(fonts: FontSet, text: string, weight: Weight, fontSizePt: number, maxWidthMm: number): string {
  const characters = Array.from(text);
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const candidate = `${characters.slice(0, middle).join('').trimEnd()}…`;
    if (measureMm(fonts, candidate, weight, fontSizePt) <= maxWidthMm) low = middle;
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
};

export type FittedBlock = { block: Block; fontSizePt: number; lines: string[]; cut: boolean; heightMm: number };

const SIZE_STEP_PT = 0.5;

/**
 * Fits `block` to `widthMm` on as few lines as its smallest size allows, up to `maxLines`, at the largest size that
 * fits on them. If even that does not fit, the text is truncated and `cut` is true.
 */
export function fitBlock(fonts: FontSet, block: Block, widthMm: number): FittedBlock {
  const { text, style, sizesPt, maxLines, rule } = block;
  const hardLines = text.split('\n').length;
  for (let lineCount = hardLines; lineCount <= Math.max(hardLines, maxLines); lineCount += 1) {
    for (let fontSizePt = sizesPt.max; fontSizePt >= sizesPt.min; fontSizePt -= SIZE_STEP_PT) {
      const lines = breakLines(fonts, text, style.weight, fontSizePt, widthMm, rule);
      const fits = lines.every((line) => measureMm(fonts, line, style.weight, fontSizePt) <= widthMm);
      if (lines.length <= lineCount && fits) return toFittedBlock(block, fontSizePt, lines, false);
    }
  }
  const fontSizePt = sizesPt.min;
  const brokenLines = breakLines(fonts, text, style.weight, fontSizePt, widthMm, rule);
  const visibleLines = brokenLines.slice(0, Math.max(hardLines, maxLines));
  const overflowLines = brokenLines.slice(visibleLines.length);
  const lines = visibleLines.map((line, index) => {
    const isLast = index === visibleLines.length - 1;
    const fullLine = isLast && overflowLines.length > 0 ? `${line} ${overflowLines.join(' ')}` : line;
    const fits = measureMm(fonts, fullLine, style.weight, fontSizePt) <= widthMm;
    return fits ? fullLine : truncate(fonts, fullLine, style.weight, fontSizePt, widthMm);
  });
  return toFittedBlock(block, fontSizePt, lines, true);
}

function toFittedBlock(block: Block, fontSizePt: number, lines: string[], cut: boolean): FittedBlock {
  return { block, fontSizePt, lines, cut, heightMm: lines.length * ptToMm(fontSizePt) * block.style.leading };
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
  },
): TextItem {
  const { block, fontSizePt, ...place } = line;
  const shaped = fonts.shape(line.text, block.style.weight);
  const em = ptToMm(fontSizePt);
  return {
    kind: 'text',
    role: block.role,
    key: block.key,
    ...place,
    fontSizePt,
    widthMm: shaped.widthEm * em,
    xHeightMm: fonts.xHeightEm * em,
    capHeightMm: fonts.capHeightEm * em,
    ink: block.style.ink,
    segments: shaped.segments.map((segment) => ({
      face: segment.face,
      text: segment.text,
      xMm: segment.xEm * em,
      widthMm: segment.widthEm * em,
    })),
    missing: shaped.missing,
  };
}

type Alignment = 'left' | 'centre' | 'right';

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
  const alignFactor = { left: 0, centre: 0.5, right: 1 }[place.align ?? 'left'];
  return lines.map((text, index) => {
    const baselineMm = place.topMm + em * fonts.capHeightEm + index * leadingMm;
    const isLast = index === lines.length - 1;
    const xMm = place.xMm;
    const leading = isLast ? null : leadingMm;
    const item = textItem(fonts, { block, text, xMm, baselineMm, fontSizePt, leadingMm: leading, cutFrom });
    return { ...item, xMm: xMm + ((place.widthMm ?? item.widthMm) - item.widthMm) * alignFactor };
  });
}
