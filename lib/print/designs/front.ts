import { type Anchor, type Arrangement, type Attempt, blockAt, type RoleStyles, splitColumns } from '../arrangement';
import type { CardLine } from '../card-lines';
import type { Alignment, Block } from '../fit-text';
import { type CodeSource, placeCode, quietBox } from '../printed-code';
import type { Box, SceneItem } from '../scene';
import { blocksOf, compose, nameEntry, reachOf, startOf, whoOf, withItems } from './compose';
import { isWide, type Side, scaleOf } from './design';

/** Widths of a code printed next to text, before scaling: the smaller ones when the text needs the room. */
const CODE_SIDES_MM = [25, 21, 17] as const;

/** Space between the last line and the quiet zone under it. */
const CLEAR_MM = 1.4;

type Corner = { items: SceneItem[]; obstacles: Box[]; text: Box; beside: Box };

/**
 * Places a code at the bottom of `box`: on the right of a landscape box, under the text of a portrait one. `text` is the
 * space for text, and `beside` the part of it that is clear of the code over its whole height.
 */
function corner(code: CodeSource, box: Box, sideMm: number, align: 'start' | 'centre'): Corner {
  if (box.widthMm >= box.heightMm * 1.1) {
    const symbol = placeCode(code, box, { sideMm: Math.min(sideMm, box.heightMm) });
    const quiet = quietBox(symbol);
    return { items: [symbol], obstacles: [quiet], text: box, beside: { ...box, widthMm: quiet.xMm - box.xMm } };
  }
  const symbol = placeCode(code, box, {
    sideMm: Math.min(sideMm + 3, box.widthMm),
    across: align === 'centre' ? 0.5 : 0,
  });
  const text = { ...box, heightMm: quietBox(symbol).yMm - CLEAR_MM - box.yMm };
  return { items: [symbol], obstacles: [], text, beside: text };
}

/** Returns the ways to place the side's code in `box`, largest first; one empty way when it has none. */
export function corners({ code, trim }: Side, box: Box, align: 'start' | 'centre' = 'start'): Corner[] {
  if (code === null) return [{ items: [], obstacles: [], text: box, beside: box }];
  const scale = scaleOf(trim);
  return CODE_SIDES_MM.map((sideMm) => corner(code, box, sideMm * scale, align));
}

type GroupLook = { align?: Alignment; anchor?: Anchor };

type TwoGroups = {
  box: Box;
  styles: RoleStyles;
  identity?: GroupLook;
  details?: GroupLook;
  /** Space after the name, and between two lines. */
  nameGapMm?: number;
  gapMm?: number;
  align?: 'start' | 'centre';
};

/** Spaces a group of lines out. */
const gaps = (nameGapMm: number, gapMm: number) => (above: Block, below: Block) =>
  above.role === 'name' && below.role !== 'name' ? nameGapMm : gapMm;

/**
 * The ways to compose a side with the person at one end and the details at the other: one column of details or two, in
 * one group for each size of the code.
 */
export function twoGroups(side: Side, look: TwoGroups): Arrangement[][] {
  const { box, styles, nameGapMm = 1.6, gapMm = 0.5, align = 'start' } = look;
  const start = startOf(side);
  const identityLook = { anchor: 'top', align: start, gapMm: gaps(nameGapMm, gapMm * 0.6), ...look.identity } as const;
  const detailsLook = { anchor: 'bottom', align: start, ...look.details } as const;
  const identityOf = (entries: readonly CardLine[], attempt: Attempt): Block[] => [
    blockAt(nameEntry(side.content.name), styles.name, attempt),
    ...blocksOf(whoOf(entries), styles, attempt),
  ];
  return corners(side, box, align).map((place) => {
    const oneColumn: Arrangement = (entries, attempt) => {
      const identity = { blocks: identityOf(entries, attempt), box: place.text, ...identityLook };
      const details = { blocks: blocksOf(reachOf(entries), styles, attempt), box: place.beside, ...detailsLook };
      return withItems(place.items, compose(side.fonts, [identity, details], place.obstacles));
    };
    const twoColumns: Arrangement = (entries, attempt) => {
      const identity = { blocks: identityOf(entries, attempt), box: place.beside, ...identityLook };
      const parts = splitInTwo(reachOf(entries), place.beside).map((column) => ({
        blocks: blocksOf(column.entries, styles, attempt),
        box: column.box,
        ...detailsLook,
      }));
      return withItems(place.items, compose(side.fonts, [identity, ...parts], place.obstacles));
    };
    return isWide(side) ? [oneColumn, twoColumns] : [oneColumn];
  });
}

const COLUMN_GAP_MM = 4;

/** Splits entries and their space in two columns. */
export function splitInTwo(entries: readonly CardLine[], box: Box): { entries: CardLine[]; box: Box }[] {
  const [left, right] = splitColumns(entries);
  const widthMm = (box.widthMm - COLUMN_GAP_MM) / 2;
  return [
    { entries: left, box: { ...box, widthMm } },
    { entries: right, box: { ...box, xMm: box.xMm + widthMm + COLUMN_GAP_MM, widthMm } },
  ];
}
