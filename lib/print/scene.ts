import type { RegionProfile } from '../i18n/locales';
import type { Direction } from './bidi';
import type { FaceName, RunStyle } from './fonts';

/**
 * Inks, not colours: each renderer maps them to its own values (`inks.ts`). `text` is pure black, `accent` the card's
 * colour, `tint` its second one; `accentText` is the accent made dark enough for letters on paper, `onAccent` and
 * `onTint` the ink of letters on those grounds; `rule` the grey of writing lines, `paper` no ink at all.
 */
export type Ink = 'text' | 'accent' | 'accentText' | 'onAccent' | 'tint' | 'onTint' | 'rule' | 'paper';

/** Part of a line in one face and one direction; `xMm` is its offset from the start of the line. */
export type TextSegment = RunStyle & {
  face: FaceName;
  text: string;
  xMm: number;
  widthMm: number;
  /** Space added after each glyph. */
  trackingMm: number;
};

/** One line of text, after line breaking, measured with the fonts' metrics. */
export type TextItem = {
  kind: 'text';
  /** The property it shows, named in findings. */
  role: string;
  /** The card's entry it belongs to (`phone:<id>`); empty for fixed texts. */
  key: string;
  text: string;
  xMm: number;
  baselineMm: number;
  fontSizePt: number;
  widthMm: number;
  xHeightMm: number;
  capHeightMm: number;
  /** Distance to the next line of the same entry; `null` on its last line. */
  leadingMm: number | null;
  ink: Ink;
  direction: Direction;
  /** The full text of its entry when the line is truncated (shown, never printed); otherwise empty. */
  cutFrom: string;
  segments: TextSegment[];
  /** Characters for which none of our fonts has a glyph. */
  missing: string;
};

/** A QR symbol without its quiet zone, which the layout keeps free around it. `payload` is what a scanner must read. */
export type SymbolItem = {
  kind: 'symbol';
  xMm: number;
  yMm: number;
  moduleMm: number;
  size: number;
  modules: Uint8Array;
  payload: string;
  code: 'offline' | 'link' | 'reply';
  /** The properties that its content leaves out for want of room. */
  dropped: readonly string[];
};

/** A filled rectangle; one that reaches the trim's edge is drawn beyond it, into the bleed. */
export type RectItem = { kind: 'rect'; ink: Ink; xMm: number; yMm: number; widthMm: number; heightMm: number };

/** A straight stroke: a writing line, a mark, a ruler tick. */
export type LineItem = {
  kind: 'line';
  ink: Ink;
  x1Mm: number;
  y1Mm: number;
  x2Mm: number;
  y2Mm: number;
  strokeMm: number;
};

/** A step of a path, in absolute coordinates: move, line, cubic curve, close. */
export type PathCommand =
  | readonly ['M', number, number]
  | readonly ['L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];

/** A drawn shape in millimetres: an icon, a circle, a mark. Filled unless it has a stroke; the box bounds it. */
export type PathItem = {
  kind: 'path';
  ink: Ink;
  commands: readonly PathCommand[];
  /** The width of its outline; `null` for a filled shape. */
  strokeMm: number | null;
  xMm: number;
  yMm: number;
  widthMm: number;
  heightMm: number;
};

/** How the outline of a shape is drawn: its width in the picture's pixels, and PDF's codes of caps and joins. */
export type VectorStroke = { widthPx: number; cap: 0 | 1 | 2; join: 0 | 1 | 2; miterLimit: number };

/** A shape of a vector picture, in the picture's pixels, filled or stroked with one colour; `rgb` from 0 to 255. */
export type VectorShape = {
  commands: readonly PathCommand[];
  rgb: readonly [number, number, number];
  evenOdd: boolean;
  /** Its outline is drawn, not its inside. */
  stroke?: VectorStroke;
};

/**
 * A picture's pixels, row by row, three bytes each (sRGB), with transparency flattened onto white; `dataUrl` is the
 * same picture for the screen.
 */
export type PrintPicture = {
  id: string;
  widthPx: number;
  heightPx: number;
  rgb: Uint8Array;
  dataUrl: string;
  /** One byte per pixel, 0 for transparent; absent when every pixel is opaque. */
  alpha?: Uint8Array;
  /** The same pixels as a baseline JPEG, when the picture is opaque: a home printer's file holds it as it is. */
  jpeg?: Uint8Array;
  /** The shapes of a drawing (SVG), drawn instead of the pixels. */
  shapes?: readonly VectorShape[];
};

/** A picture that fills its box; the excess width or height is cropped evenly on both sides. */
export type ImageItem = {
  kind: 'image';
  role: 'photo' | 'logo';
  picture: PrintPicture;
  xMm: number;
  yMm: number;
  widthMm: number;
  heightMm: number;
  /** Cropped to the ellipse of its box instead of the box. */
  isRound?: boolean;
  /** What is under it, for its transparent parts. Paper when absent. */
  ground?: Ink;
  /** Drawn in the ink of letters on `ground`, as opaque as its pixels are dark. */
  isReversed?: boolean;
};

export type SceneItem = TextItem | SymbolItem | RectItem | LineItem | ImageItem | PathItem;

/** The card's colours, as "#rrggbb". */
export type Palette = { accent: string; tint: string };

/**
 * One side of a card, in millimetres from the trim's top left corner, y pointing down. Renderers only draw: line breaks
 * and positions are already decided. `region` gives the language of its texts; `owner` is the full name of the person
 * whose card it is, for the alternative texts of pictures and codes.
 */
export type Scene = Palette & { trim: Trim; items: SceneItem[]; region: RegionProfile; owner: string };

export type Trim = { widthMm: number; heightMm: number };

export type Box = Trim & { xMm: number; yMm: number };

/** Minimum distance from text to the cut (PRODUCT facts: a guillotine's tolerance). */
export const SAFE_MARGIN_MM = 4;

/** How far a coloured edge is drawn beyond the trim: more than any shop's bleed, to which imposition then clips it. */
export const EDGE_OVERRUN_MM = 5;

/** Returns the size at which a picture is drawn so that it covers `item` and keeps its proportions. */
export function coverSize({ picture, widthMm, heightMm }: ImageItem): Trim {
  const scale = Math.max(widthMm / picture.widthPx, heightMm / picture.heightPx);
  return { widthMm: picture.widthPx * scale, heightMm: picture.heightPx * scale };
}
