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

/** Fills one side from the top; says which lines found no room. Leading under the last baseline may stick out. */
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
  return { items: raised(items, box), left };
}

/** A short side's lines in the middle, slightly above: where an eye rests. */
function raised(items: TextItem[], box: Box): TextItem[] {
  const lowest = Math.max(box.yMm, ...items.map(({ baselineMm }) => baselineMm));
  const shift = Math.max(0, (box.yMm + box.heightMm - lowest) * 0.42);
  return items.map((item) => ({ ...item, baselineMm: item.baselineMm + shift }));
}

/**
 * *Grands caractères*: for somebody who reads with a glass or not at all. Nothing under 16 pt (large print), the phone
 * first after the name; on two sides it goes on behind; what still does not fit is left out and said, never shrunk.
 */
export function layOutLargePrint({ content, trim, fonts, sides, priority }: DesignInput): DesignOutput {
  const box = inset(trim, MARGIN_MM);
  const look = (style: TextStyle, max: number, maxLines: number) => ({
    style,
    sizesPt: { max, min: MIN_PT },
    maxLines,
  });
  const name = blockOf({ key: 'name', role: 'name', text: content.name }, look(HEAVY, 20, 3));
  const phones = content.entries.filter(({ role }) => role === 'phone');
  const [firstPhone] = phones;
  const [firstEmail] = content.entries.filter(({ role }) => role === 'email');
  const first = firstPhone ?? firstEmail ?? content.entries.find(({ role }) => role === 'website');
  const order = ['organisation', 'title', 'email', 'phone', 'website', 'address', 'pronouns', 'headline'];
  const rank = (entry: CardLine) => (priority.kept.includes(entry.key) ? -1 : order.indexOf(entry.role));
  const rest = content.entries.filter((entry) => entry !== first).toSorted((a, b) => rank(a) - rank(b));
  const restBlocks = rest.map((entry) => blockOf(entry, look(PLAIN, entry.role === 'phone' ? 18 : 16, 4)));
  const firstBlock = first && blockOf(first, look(HEAVY, first.role === 'phone' ? 28 : 18, 3));

  const front = fillSide(fonts, box, [name, ...(firstBlock ? [firstBlock] : []), ...restBlocks]);
  const behind = sides === 2 ? fillSide(fonts, box, front.left) : null;
  const left = behind?.left ?? front.left;

  // The name and one way to reach the person are never left out: when they do not fit, that is said as an error, shown cut.
  const needed = left.filter((block) => block === name || block === firstBlock);
  const cut = needed.flatMap((block) =>
    placeBlock(fonts, fitBlock(fonts, block, box.widthMm), { xMm: box.xMm, topMm: box.yMm }),
  );
  const findings: Finding[] = left.map((block) =>
    needed.includes(block)
      ? finding('error', 'print.text_cut', block, 'edit')
      : finding('warning', 'print.property_dropped', block, sides === 1 ? 'two_sides' : 'keep'),
  );
  const frontItems: SceneItem[] = [...front.items, ...cut];
  const hasBack = behind !== null && behind.items.length > 0;
  return { front: frontItems, back: hasBack ? behind.items : null, findings };
}
