import type { CardLine, LineRole } from './card-lines';
import { type Finding, finding } from './findings';
import { type Alignment, type Block, type FittedBlock, fitBlock, placeBlock, type TextStyle } from './fit-text';
import type { FontSet } from './fonts';
import type { Box, SceneItem, TextItem } from './scene';
import { THRESHOLDS } from './thresholds';
import { ptToMm } from './units';

/** How a design sets the entries of one role: from `pt` down to `min` points, on at most `lines` lines. */
export type RoleStyle = { style: TextStyle; pt: number; min: number; lines: number };
export type RoleStyles = Record<LineRole | 'name', RoleStyle>;

/** One try at fitting a card: sizes are multiplied by `scale`, and details may take several lines if `wrap` is true. */
export type Attempt = { scale: number; wrap: boolean };

/** Sizes are tried on half points. */
const STEP_PT = 0.5;

/** Returns the block of one entry at a scale; e-mail and web addresses break only at their own punctuation. */
export function blockAt(
  entry: { key: string; role: string; text: string },
  { style, pt, min, lines }: RoleStyle,
  { scale, wrap }: Attempt,
): Block {
  const size = Math.max(min, Math.round((pt * scale) / STEP_PT) * STEP_PT);
  // Details of one card share a size; a name takes what its line allows.
  const mayShrink = entry.role === 'name' || entry.role === 'organisation' || entry.role === 'headline';
  const isUnbroken = !wrap && ['phone', 'email', 'website', 'address'].includes(entry.role);
  return {
    ...entry,
    ...(entry.role === 'address' ? shorterAddress(entry.text) : {}),
    style,
    sizesPt: { max: size, min: mayShrink ? min : size },
    maxLines: isUnbroken ? 1 : lines,
    rule: breakRuleOf(entry.role),
  };
}

/** Where the lines of an entry may break. */
export const breakRuleOf = (role: string): Block['rule'] =>
  role === 'email' || role === 'website' ? 'address' : role === 'phone' ? 'number' : 'words';

/** The street and the rest of its line («bureau 304») on one line, when there is room for both. */
function shorterAddress(text: string): { shorter?: string } {
  const [street = '', ...others] = text.split('\n');
  return others.length < 2 ? {} : { shorter: [`${street}, ${others[0]}`, ...others.slice(1)].join('\n') };
}

export type Anchor = 'top' | 'middle' | 'bottom';

/** A pile of lines: its items, the span that they take, and whether all of them are complete and inside the box. */
export type Stack = { items: TextItem[]; topMm: number; bottomMm: number; fits: boolean };

type StackOptions = {
  align?: Alignment;
  anchor?: Anchor;
  /** Space between two blocks, besides their leading. */
  gapMm?: number | ((above: Block, below: Block) => number);
};

/** The share of an em that letters such as g and p take under the baseline. */
const DESCENT_EM = 0.22;
const TOLERANCE_MM = 0.01;

/** Descenders go this share of the cap height under the baseline; so much of it may leave the box. */
const DESCENT_OF_CAPITAL = 0.3;
const DESCENT_ROOM_MM = 1;

/** Piles blocks in `box`. The first line's capitals touch the top of the pile; descenders leave the box by
 * a millimetre at most. */
export function stack(fonts: FontSet, blocks: readonly Block[], box: Box, options: StackOptions = {}): Stack {
  const { align = 'left', anchor = 'top', gapMm = 0 } = options;
  const placed: { fitted: FittedBlock; offsetMm: number }[] = [];
  let offsetMm = 0;
  let extentMm = 0;
  let overhangMm = 0;
  for (const [index, block] of blocks.entries()) {
    const fitted = fitBlock(fonts, block, box.widthMm);
    const above = blocks[index - 1];
    if (above !== undefined) offsetMm += typeof gapMm === 'number' ? gapMm : gapMm(above, block);
    placed.push({ fitted, offsetMm });
    const em = ptToMm(fitted.fontSizePt);
    const { capHeightEm } = fonts.heightsOf(block.style);
    const capMm = em * capHeightEm;
    extentMm = offsetMm + capMm + (fitted.lines.length - 1) * em * block.style.leading;
    overhangMm = Math.max(0, capMm * DESCENT_OF_CAPITAL - DESCENT_ROOM_MM);
    offsetMm += fitted.heightMm;
  }
  const slackMm = box.heightMm - extentMm - overhangMm;
  const topMm = box.yMm + { top: 0, middle: slackMm / 2, bottom: slackMm }[anchor];
  const items = placed.flatMap(({ fitted, offsetMm: offset }) =>
    placeBlock(fonts, fitted, { xMm: box.xMm, topMm: topMm + offset, widthMm: box.widthMm, align }),
  );
  const fits = slackMm >= -TOLERANCE_MM && placed.every(({ fitted }) => !fitted.cut);
  return { items, topMm, bottomMm: topMm + extentMm, fits };
}

/** The bottom of a stack's letters, descenders included. */
export const inkBottomOf = ({ items, bottomMm }: Stack): number =>
  bottomMm + Math.max(0, ...items.slice(-1).map(({ fontSizePt }) => ptToMm(fontSizePt) * DESCENT_EM));

/** Splits entries in two columns of about equal height, in order; each line counts as one. */
export function splitColumns(entries: readonly CardLine[]): [CardLine[], CardLine[]] {
  const linesOf = ({ text }: CardLine) => text.split('\n').length;
  const total = entries.reduce((sum, entry) => sum + linesOf(entry), 0);
  const left: CardLine[] = [];
  let count = 0;
  for (const entry of entries) {
    if (count + linesOf(entry) / 2 > total / 2) break;
    left.push(entry);
    count += linesOf(entry);
  }
  return [left, entries.slice(left.length)];
}

export type Arranged = { items: SceneItem[]; fits: boolean };

/** One way to compose a side: returns what it draws, and whether every entry is there, complete. */
export type Arrangement = (entries: readonly CardLine[], attempt: Attempt) => Arranged;

/** Returns the arrangement that also draws `items`, which take no entry. */
export const besides =
  (items: readonly SceneItem[], arrange: Arrangement): Arrangement =>
  (entries, attempt) => {
    const { items: lines, fits } = arrange(entries, attempt);
    return { items: [...items, ...lines], fits };
  };

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
const REACH: readonly string[] = ['phone', 'email', 'website', 'address'];

/** From the design's sizes down to its minimum: on one line each at first, then on several. */
const ATTEMPTS: readonly Attempt[] = [
  ...[1, 0.95, 0.9, 0.85].map((scale) => ({ scale, wrap: false })),
  ...[1, 0.92, 0.85, 0.78, 0.7, 0.6, 0.5].map((scale) => ({ scale, wrap: true })),
];

/** `left` holds the entries that found no room. */
export type Solved = { items: SceneItem[]; findings: Finding[]; left: CardLine[] };

/**
 * Composes a side. Of the first group of arrangements that can hold every entry, the one that does so at the largest
 * size; a later group, such as those with a smaller code, when none does. Only when no group does is the least useful entry left out; the name and one way to reach the person never
 * are. A side that still does not fit is drawn with an error.
 */
export function solve(
  groups: readonly (readonly Arrangement[])[],
  allEntries: readonly CardLine[],
  priority: Priority,
): Solved {
  // A code too small for some phones is worse than a line less, unless no arrangement has a larger one.
  const isReadable = ({ items }: Arranged) =>
    items.every((item) => item.kind !== 'symbol' || item.moduleMm >= THRESHOLDS.moduleWarningMm - 1e-6);
  return (
    holdMost(groups, allEntries, priority, isReadable) ??
    holdMost(groups, allEntries, priority, () => true) ?? {
      items: groups[0]?.[0]?.(allEntries, { scale: 0.5, wrap: true }).items ?? [],
      findings: [finding('error', 'print.text_cut', { role: 'name', key: 'name' }, 'edit')],
      left: [],
    }
  );
}

/** Drops entries until an accepted arrangement holds the others; `null` when none holds even the last ones. */
function holdMost(
  groups: readonly (readonly Arrangement[])[],
  allEntries: readonly CardLine[],
  priority: Priority,
  accepts: (arranged: Arranged) => boolean,
): Solved | null {
  const hold = (entries: readonly CardLine[]): Arranged | null => {
    for (const arrangements of groups)
      for (const attempt of ATTEMPTS)
        for (const arrange of arrangements) {
          const arranged = arrange(entries, attempt);
          if (arranged.fits && accepts(arranged)) return arranged;
        }
    return null;
  };
  let entries = [...allEntries];
  const left: CardLine[] = [];
  for (;;) {
    const held = hold(entries);
    if (held !== null) return { items: held.items, findings: [], left };
    const candidates = dropOrder(entries, priority);
    const [least] = candidates;
    if (least === undefined) return null;
    // One entry too long for any line is dropped alone; when there are too many, the least useful one goes.
    const culprit = candidates.find((candidate) => hold(entries.filter((entry) => entry !== candidate)) !== null);
    const dropped = culprit ?? least;
    entries = entries.filter((entry) => entry !== dropped);
    left.push(dropped);
  }
}

/** Returns the entries that may be dropped, the least useful first; one way to reach the person stays. */
function dropOrder(entries: readonly CardLine[], priority: Priority): CardLine[] {
  const reach = entries.filter(({ role }) => REACH.includes(role));
  const candidates = entries.filter((entry) => reach.length > 1 || !reach.includes(entry));
  return candidates.toSorted((a, b) => usefulnessOf(a, priority, entries) - usefulnessOf(b, priority, entries));
}

/** The entry with the lowest value is dropped first. */
function usefulnessOf(entry: CardLine, { kept, order }: Priority, all: readonly CardLine[]): number {
  const isKept = kept.includes(entry.key) || kept.includes(entry.role);
  const orderIndex = order.findIndex((wanted) => wanted === entry.key || wanted === entry.role);
  // Of several phone numbers, the last one is dropped first.
  const tieBreaker = all.indexOf(entry) / 100;
  const rank =
    orderIndex >= 0 ? DROP_ORDER.length + order.length - orderIndex : DROP_ORDER.indexOf(entry.role) - tieBreaker;
  return rank + (isKept ? 1000 : 0);
}
