import { correctionMatrix, type Matrix, type PrinterProfile } from './calibration';
import type { Preset } from './pdf/presets';
import type { Box, Scene, Trim } from './scene';
import { PAPERS } from './sheet-templates';
import { cardPositions, type Duplex, type Sheet } from './sheets';

/** A card's two sides, or one. */
export type PrintedCard = { front: Scene; back: Scene | null };

export type Segment = { x1Mm: number; y1Mm: number; x2Mm: number; y2Mm: number };

type Rotation = 0 | 90 | 180 | 270;

/** A scene in a box of the page, turned clockwise about the box's middle; what goes beyond the box by more than the bleed is cut. */
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
  /** The printer's own error undone; applied to everything drawn. */
  correction: Matrix | null;
};

export type SheetOptions = {
  /** The first place that is still free on a used sheet, from 1. */
  start: number;
  marks: boolean;
  outlines: boolean;
  duplex: Duplex;
  printer: PrinterProfile | null;
};

const MARK_GAP_MM = 1.5;
const MARK_LENGTH_MM = 4;

/**
 * Cards on as many sheets as they need: each front followed by its back, or, for paper turned by hand, all the fronts and
 * then all the backs. Backs stand where the paper, turned, has their
 * fronts: about the long edge x' = paper − x − card; about the short edge y' likewise, turned by half.
 */
export function imposeSheet(cards: readonly PrintedCard[], sheet: Sheet, options: SheetOptions): Page[] {
  const places = cardPositions(sheet);
  const first = Math.min(Math.max(1, Math.trunc(options.start)), places.length) - 1;
  const fronts: Page[] = [];
  const backs: Page[] = [];
  // A sheet without backs still takes its turn, or the next front would be printed behind it.
  const hasBacks = cards.some(({ back }) => back !== null);
  for (let next = 0; next < cards.length || fronts.length === 0; ) {
    const free = places.slice(fronts.length === 0 ? first : 0);
    const here = cards.slice(next, next + free.length);
    const cells = here.map((_, index) => cellAt(free[index], sheet));
    const placed = (side: 'front' | 'back') =>
      here.flatMap((card, index): PlacedScene[] => {
        const [scene, cell] = [card[side], cells[index]];
        return scene === null || cell === undefined ? [] : [placeInCell(scene, cell, sheet)];
      });
    fronts.push(sheetPage(sheet, 'front', placed('front'), options));
    const behind = placed('back').map((scene) => turnOver(scene, sheet, options.duplex));
    if (hasBacks) backs.push(sheetPage(sheet, 'back', behind, options));
    next += Math.max(1, here.length);
  }
  if (options.duplex === 'none') return [...fronts, ...backs];
  return fronts.flatMap((front, index) => [front, ...(backs[index] === undefined ? [] : [backs[index]])]);
}

const cellAt = (place: { xMm: number; yMm: number } | undefined, { trim }: Sheet): Box => ({
  xMm: place?.xMm ?? 0,
  yMm: place?.yMm ?? 0,
  ...trim,
});

/** A card that stands upright where the sheet's lie is turned a quarter. */
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
  const whole = { xMm: 0, yMm: 0, ...mediaBox };
  const cells = cardPositions(sheet).map((place) => cellAt(place, sheet));
  const printer = options.printer;
  return {
    side,
    mediaBox,
    bleedBox: whole,
    trimBox: whole,
    placed,
    cropMarks: options.marks && side === 'front' ? sheetCropMarks(cells) : [],
    outlines: options.outlines ? placed.map(({ box }) => box) : [],
    correction: printer === null ? null : correctionMatrix(side === 'front' ? printer.front : printer.back),
  };
}

/** Marks stand outside the bleed, with the length and gap printers expect. */
const SLUG_MM = 7;

/** Each side alone on a page with its bleed: what a print shop asks for. */
export function imposeSingle(card: PrintedCard, { bleedMm, marks }: Pick<Preset, 'bleedMm' | 'marks'>): Page[] {
  const page = (scene: Scene, side: Page['side']): Page => {
    const edge = bleedMm + (marks ? SLUG_MM : 0);
    const { widthMm, heightMm } = scene.trim;
    const trimBox = { xMm: edge, yMm: edge, widthMm, heightMm };
    return {
      side,
      mediaBox: { widthMm: widthMm + 2 * edge, heightMm: heightMm + 2 * edge },
      bleedBox: grown(trimBox, bleedMm),
      trimBox,
      placed: [{ scene, box: trimBox, rotation: 0, bleedMm }],
      cropMarks: marks ? cropMarksAround(trimBox, Math.max(bleedMm, MARK_GAP_MM) + 0.5) : [],
      outlines: [],
      correction: null,
    };
  };
  return [page(card.front, 'front'), ...(card.back === null ? [] : [page(card.back, 'back')])];
}

/** One panel the right way up and one head down above it: folded in two, a tent to be read from both sides of a table. */
export function imposeTent(scene: Scene, paper: Trim, printer: PrinterProfile | null): Page {
  const whole = { xMm: 0, yMm: 0, ...paper };
  const panel = { xMm: 0, widthMm: paper.widthMm, heightMm: paper.heightMm / 2 };
  const fold = paper.heightMm / 2;
  return {
    side: 'front',
    mediaBox: paper,
    bleedBox: whole,
    trimBox: whole,
    placed: [
      { scene, box: { ...panel, yMm: 0 }, rotation: 180, bleedMm: 0 },
      { scene, box: { ...panel, yMm: fold }, rotation: 0, bleedMm: 0 },
    ],
    cropMarks: [
      { x1Mm: 4, y1Mm: fold, x2Mm: 12, y2Mm: fold },
      { x1Mm: paper.widthMm - 12, y1Mm: fold, x2Mm: paper.widthMm - 4, y2Mm: fold },
    ],
    outlines: [],
    correction: printer === null ? null : correctionMatrix(printer.front),
  };
}

const grown = ({ xMm, yMm, widthMm, heightMm }: Box, byMm: number): Box => ({
  xMm: xMm - byMm,
  yMm: yMm - byMm,
  widthMm: widthMm + 2 * byMm,
  heightMm: heightMm + 2 * byMm,
});

/** Marks in the sheet's margins, in line with every cut, so that a ruler laid on two of them cuts straight. */
function sheetCropMarks(cells: readonly Box[]): Segment[] {
  const columns = distinct(cells.flatMap(({ xMm, widthMm }) => [xMm, xMm + widthMm]));
  const rows = distinct(cells.flatMap(({ yMm, heightMm }) => [yMm, yMm + heightMm]));
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

function distinct(values: number[]): number[] {
  return [...new Set(values.map((value) => Math.round(value * 1000) / 1000))];
}
