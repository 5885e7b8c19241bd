import type { CardLines } from '../card-lines';
import type { Finding } from '../findings';
import { type CodeDrawing, inset, placeCode, quietBox } from '../printed-code';
import type { Box, SceneItem, Trim } from '../scene';
import { flowText } from '../text-flow';
import { backOf } from './back';
import { type DesignInput, type DesignOutput, MARGIN_MM } from './design';
import { linesOf, nameBlock, scaleOf } from './text-styles';

/** Width of a code printed next to text, before scaling. */
export const CODE_SIDE_MM = 25;

/** Places a code at the lower right of `box` (lower left if `box` is upright) and returns the space left for text. */
export function codeInCorner(
  code: CodeDrawing | null,
  box: Box,
  trim: Trim,
): { items: SceneItem[]; box: Box; obstacles: Box[] } {
  if (code === null) return { items: [], box, obstacles: [] };
  const scale = scaleOf(trim);
  if (box.widthMm >= box.heightMm) {
    const item = placeCode(code, box, { sideMm: Math.min(CODE_SIDE_MM * scale, box.heightMm) });
    return { items: [item], box, obstacles: [quietBox(item)] };
  }
  const item = placeCode(code, box, { sideMm: Math.min(30 * scale, box.widthMm), across: 0 });
  const textBottomMm = quietBox(item).yMm - 1;
  return { items: [item], box: { ...box, heightMm: textBottomMm - box.yMm }, obstacles: [] };
}

/** One side: identity at the top left, contact details at the bottom left, the code at the bottom right. */
export function classicSide(
  { trim, fonts, priority }: DesignInput,
  content: CardLines,
  code: CodeDrawing | null,
): { items: SceneItem[]; findings: Finding[] } {
  const corner = codeInCorner(code, inset(trim, MARGIN_MM), trim);
  const lines = { name: nameBlock(content.name, trim), ...linesOf(content, trim) };
  const { items, findings } = flowText(fonts, { ...corner, gapMm: 1.1 }, lines, priority);
  return { items: [...corner.items, ...items], findings };
}

/** Classique*: everything in its usual place; on a two-sided card, the code has the back to itself. */
export function layOutClassic(input: DesignInput): DesignOutput {
  const { content, code, sides } = input;
  const { items, findings } = classicSide(input, content, sides === 1 ? code : null);
  return { front: items, back: backOf(input), findings };
}
