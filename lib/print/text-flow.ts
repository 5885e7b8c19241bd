import type { CardLine, LineRole } from './card-lines';
import { type Finding, finding } from './findings';
import { type Block, type FittedBlock, fitBlock, placeBlock, type TextStyle } from './fit-text';
import type { FontSet } from './fonts';
import type { Box, TextItem } from './scene';

/** What a line of some property may look like in a design. */
export type LineStyle = { style: TextStyle; sizesPt: { max: number; min: number }; maxLines: number };

/** Room for text: `who` flows down from the top, `reach` stands on the bottom, both keep clear of `obstacles`. */
export type Frame = { box: Box; obstacles: readonly Box[]; gapMm: number };

/** The block of one line of the card, its address broken only at its own signs. */
export function blockOf(entry: { key: string; role: string; text: string }, look: LineStyle): Block {
  const rule = entry.role === 'email' || entry.role === 'website' ? 'address' : 'words';
  return { ...entry, ...look, rule };
}

/** Which entry matters: what is kept goes last; an order the owner gave decides, its end first; else the usual one does. */
export type Priority = { kept: readonly string[]; order: readonly string[] };

/** Which property goes first when a card is too full: what can be asked for by phone before what is needed to phone. */
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

/** Room from left to right at a height, beside what is in the way. */
function freeAcross({ box, obstacles }: Frame, topMm: number, heightMm: number): { xMm: number; widthMm: number } {
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
const slackUnder = ({ heightMm, lines, block }: FittedBlock, capHeightEm: number): number =>
  (heightMm / lines.length) * (1 - capHeightEm / block.style.leading);

type Placed = { fitted: FittedBlock; xMm: number; topMm: number };

/** Each block as large as the room at its height allows, one under the other. */
function flowDown(fonts: FontSet, blocks: readonly Block[], frame: Frame, topMm: number, gaps: number): Placed[] {
  let y = topMm;
  return blocks.map((block) => {
    const whole = fitBlock(fonts, block, frame.box.widthMm);
    let free = freeAcross(frame, y, whole.heightMm);
    let fitted = fitBlock(fonts, block, free.widthMm);
    // Broken into more lines it may come beside something more; never wider again, or it would meet what it just avoided.
    const beside = freeAcross(frame, y, fitted.heightMm);
    if (beside.widthMm < free.widthMm) {
      free = beside;
      fitted = fitBlock(fonts, block, free.widthMm);
    }
    const placed = { fitted, xMm: free.xMm, topMm: y };
    y += fitted.heightMm + (block.role === 'name' ? frame.gapMm * 1.4 : frame.gapMm * gaps);
    return placed;
  });
}

const bottomOf = (placed: readonly Placed[], fallback: number): number => {
  const last = placed.at(-1);
  return last === undefined ? fallback : last.topMm + last.fitted.heightMm;
};

/** The same blocks standing on the frame's bottom: their heights depend on what is beside them, so twice. */
function standOnBottom(fonts: FontSet, blocks: readonly Block[], frame: Frame): Placed[] {
  const bottom = frame.box.yMm + frame.box.heightMm;
  let placed = flowDown(fonts, blocks, frame, frame.box.yMm, 0);
  for (let pass = 0; pass < 3; pass += 1) {
    const height = placed.reduce((sum, { fitted }) => sum + fitted.heightMm, 0);
    const last = placed.at(-1);
    const top = bottom - height + (last === undefined ? 0 : slackUnder(last.fitted, fonts.capHeightEm));
    placed = flowDown(fonts, blocks, frame, top, 0);
  }
  return placed;
}

type TextFlow = { items: TextItem[]; findings: Finding[]; dropped: CardLine[] };

/**
 * Lines above and below as large as they may be; when they meet, the least useful goes, and a finding says which. What
 * the owner asked to keep goes last; the name and one way to reach the person never go.
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
    const below = standOnBottom(fonts, reach, frame);
    const isClear = (below[0]?.topMm ?? frame.box.yMm + frame.box.heightMm + frame.gapMm) - bottomOf(above, 0);
    if (isClear >= frame.gapMm || !dropLeastUseful(who, reach, priority, dropped)) {
      // A name alone may be too high for its card.
      const overlap =
        isClear < 0 ? [finding('error', 'print.text_cut', lines.name ?? who[0] ?? { role: 'name' }, 'edit')] : [];
      return {
        items: [...above, ...below].flatMap(({ fitted, xMm, topMm }) => placeBlock(fonts, fitted, { xMm, topMm })),
        findings: [...dropped.map((entry) => finding('warning', 'print.property_dropped', entry, 'keep')), ...overlap],
        dropped,
      };
    }
  }
}

/** Takes out the least useful entry that may go; false when none may. */
function dropLeastUseful(who: Block[], reach: Block[], priority: Priority, dropped: CardLine[]): boolean {
  const candidates = [...who, ...(reach.length > 1 ? reach : [])];
  const [gone] = candidates.toSorted((a, b) => useOf(a, priority, candidates) - useOf(b, priority, candidates));
  if (gone === undefined) return false;
  const list = who.includes(gone) ? who : reach;
  list.splice(list.indexOf(gone), 1);
  dropped.push({ key: gone.key, role: gone.role as LineRole, text: gone.text });
  return true;
}

/** The smaller, the sooner it goes. */
function useOf(block: Block, { kept, order }: Priority, all: readonly Block[]): number {
  const isKept = kept.includes(block.key) || kept.includes(block.role);
  const named = order.findIndex((wanted) => wanted === block.key || wanted === block.role);
  const usual = DROP_ORDER.indexOf(block.role as LineRole);
  // Of several telephones the last goes first.
  const place = all.indexOf(block) / 100;
  const rank = named >= 0 ? DROP_ORDER.length + order.length - named : usual - place;
  return rank + (isKept ? 1000 : 0);
}
