import type { CardLines } from '../card-lines';
import type { Finding } from '../findings';
import { type CodeDrawing, inset, placeCode, quietBox } from '../printed-code';
import type { Box, SceneItem, Trim } from '../scene';
import { flowText } from '../text-flow';
import { backOf } from './back';
import { type DesignInput, type DesignOutput, MARGIN_MM } from './design';
import { linesOf, nameBlock, scaleOf } from './text-styles';

/** The side of a code that shares a card with words. */
export const CODE_SIDE_MM = 25;

/** Room for words in `box`, a code at its lower right or, where the card stands upright, at its foot. */
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
  const foot = quietBox(item).yMm - 1;
  return { items: [item], box: { ...box, heightMm: foot - box.yMm }, obstacles: [] };
}

/** One side: who at the top left, how to reach them at the bottom left, the code at the bottom right. */
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

/** *Classique*: everything in its expected place; on two sides, the code has the back to itself. */
export function layOutClassic(input: DesignInput): DesignOutput {
  const { content, code, sides } = input;
  const { items, findings } = classicSide(input, content, sides === 1 ? code : null);
  return { front: items, back: backOf(input), findings };
}
