import type { CardLine, LineRole } from './card-lines';
import { type Finding, finding } from './findings';
import { type Block, type FittedBlock, fitBlock, placeBlock, type TextStyle } from './fit-text';
import type { FontSet } from './fonts';
import type { Box, TextItem } from './scene';

/** How a design sets the lines of a property. */
export type LineStyle = { style: TextStyle; sizesPt: { max: number; min: number }; maxLines: number };

/** Space for text: `who` flows down from the top, `reach` is aligned to the bottom, and both avoid `obstacles`. */
export type Frame = { box: Box; obstacles: readonly Box[]; gapMm: number };

/** Returns the block of one entry; e-mail and web addresses break only at their own punctuation. */
export function blockOf(entry: { key: string; role: string; text: string }, lineStyle: LineStyle): Block {
  const rule = entry.role === 'email' || entry.role === 'website' ? 'address' : 'words';
  return { ...entry, ...lineStyle, rule };
}

/**
 * Which entries are dropped first: those outside the owner's `order` (by `DROP_ORDER`), then those in it, from its end;
 * `kept` entries go last.
 */
export type Priority = { kept: readonly string[]; order: readonly string[] };

/** The order in which properties are dropped: what can be asked for by phone goes before what is needed to call. */
const DROP_ORDER: readonly LineRole[] = [
  'headline',
  'pronouns',
  'address',
  'website',
  'email',
  'title',
  'phone',
  'organisation',
];

/** Returns the free horizontal span at a height, between the obstacles. */
function freeSpan({ box, obstacles }: Frame, topMm: number, heightMm: number): { xMm: number; widthMm: number } {
  let left = box.xMm;
  let right = box.xMm + box.widthMm;
  for (const obstacle of obstacles) {
    if (obstacle.yMm >= topMm + heightMm || obstacle.yMm + obstacle.heightMm <= topMm) continue;
    const isLeft = obstacle.xMm + obstacle.widthMm / 2 < box.xMm + box.widthMm / 2;
    if (isLeft) left = Math.max(left, obstacle.xMm + obstacle.widthMm);
    else right = Math.min(right, obstacle.xMm);
  }
  return { xMm: left, widthMm: Math.max(1, right - left) };
}

/** The leading under the last baseline is not part of a block's visible height. */
const trailingSlack = ({ heightMm, lines, block }: FittedBlock, capHeightEm: number): number =>
  (heightMm / lines.length) * (1 - capHeightEm / block.style.leading);

type Placed = { fitted: FittedBlock; xMm: number; topMm: number };

/** Stacks blocks downwards, each as large as the free width at its height allows. */
function flowDown(fonts: FontSet, blocks: readonly Block[], frame: Frame, topMm: number, gapFactor: number): Placed[] {
  let y = topMm;
  return blocks.map((block) => {
    const fullWidthBlock = fitBlock(fonts, block, frame.box.widthMm);
    let span = freeSpan(frame, y, fullWidthBlock.heightMm);
    let fitted = fitBlock(fonts, block, span.widthMm);
    // On more lines, the block may reach another obstacle. It is never widened again, or it would hit the one just
    // avoided.
    const narrowerSpan = freeSpan(frame, y, fitted.heightMm);
    if (narrowerSpan.widthMm < span.widthMm) {
      span = narrowerSpan;
      fitted = fitBlock(fonts, block, span.widthMm);
    }
    const placed = { fitted, xMm: span.xMm, topMm: y };
    y += fitted.heightMm + (block.role === 'name' ? frame.gapMm * 1.4 : frame.gapMm * gapFactor);
    return placed;
  });
}

const bottomOf = (placed: readonly Placed[], fallback: number): number => {
  const last = placed.at(-1);
  return last === undefined ? fallback : last.topMm + last.fitted.heightMm;
};

/** Stacks blocks up to the frame's bottom. Their heights depend on the obstacles beside them, hence several passes. */
function stackToBottom(fonts: FontSet, blocks: readonly Block[], frame: Frame): Placed[] {
  const bottom = frame.box.yMm + frame.box.heightMm;
  let placed = flowDown(fonts, blocks, frame, frame.box.yMm, 0);
  for (let pass = 0; pass < 3; pass += 1) {
    const height = placed.reduce((sum, { fitted }) => sum + fitted.heightMm, 0);
    const last = placed.at(-1);
    const top = bottom - height + (last === undefined ? 0 : trailingSlack(last.fitted, fonts.capHeightEm));
    placed = flowDown(fonts, blocks, frame, top, 0);
  }
  return placed;
}

type TextFlow = { items: TextItem[]; findings: Finding[]; dropped: CardLine[] };

/**
 * Sets the upper and lower lines as large as allowed. While they overlap, it drops the least useful entry and reports
 * it as a finding. Entries that the owner asked to keep go last; the name and one contact detail are never dropped.
 */
export function flowText(
  fonts: FontSet,
  frame: Frame,
  lines: { name: Block | null; who: Block[]; reach: Block[] },
  priority: Priority,
): TextFlow {
  const who = [...lines.who];
  const reach = [...lines.reach];
  const dropped: CardLine[] = [];
  for (;;) {
    const above = flowDown(fonts, lines.name === null ? who : [lines.name, ...who], frame, frame.box.yMm, 0.4);
    const below = stackToBottom(fonts, reach, frame);
    const clearanceMm = (below[0]?.topMm ?? frame.box.yMm + frame.box.heightMm + frame.gapMm) - bottomOf(above, 0);
    if (clearanceMm >= frame.gapMm || !dropLeastUseful(who, reach, priority, dropped)) {
      // Even the name alone may be too tall for the card.
      const overlap =
        clearanceMm < 0 ? [finding('error', 'print.text_cut', lines.name ?? who[0] ?? { role: 'name' }, 'edit')] : [];
      return {
        items: [...above, ...below].flatMap(({ fitted, xMm, topMm }) => placeBlock(fonts, fitted, { xMm, topMm })),
        findings: [...dropped.map((entry) => finding('warning', 'print.property_dropped', entry, 'keep')), ...overlap],
        dropped,
      };
    }
  }
}

/** Removes the least useful entry that may be dropped; returns false when there is none. */
function dropLeastUseful(who: Block[], reach: Block[], priority: Priority, dropped: CardLine[]): boolean {
  const candidates = [...who, ...(reach.length > 1 ? reach : [])];
  const [droppedBlock] = candidates.toSorted(
    (a, b) => usefulnessOf(a, priority, candidates) - usefulnessOf(b, priority, candidates),
  );
  if (droppedBlock === undefined) return false;
  const list = who.includes(droppedBlock) ? who : reach;
  list.splice(list.indexOf(droppedBlock), 1);
  dropped.push({ key: droppedBlock.key, role: droppedBlock.role as LineRole, text: droppedBlock.text });
  return true;
}

/** The entry with the lowest value is dropped first. */
function usefulnessOf(block: Block, { kept, order }: Priority, all: readonly Block[]): number {
  const isKept = kept.includes(block.key) || kept.includes(block.role);
  const orderIndex = order.findIndex((wanted) => wanted === block.key || wanted === block.role);
  const dropIndex = DROP_ORDER.indexOf(block.role as LineRole);
  // Of several phone numbers, the last one is dropped first.
  const tieBreaker = all.indexOf(block) / 100;
  const rank = orderIndex >= 0 ? DROP_ORDER.length + order.length - orderIndex : dropIndex - tieBreaker;
  return rank + (isKept ? 1000 : 0);
}
