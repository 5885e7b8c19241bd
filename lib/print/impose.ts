import type { Scene, Trim } from './scene';
import { BLEED_MM, cardPositions, type Sheet } from './sheets';

/** ISO 32000-1 §14.11.2: millimetres from the page's top left corner. */
export type Box = { xMm: number; yMm: number; widthMm: number; heightMm: number };

export type CropMark = { x1Mm: number; y1Mm: number; x2Mm: number; y2Mm: number };

export type Page = {
  mediaBox: Trim;
  /** Only where the page is one card for a shop; a sheet is cut by its own perforations or marks. */
  bleedBox?: Box;
  trimBox?: Box;
  placed: { scene: Scene; xMm: number; yMm: number }[];
  cropMarks: CropMark[];
};

const MARK_GAP_MM = 1.5;
const MARK_LENGTH_MM = 4;

/** Fills a sheet with copies of one card; `marks` for plain paper, none for a sheet that is already perforated. */
export function imposeSheet(scene: Scene, sheet: Sheet, { marks }: { marks: boolean }): Page {
  return {
    mediaBox: { widthMm: sheet.paper.widthMm, heightMm: sheet.paper.heightMm },
    placed: cardPositions(sheet).map((position) => ({ scene, ...position })),
    cropMarks: marks ? sheetCropMarks(sheet) : [],
  };
}

/** One card on a page of its own, with its bleed: what a print shop asks for. */
export function imposeSingle(scene: Scene): Page {
  const { widthMm, heightMm } = scene.trim;
  const mediaBox = { widthMm: widthMm + 2 * BLEED_MM, heightMm: heightMm + 2 * BLEED_MM };
  return {
    mediaBox,
    bleedBox: { xMm: 0, yMm: 0, ...mediaBox },
    trimBox: { xMm: BLEED_MM, yMm: BLEED_MM, widthMm, heightMm },
    placed: [{ scene, xMm: BLEED_MM, yMm: BLEED_MM }],
    cropMarks: [],
  };
}

/** Marks in the sheet's margins, in line with every cut, so that a ruler laid on two of them cuts straight. */
function sheetCropMarks(sheet: Sheet): CropMark[] {
  const positions = cardPositions(sheet);
  const { widthMm, heightMm } = sheet.trim;
  const columns = distinct(positions.flatMap(({ xMm }) => [xMm, xMm + widthMm]));
  const rows = distinct(positions.flatMap(({ yMm }) => [yMm, yMm + heightMm]));
  const [left, right] = [Math.min(...columns), Math.max(...columns)];
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)];
  const vertical = columns.flatMap((x) => [
    { x1Mm: x, y1Mm: top - MARK_GAP_MM - MARK_LENGTH_MM, x2Mm: x, y2Mm: top - MARK_GAP_MM },
    { x1Mm: x, y1Mm: bottom + MARK_GAP_MM, x2Mm: x, y2Mm: bottom + MARK_GAP_MM + MARK_LENGTH_MM },
  ]);
  const horizontal = rows.flatMap((y) => [
    { x1Mm: left - MARK_GAP_MM - MARK_LENGTH_MM, y1Mm: y, x2Mm: left - MARK_GAP_MM, y2Mm: y },
    { x1Mm: right + MARK_GAP_MM, y1Mm: y, x2Mm: right + MARK_GAP_MM + MARK_LENGTH_MM, y2Mm: y },
  ]);
  return [...vertical, ...horizontal];
}

function distinct(values: number[]): number[] {
  return [...new Set(values.map((value) => Math.round(value * 1000) / 1000))];
}
