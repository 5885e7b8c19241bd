import type { Trim } from './scene';

/**
 * A sheet of cards. Millimetres from the paper's top left corner; `pitch` is from one card's corner to the next one's.
 * `trim` cards butt against each other where the pitch equals their size.
 */
export type Sheet = {
  id: SheetId;
  paper: { name: 'Letter' | 'A4'; widthMm: number; heightMm: number };
  trim: Trim;
  columns: number;
  rows: number;
  originMm: { x: number; y: number };
  pitchMm: { x: number; y: number };
};

export type SheetId = 'letter-10' | 'a4-10-85x54';

/**
 * Geometries on which gLabels' and LibreOffice's template databases agree. letter-10 is Avery 5371, 8371, 8871 and their
 * family; a4-10-85x54 is Avery C32010, C32011, DECAdry OCC-3342.
 */
export const SHEETS: Record<SheetId, Sheet> = {
  'letter-10': {
    id: 'letter-10',
    paper: { name: 'Letter', widthMm: 215.9, heightMm: 279.4 },
    trim: { widthMm: 88.9, heightMm: 50.8 },
    columns: 2,
    rows: 5,
    originMm: { x: 19.05, y: 12.7 },
    pitchMm: { x: 88.9, y: 50.8 },
  },
  'a4-10-85x54': {
    id: 'a4-10-85x54',
    paper: { name: 'A4', widthMm: 210, heightMm: 297 },
    trim: { widthMm: 85, heightMm: 54 },
    columns: 2,
    rows: 5,
    originMm: { x: 15, y: 13.5 },
    pitchMm: { x: 95, y: 54 },
  },
};

/** Where each card's top left corner is, row by row. */
export function cardPositions(sheet: Sheet): { xMm: number; yMm: number }[] {
  return Array.from({ length: sheet.columns * sheet.rows }, (_, index) => ({
    xMm: sheet.originMm.x + (index % sheet.columns) * sheet.pitchMm.x,
    yMm: sheet.originMm.y + Math.floor(index / sheet.columns) * sheet.pitchMm.y,
  }));
}

/** One card for a print shop: its trim, the bleed around it. */
export const BLEED_MM = 3;
export const SHOP_TRIMS = {
  /** Canada and the United States, 3.5 × 2 in. */
  '89x51': { widthMm: 88.9, heightMm: 50.8 },
  /** Europe. */
  '85x55': { widthMm: 85, heightMm: 55 },
} as const satisfies Record<string, Trim>;
export type ShopTrim = keyof typeof SHOP_TRIMS;
