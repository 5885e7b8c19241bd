import { ellipseCommands } from '../ellipse-commands';
import {
  type Box,
  EDGE_OVERRUN_MM,
  type ImageItem,
  type Ink,
  type LineItem,
  type PathCommand,
  type PathItem,
  type PrintPicture,
  type RectItem,
  type Trim,
} from '../scene';
import { INNER_EDGE_MM, LEAST_BLEED_MM } from './design';

export const insetBox = ({ xMm, yMm, widthMm, heightMm }: Box, byMm: number): Box => ({
  xMm: xMm + byMm,
  yMm: yMm + byMm,
  widthMm: widthMm - 2 * byMm,
  heightMm: heightMm - 2 * byMm,
});

export const wholeSide = ({ widthMm, heightMm }: Trim): Box => ({ xMm: 0, yMm: 0, widthMm, heightMm });

type Edges = { trim: Trim; bleedMm: number };

/** A ground thinner than this is a band: without bleed it moves inside the edge instead of becoming thinner. */
const BAND_MM = 8;

/** Returns the span of a ground along one axis, given the card's length on that axis. */
function groundSpan(from: number, length: number, whole: number, bleedMm: number): { from: number; length: number } {
  const atStart = from <= 0;
  const atEnd = from + length >= whole - 0.001;
  const isInside = bleedMm < LEAST_BLEED_MM;
  if (isInside && length < BAND_MM && atStart !== atEnd)
    return { from: from + (atStart ? INNER_EDGE_MM : -INNER_EDGE_MM), length };
  const outwards = isInside ? -INNER_EDGE_MM : EDGE_OVERRUN_MM;
  const start = atStart ? outwards : 0;
  return { from: from - start, length: length + start + (atEnd ? outwards : 0) };
}

/**
 * Returns the box of a coloured ground: beyond the trim where it touches it; without bleed, inside the edge instead, so
 * that cutting leaves no white sliver.
 */
export function groundBox({ xMm, yMm, widthMm, heightMm }: Box, { trim, bleedMm }: Edges): Box {
  const across = groundSpan(xMm, widthMm, trim.widthMm, bleedMm);
  const down = groundSpan(yMm, heightMm, trim.heightMm, bleedMm);
  return { xMm: across.from, yMm: down.from, widthMm: across.length, heightMm: down.length };
}

export const rect = (box: Box, ink: Ink): RectItem => ({ kind: 'rect', ink, ...box });

/** A coloured ground that touches the card's edges as `groundBox` says. */
export const ground = (box: Box, ink: Ink, edges: Edges): RectItem => rect(groundBox(box, edges), ink);

export const rule = (x1Mm: number, y1Mm: number, x2Mm: number, y2Mm: number, ink: Ink, strokeMm = 0.2): LineItem => ({
  kind: 'line',
  ink,
  x1Mm,
  y1Mm,
  x2Mm,
  y2Mm,
  strokeMm,
});

export const ellipse = (box: Box, ink: Ink, strokeMm: number | null = null): PathItem => ({
  kind: 'path',
  ink,
  commands: ellipseCommands(box),
  strokeMm,
  ...box,
});

/** The triangle between the corner of `box` at the bottom right and the two points next to it. */
export const cornerTriangle = ({ xMm, yMm, widthMm, heightMm }: Box, ink: Ink): PathItem => ({
  kind: 'path',
  ink,
  commands: [['M', xMm, yMm + heightMm], ['L', xMm + widthMm, yMm], ['L', xMm + widthMm, yMm + heightMm], ['Z']],
  strokeMm: null,
  xMm,
  yMm,
  widthMm,
  heightMm,
});

type IconName = 'phone' | 'email' | 'website' | 'address';

/** Outlines on a grid of 24 units. */
const ICONS: Record<IconName, readonly PathCommand[]> = {
  phone: [['M', 6, 2], ['L', 18, 2], ['L', 18, 22], ['L', 6, 22], ['Z'], ['M', 10.5, 18.5], ['L', 13.5, 18.5]],
  email: [['M', 2, 5], ['L', 22, 5], ['L', 22, 19], ['L', 2, 19], ['Z'], ['M', 2, 6], ['L', 12, 13.5], ['L', 22, 6]],
  website: [
    ...ellipseCommands({ xMm: 2, yMm: 2, widthMm: 20, heightMm: 20 }),
    ...ellipseCommands({ xMm: 7.5, yMm: 2, widthMm: 9, heightMm: 20 }),
    ['M', 2, 12],
    ['L', 22, 12],
  ],
  address: [
    ['M', 12, 22.5],
    ['C', 8, 17.5, 4.5, 13.5, 4.5, 9],
    ['C', 4.5, 4.8, 7.9, 1.5, 12, 1.5],
    ['C', 16.1, 1.5, 19.5, 4.8, 19.5, 9],
    ['C', 19.5, 13.5, 16, 17.5, 12, 22.5],
    ['Z'],
    ...ellipseCommands({ xMm: 9.3, yMm: 6.3, widthMm: 5.4, heightMm: 5.4 }),
  ],
};

export const isIcon = (name: string): name is IconName => Object.hasOwn(ICONS, name);

function movedCommand(command: PathCommand, x: number, y: number, scale: number): PathCommand {
  const at = (index: number) => Number(command[index]) * scale + (index % 2 === 1 ? x : y);
  switch (command[0]) {
    case 'M':
      return ['M', at(1), at(2)];
    case 'L':
      return ['L', at(1), at(2)];
    case 'C':
      return ['C', at(1), at(2), at(3), at(4), at(5), at(6)];
    case 'Z':
      return command;
  }
}

/** An outline icon in a square of `sideMm`. */
export function icon(name: IconName, at: { xMm: number; yMm: number }, sideMm: number, ink: Ink): PathItem {
  const commands = ICONS[name].map((command) => movedCommand(command, at.xMm, at.yMm, sideMm / 24));
  return { kind: 'path', ink, commands, strokeMm: sideMm * 0.085, ...at, widthMm: sideMm, heightMm: sideMm };
}

/**
 * Places a picture in `box` at the largest size that keeps its proportions without cropping. `across` and `down` run
 * from 0 (left, top) to 1 (right, bottom).
 */
export function containedPicture(
  picture: PrintPicture,
  imageRole: ImageItem['role'],
  box: Box,
  { across = 0, down = 0 }: { across?: number; down?: number },
): ImageItem {
  const scale = Math.min(box.widthMm / picture.widthPx, box.heightMm / picture.heightPx);
  const [widthMm, heightMm] = [picture.widthPx * scale, picture.heightPx * scale];
  const xMm = box.xMm + (box.widthMm - widthMm) * across;
  const yMm = box.yMm + (box.heightMm - heightMm) * down;
  return { kind: 'image', role: imageRole, picture, xMm, yMm, widthMm, heightMm };
}
