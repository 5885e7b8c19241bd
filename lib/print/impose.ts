import { correctionMatrix, type Matrix, type PrinterProfile } from './calibration';
import type { Preset } from './pdf/presets';
import type { Box, Scene, Trim } from './scene';
import { PAPERS } from './sheet-templates';
import { cardPositions, type Duplex, pieceOf, type Sheet } from './sheets';

/** One or two sides of a card. */
export type PrintedCard = { front: Scene; back: Scene | null };

export type Segment = { x1Mm: number; y1Mm: number; x2Mm: number; y2Mm: number };

type Rotation = 0 | 90 | 180 | 270;

/** A scene in a box of the page, rotated clockwise about the box's centre and clipped beyond the bleed. */
export type PlacedScene = { scene: Scene; box: Box; rotation: Rotation; bleedMm: number };

export type Page = {
  side: 'front' | 'back';
  mediaBox: Trim;
  /** ISO 32000-1 §14.11.2. */
  bleedBox: Box;
  trimBox: Box;
  placed: PlacedScene[];
  cropMarks: Segment[];
  /** The edges of a sheet's cards, for a test on plain paper. */
  outlines: Box[];
  /** The inverse of the printer's error, applied to everything drawn. */
  correction: Matrix | null;
};

export type SheetOptions = {
  /** The first free position on a used sheet, from 1. */
  start: number;
  marks: boolean;
  outlines: boolean;
  duplex: Duplex;
  printer: PrinterProfile | null;
};

const MARK_GAP_MM = 1.5;
const MARK_LENGTH_MM = 4;

/**
 * Places cards on as many sheets as they need: each front followed by its back or, for paper flipped by hand, all
 * fronts and then all backs. Each back is placed behind its front on the flipped paper: on the long edge, x' = paper −
 * x − card; on the short edge, y' likewise, rotated by 180°.
 */
export function imposeSheet(cards: readonly PrintedCard[], sheet: Sheet, options: SheetOptions): Page[] {
  const places = cardPositions(sheet);
  const firstPlace = Math.min(Math.max(1, Math.trunc(options.start)), places.length) - 1;
  const fronts: Page[] = [];
  const backs: Page[] = [];
  // A sheet without backs still gets an empty back page, or the next front would be printed behind it.
  const hasBacks = sheet.fold === null && cards.some(({ back }) => back !== null);
  for (let next = 0; next < cards.length || fronts.length === 0; ) {
    const freePlaces = places.slice(fronts.length === 0 ? firstPlace : 0);
    const sheetCards = cards.slice(next, next + freePlaces.length);
    const cells = sheetCards.map((_, index) => cellAt(freePlaces[index], sheet));
    const placed = (side: 'front' | 'back') =>
      sheetCards.flatMap((card, index): PlacedScene[] => {
        const [scene, cell] = [card[side], cells[index]];
        if (cell === undefined) return [];
        if (sheet.fold !== null) return side === 'front' ? placeFolded(card, cell, sheet) : [];
        return scene === null ? [] : [placeInCell(scene, cell, sheet)];
      });
    fronts.push(sheetPage(sheet, 'front', placed('front'), options));
    const placedBacks = placed('back').map((scene) => turnOver(scene, sheet, options.duplex));
    if (hasBacks) backs.push(sheetPage(sheet, 'back', placedBacks, options));
    next += Math.max(1, sheetCards.length);
  }
  if (options.duplex === 'none') return [...fronts, ...backs];
  return fronts.flatMap((front, index) => [front, ...(backs[index] === undefined ? [] : [backs[index]])]);
}

const cellAt = (place: { xMm: number; yMm: number } | undefined, sheet: Sheet): Box => ({
  xMm: place?.xMm ?? 0,
  yMm: place?.yMm ?? 0,
  ...pieceOf(sheet),
});

/**
 * Places both sides of a card on the outside of a piece that is folded: the front on the right half or on the lower
 * one, the back on the other, upside down where the crease is at the top.
 */
function placeFolded({ front, back }: PrintedCard, piece: Box, sheet: Sheet): PlacedScene[] {
  const { trim, fold } = sheet;
  const isVertical = fold === 'vertical';
  const first: Box = { ...piece, ...trim };
  const second: Box = isVertical
    ? { ...first, xMm: piece.xMm + trim.widthMm }
    : { ...first, yMm: piece.yMm + trim.heightMm };
  const placedFront = placeInCell(front, second, sheet);
  if (back === null) return [placedFront];
  const placedBack = placeInCell(back, first, sheet);
  const rotation = isVertical ? placedBack.rotation : (((placedBack.rotation + 180) % 360) as Rotation);
  return [placedFront, { ...placedBack, rotation }];
}

/** Rotates a card by a quarter turn when its orientation differs from the sheet's. */
function placeInCell(scene: Scene, box: Box, { bleedMm }: Sheet): PlacedScene {
  const isTurned = scene.trim.widthMm > scene.trim.heightMm !== box.widthMm > box.heightMm;
  return { scene, box, rotation: isTurned ? 90 : 0, bleedMm };
}

function turnOver({ box, rotation, ...rest }: PlacedScene, { paper }: Sheet, duplex: Duplex): PlacedScene {
  const { widthMm, heightMm } = PAPERS[paper];
  if (duplex === 'short') {
    const yMm = heightMm - box.yMm - box.heightMm;
    return { ...rest, box: { ...box, yMm }, rotation: ((540 - rotation) % 360) as Rotation };
  }
  const xMm = widthMm - box.xMm - box.widthMm;
  return { ...rest, box: { ...box, xMm }, rotation: ((360 - rotation) % 360) as Rotation };
}

function sheetPage(sheet: Sheet, side: Page['side'], placed: PlacedScene[], options: SheetOptions): Page {
  const mediaBox = PAPERS[sheet.paper];
  const fullPage = { xMm: 0, yMm: 0, ...mediaBox };
  const cells = cardPositions(sheet).map((place) => cellAt(place, sheet));
  const printer = options.printer;
  return {
    side,
    mediaBox,
    bleedBox: fullPage,
    trimBox: fullPage,
    placed,
    cropMarks: options.marks && side === 'front' ? sheetCropMarks(cells) : [],
    outlines: options.outlines ? placed.map(({ box }) => box) : [],
    correction: printer === null ? null : correctionMatrix(side === 'front' ? printer.front : printer.back),
  };
}

/** Space outside the bleed for crop marks, with the length and gap that print shops expect. */
const SLUG_MM = 7;

/** Places each side alone on a page with its bleed, as print shops require. */
export function imposeSingle(card: PrintedCard, { bleedMm, marks }: Pick<Preset, 'bleedMm' | 'marks'>): Page[] {
  const page = (scene: Scene, side: Page['side']): Page => {
    const edge = bleedMm + (marks ? SLUG_MM : 0);
    const { widthMm, heightMm } = scene.trim;
    const trimBox = { xMm: edge, yMm: edge, widthMm, heightMm };
    return {
      side,
      mediaBox: { widthMm: widthMm + 2 * edge, heightMm: heightMm + 2 * edge },
      bleedBox: expandBox(trimBox, bleedMm),
      trimBox,
      placed: [{ scene, box: trimBox, rotation: 0, bleedMm }],
      cropMarks: marks ? cropMarksAround(trimBox, Math.max(bleedMm, MARK_GAP_MM) + 0.5) : [],
      outlines: [],
      correction: null,
    };
  };
  return [page(card.front, 'front'), ...(card.back === null ? [] : [page(card.back, 'back')])];
}

/** Places scenes on a whole page, each in its box. */
export function imposePage(
  placed: readonly Omit<PlacedScene, 'bleedMm'>[],
  paper: Trim,
  printer: PrinterProfile | null,
  { side = 'front', marks = [] }: { side?: Page['side']; marks?: Segment[] } = {},
): Page {
  const fullPage = { xMm: 0, yMm: 0, ...paper };
  return {
    side,
    mediaBox: paper,
    bleedBox: fullPage,
    trimBox: fullPage,
    placed: placed.map((scene) => ({ ...scene, bleedMm: 0 })),
    cropMarks: marks,
    outlines: [],
    correction: printer === null ? null : correctionMatrix(side === 'front' ? printer.front : printer.back),
  };
}

/** Short marks at both ends of a fold or a cut across the page, at `yMm`. */
const marksAcross = ({ widthMm }: Trim, yMm: number): Segment[] => [
  { x1Mm: 4, y1Mm: yMm, x2Mm: 12, y2Mm: yMm },
  { x1Mm: widthMm - 12, y1Mm: yMm, x2Mm: widthMm - 4, y2Mm: yMm },
];

/** Places one panel upright and one upside down above it: folded in two, a tent readable from both sides of a table. */
export function imposeTent(scene: Scene, paper: Trim, printer: PrinterProfile | null): Page {
  const panel = { xMm: 0, widthMm: paper.widthMm, heightMm: paper.heightMm / 2 };
  const fold = paper.heightMm / 2;
  const placed = [
    { scene, box: { ...panel, yMm: 0 }, rotation: 180 as const },
    { scene, box: { ...panel, yMm: fold }, rotation: 0 as const },
  ];
  return imposePage(placed, paper, printer, { marks: marksAcross(paper, fold) });
}

const expandBox = ({ xMm, yMm, widthMm, heightMm }: Box, byMm: number): Box => ({
  xMm: xMm - byMm,
  yMm: yMm - byMm,
  widthMm: widthMm + 2 * byMm,
  heightMm: heightMm + 2 * byMm,
});

/**
 * Crop marks in the sheet's margins, aligned with every cut, so that a ruler laid on two of them gives a straight cut.
 */
function sheetCropMarks(cells: readonly Box[]): Segment[] {
  const columns = roundedDistinct(cells.flatMap(({ xMm, widthMm }) => [xMm, xMm + widthMm]));
  const rows = roundedDistinct(cells.flatMap(({ yMm, heightMm }) => [yMm, yMm + heightMm]));
  return marksAt(columns, rows, MARK_GAP_MM);
}

const cropMarksAround = ({ xMm, yMm, widthMm, heightMm }: Box, gapMm: number): Segment[] =>
  marksAt([xMm, xMm + widthMm], [yMm, yMm + heightMm], gapMm);

function marksAt(columns: readonly number[], rows: readonly number[], gapMm: number): Segment[] {
  const [left, right] = [Math.min(...columns), Math.max(...columns)];
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)];
  const vertical = columns.flatMap((x) => [
    { x1Mm: x, y1Mm: top - gapMm - MARK_LENGTH_MM, x2Mm: x, y2Mm: top - gapMm },
    { x1Mm: x, y1Mm: bottom + gapMm, x2Mm: x, y2Mm: bottom + gapMm + MARK_LENGTH_MM },
  ]);
  const horizontal = rows.flatMap((y) => [
    { x1Mm: left - gapMm - MARK_LENGTH_MM, y1Mm: y, x2Mm: left - gapMm, y2Mm: y },
    { x1Mm: right + gapMm, y1Mm: y, x2Mm: right + gapMm + MARK_LENGTH_MM, y2Mm: y },
  ]);
  return [...vertical, ...horizontal];
}

function roundedDistinct(values: number[]): number[] {
  return [...new Set(values.map((value) => Math.round(value * 1000) / 1000))];
}
