import type { CardLine } from '../card-lines';
import { type Finding, finding } from '../findings';
import { type Block, type FittedBlock, fitBlock, placeBlock, type TextStyle } from '../fit-text';
import type { FontSet } from '../fonts';
import { inset } from '../printed-code';
import type { Box, SceneItem, TextItem } from '../scene';
import { blockOf } from '../text-flow';
import { THRESHOLDS } from '../thresholds';
import { type DesignInput, type DesignOutput, MARGIN_MM } from './design';

const MIN_PT = THRESHOLDS.largePrintPt;
const HEAVY: TextStyle = { weight: 'semibold', ink: 'text', leading: 1.12 };
const PLAIN: TextStyle = { weight: 'regular', ink: 'text', leading: 1.15 };
const GAP_MM = 1.6;

/**
 * Fills one side from the top; `left` holds the blocks that do not fit. Leading under the last baseline may overflow.
 */
function fillSide(fonts: FontSet, box: Box, blocks: readonly Block[]): { items: TextItem[]; left: Block[] } {
  const placed: { fitted: FittedBlock; topMm: number }[] = [];
  const left: Block[] = [];
  let y = box.yMm;
  for (const block of blocks) {
    const fitted = fitBlock(fonts, block, box.widthMm);
    if (fitted.cut || y + fitted.heightMm > box.yMm + box.heightMm + 1) {
      left.push(block);
      continue;
    }
    placed.push({ fitted, topMm: y });
    y += fitted.heightMm + GAP_MM;
  }
  const items = placed.flatMap(({ fitted, topMm }) => placeBlock(fonts, fitted, { xMm: box.xMm, topMm }));
  return { items: centreOptically(items, box), left };
}

/** Moves the lines of a sparse side down to its optical centre, slightly above the middle. */
function centreOptically(items: TextItem[], box: Box): TextItem[] {
  const lowest = Math.max(box.yMm, ...items.map(({ baselineMm }) => baselineMm));
  const shift = Math.max(0, (box.yMm + box.heightMm - lowest) * 0.42);
  return items.map((item) => ({ ...item, baselineMm: item.baselineMm + shift }));
}

/**
 * *Grands caractères*: for readers with low vision. No text under 16 pt (large print); the phone number comes right
 * after the name; a two-sided card continues on the back. What still does not fit is dropped with a finding, never
 * shrunk.
 */
export function layOutLargePrint({ content, trim, fonts, sides, priority }: DesignInput): DesignOutput {
  const box = inset(trim, MARGIN_MM);
  const lineStyle = (style: TextStyle, max: number, maxLines: number) => ({
    style,
    sizesPt: { max, min: MIN_PT },
    maxLines,
  });
  const name = blockOf({ key: 'name', role: 'name', text: content.name }, lineStyle(HEAVY, 20, 3));
  const phones = content.entries.filter(({ role }) => role === 'phone');
  const [firstPhone] = phones;
  const [firstEmail] = content.entries.filter(({ role }) => role === 'email');
  const first = firstPhone ?? firstEmail ?? content.entries.find(({ role }) => role === 'website');
  const roleOrder = ['organisation', 'title', 'email', 'phone', 'website', 'address', 'pronouns', 'headline'];
  const rank = (entry: CardLine) => (priority.kept.includes(entry.key) ? -1 : roleOrder.indexOf(entry.role));
  const rest = content.entries.filter((entry) => entry !== first).toSorted((a, b) => rank(a) - rank(b));
  const restBlocks = rest.map((entry) => blockOf(entry, lineStyle(PLAIN, entry.role === 'phone' ? 18 : 16, 4)));
  const firstBlock = first && blockOf(first, lineStyle(HEAVY, first.role === 'phone' ? 28 : 18, 3));

  const front = fillSide(fonts, box, [name, ...(firstBlock ? [firstBlock] : []), ...restBlocks]);
  const backSide = sides === 2 ? fillSide(fonts, box, front.left) : null;
  const left = backSide?.left ?? front.left;

  // The name and one contact detail are never dropped: when they do not fit, they are shown truncated, with an error.
  const requiredBlocks = left.filter((block) => block === name || block === firstBlock);
  const truncatedItems = requiredBlocks.flatMap((block) =>
    placeBlock(fonts, fitBlock(fonts, block, box.widthMm), { xMm: box.xMm, topMm: box.yMm }),
  );
  const findings: Finding[] = left.map((block) =>
    requiredBlocks.includes(block)
      ? finding('error', 'print.text_cut', block, 'edit')
      : finding('warning', 'print.property_dropped', block, sides === 1 ? 'two_sides' : 'keep'),
  );
  const frontItems: SceneItem[] = [...front.items, ...truncatedItems];
  const hasBack = backSide !== null && backSide.items.length > 0;
  return { front: frontItems, back: hasBack ? backSide.items : null, findings };
}
