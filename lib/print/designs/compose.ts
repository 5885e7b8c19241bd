import {
  type Anchor,
  type Arranged,
  type Attempt,
  blockAt,
  inkBottomOf,
  type RoleStyles,
  type Stack,
  stack,
} from '../arrangement';
import { directionOf } from '../bidi';
import type { CardLine } from '../card-lines';
import type { Alignment, Block } from '../fit-text';
import type { FontSet } from '../fonts';
import type { Box, SceneItem } from '../scene';

/** A group of lines piled in a box. */
export type Part = {
  blocks: readonly Block[];
  box: Box;
  align?: Alignment;
  anchor?: Anchor;
  gapMm?: number | ((above: Block, below: Block) => number);
};

/** Least clear distance between two groups, and between a group and an obstacle. */
const CLEARANCE_MM = 1.2;

const overlaps = (a: Box, b: Box, clearanceMm: number): boolean =>
  a.xMm < b.xMm + b.widthMm + clearanceMm &&
  b.xMm < a.xMm + a.widthMm + clearanceMm &&
  a.yMm < b.yMm + b.heightMm + clearanceMm &&
  b.yMm < a.yMm + a.heightMm + clearanceMm;

/** The box that a stack's letters take. */
function inkBox(made: Stack): Box {
  const left = Math.min(...made.items.map(({ xMm }) => xMm));
  const right = Math.max(...made.items.map(({ xMm, widthMm }) => xMm + widthMm));
  return { xMm: left, yMm: made.topMm, widthMm: right - left, heightMm: inkBottomOf(made) - made.topMm };
}

/**
 * Piles several groups. Boxes may overlap: it fits when no group's letters touch another group's or an obstacle, whose
 * box includes the space to keep around it.
 */
export function compose(fonts: FontSet, parts: readonly Part[], obstacles: readonly Box[] = []): Arranged {
  const stacks = parts
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ blocks, box, ...options }) => stack(fonts, blocks, box, options));
  const boxes = stacks.map(inkBox);
  const collides = boxes.some(
    (box, index) =>
      boxes.slice(index + 1).some((other) => overlaps(box, other, CLEARANCE_MM)) ||
      obstacles.some((obstacle) => overlaps(box, obstacle, 0)),
  );
  return { items: stacks.flatMap(({ items }) => items), fits: !collides && stacks.every(({ fits }) => fits) };
}

const WHO: readonly string[] = ['pronouns', 'title', 'organisation', 'headline'];

/** Entries by what they say: who the person is, and how to reach them. */
export const whoOf = (entries: readonly CardLine[]): CardLine[] => entries.filter((entry) => WHO.includes(entry.role));
export const reachOf = (entries: readonly CardLine[]): CardLine[] =>
  entries.filter((entry) => !WHO.includes(entry.role));

export const blocksOf = (entries: readonly CardLine[], styles: RoleStyles, attempt: Attempt): Block[] =>
  entries.map((entry) => blockAt(entry, styles[entry.role], attempt));

export const nameEntry = (name: string) => ({ key: 'name', role: 'name', text: name }) as const;

/** A fixed text, which is not an entry of the card. */
export const fixedEntry = (text: string, role = 'caption') => ({ key: '', role, text });

/** Adds what is drawn under and beside the text. */
export const withItems = (
  before: readonly SceneItem[],
  { items, fits }: Arranged,
  after: readonly SceneItem[] = [],
) => ({
  items: [...before, ...items, ...after],
  fits,
});

/** Where lines start: on the right when the card's name is written from right to left. */
export const startOf = ({ content }: { content: { name: string } }): Alignment =>
  directionOf(content.name) === 'rtl' ? 'right' : 'left';
