import type { FaceName } from './fonts';

/**
 * Inks, not colours: each renderer gives them its own values (`inks.ts`). `text` is black alone, `accent` the card's own
 * colour, `rule` the grey of lines to write on, `paper` no ink at all: letters left white in a coloured ground.
 */
export type Ink = 'text' | 'accent' | 'rule' | 'paper';

/** Part of a line in one face and one direction; `text` shaped by that face alone, `xMm` where it begins on paper. */
export type TextSegment = { face: FaceName; text: string; xMm: number; widthMm: number };

/** One line of text, already broken, measured with the fonts' own metrics. */
export type TextItem = {
  kind: 'text';
  /** Which property it says, for the reader of findings. */
  role: string;
  /** Which of the card's entries it is: `phone:<id>`. Empty for words that are nobody's details. */
  key: string;
  text: string;
  xMm: number;
  baselineMm: number;
  fontSizePt: number;
  widthMm: number;
  /** Heights of a small letter without ascender and of a capital. */
  xHeightMm: number;
  capHeightMm: number;
  /** Distance to the next line of the same entry; `null` on its last line. */
  leadingMm: number | null;
  ink: Ink;
  /** The whole text of its entry, where this is what is left of it: shown, and never printed. Else empty. */
  cutFrom: string;
  segments: TextSegment[];
  /** Characters that no face of ours has a glyph for. */
  missing: string;
};

/** A QR symbol without its quiet zone, which the layout keeps free around it. `payload` is what a reader must find. */
export type SymbolItem = {
  kind: 'symbol';
  xMm: number;
  yMm: number;
  moduleMm: number;
  size: number;
  modules: Uint8Array;
  payload: string;
};

/** A filled rectangle; one that reaches the trim's edge is drawn beyond it, into the bleed. */
export type RectItem = { kind: 'rect'; ink: Ink; xMm: number; yMm: number; widthMm: number; heightMm: number };

/** A straight stroke: a line to write on, a mark, a ruler's tick. */
export type LineItem = {
  kind: 'line';
  ink: Ink;
  x1Mm: number;
  y1Mm: number;
  x2Mm: number;
  y2Mm: number;
  strokeMm: number;
};

/**
 * A picture's pixels, row by row, three bytes each (sRGB), transparency already laid on white; and the same picture as
 * a file a screen can show.
 */
export type PrintPicture = { id: string; widthPx: number; heightPx: number; rgb: Uint8Array; dataUrl: string };

/** A picture that fills its box: what is too wide or too high is cut off evenly on both sides. */
export type ImageItem = {
  kind: 'image';
  role: 'photo' | 'logo';
  picture: PrintPicture;
  xMm: number;
  yMm: number;
  widthMm: number;
  heightMm: number;
};

export type SceneItem = TextItem | SymbolItem | RectItem | LineItem | ImageItem;

/**
 * What is on one side of a card, in millimetres from the trim's top left corner, y downwards. Renderers only draw:
 * every line is broken, every position decided. `accent` is the ink `accent` as "#rrggbb".
 */
export type Scene = { trim: Trim; items: SceneItem[]; accent: string };

export type Trim = { widthMm: number; heightMm: number };

export type Box = Trim & { xMm: number; yMm: number };

/** Nothing that must be read comes nearer to the cut (PRODUCT facts: a guillotine's play). */
export const SAFE_MARGIN_MM = 4;

/** How far a coloured edge is drawn beyond the trim: more than any shop's bleed; imposition cuts it to what is asked. */
export const EDGE_OVERRUN_MM = 5;

/** How much larger than its own pixels' box a picture is drawn so as to fill `item`, keeping its proportions. */
export function coverSize({ picture, widthMm, heightMm }: ImageItem): Trim {
  const scale = Math.max(widthMm / picture.widthPx, heightMm / picture.heightPx);
  return { widthMm: picture.widthPx * scale, heightMm: picture.heightPx * scale };
}
