import type { FontSet, Weight } from './fonts';
import type { Ink, TextItem } from './scene';
import { ptToMm } from './units';

export type TextStyle = { weight: Weight; ink: Ink; leading: number };

/** Where a line may be broken without hurting what it says: at spaces, and after the @ and dots of an address. */
export type BreakRule = 'words' | 'address';

function measureMm(fonts: FontSet, text: string, weight: Weight, fontSizePt: number): number {
  return fonts.shape(text, weight).widthEm * ptToMm(fontSizePt);
}

/** `text` in as few lines as fit `maxWidthMm`; a piece that alone is wider is on a line of its own, too wide. */
function breakLines(
  fonts: FontSet,
  text: string,
  weight: Weight,
  fontSizePt: number,
  maxWidthMm: number,
  rule: BreakRule,
): string[] {
  const pieces = rule === 'words' ? text.split(/(?<=[ -])/u) : text.split(/(?<=[@.])|(?=@)/u);
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
}

/** `text` shortened with an ellipsis until it fits; only for showing what preflight then refuses to print. */
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
  text: string;
  style: TextStyle;
  /** Largest and smallest size the design allows; a block never gets smaller than its smallest. */
  sizesPt: { max: number; min: number };
  maxLines: number;
  rule: BreakRule;
};

export type FittedBlock = { block: Block; fontSizePt: number; lines: string[]; cut: boolean; heightMm: number };

const SIZE_STEP_PT = 0.5;

/**
 * The largest size at which `block` fits `widthMm` in its number of lines: on one line if its smallest size allows,
 * else broken. When even that does not fit, the lines are cut and `cut` says so.
 */
export function fitBlock(fonts: FontSet, block: Block, widthMm: number): FittedBlock {
  const { text, style, sizesPt, maxLines, rule } = block;
  for (let lineCount = 1; lineCount <= maxLines; lineCount += 1) {
    for (let fontSizePt = sizesPt.max; fontSizePt >= sizesPt.min; fontSizePt -= SIZE_STEP_PT) {
      const lines = breakLines(fonts, text, style.weight, fontSizePt, widthMm, rule);
      const fits = lines.every((line) => measureMm(fonts, line, style.weight, fontSizePt) <= widthMm);
      if (lines.length <= lineCount && fits) return fitted(block, fontSizePt, lines, false);
    }
  }
  const fontSizePt = sizesPt.min;
  const broken = breakLines(fonts, text, style.weight, fontSizePt, widthMm, rule);
  const kept = broken.slice(0, maxLines);
  const rest = broken.slice(maxLines);
  const lines = kept.map((line, index) => {
    const isLast = index === kept.length - 1;
    const full = isLast && rest.length > 0 ? `${line} ${rest.join(' ')}` : line;
    const fits = measureMm(fonts, full, style.weight, fontSizePt) <= widthMm;
    return fits ? full : truncate(fonts, full, style.weight, fontSizePt, widthMm);
  });
  return fitted(block, fontSizePt, lines, true);
}

function fitted(block: Block, fontSizePt: number, lines: string[], cut: boolean): FittedBlock {
  return { block, fontSizePt, lines, cut, heightMm: lines.length * ptToMm(fontSizePt) * block.style.leading };
}

function textItem(
  fonts: FontSet,
  line: { role: string; text: string; xMm: number; baselineMm: number; fontSizePt: number; style: TextStyle },
): TextItem {
  const { role, text, xMm, baselineMm, fontSizePt, style } = line;
  const shaped = fonts.shape(text, style.weight);
  const em = ptToMm(fontSizePt);
  return {
    kind: 'text',
    role,
    text,
    xMm,
    baselineMm,
    fontSizePt,
    widthMm: shaped.widthEm * em,
    ink: style.ink,
    segments: shaped.segments.map((segment) => ({
      face: segment.face,
      text: segment.text,
      xMm: segment.xEm * em,
      widthMm: segment.widthEm * em,
    })),
    missing: shaped.missing,
  };
}

/** The lines of a fitted block, its first capital's top at `topMm`. */
export function placeBlock(fonts: FontSet, fittedBlock: FittedBlock, xMm: number, topMm: number): TextItem[] {
  const em = ptToMm(fittedBlock.fontSizePt);
  const { role, style } = fittedBlock.block;
  return fittedBlock.lines.map((text, index) =>
    textItem(fonts, {
      role,
      text,
      xMm,
      baselineMm: topMm + em * fonts.capHeightEm + index * em * style.leading,
      fontSizePt: fittedBlock.fontSizePt,
      style,
    }),
  );
}
