import type { FaceName } from './fonts';

/** Inks, not screen colours: each renderer gives them its own values (`inks.ts`). */
export type Ink = 'text' | 'muted' | 'accent';

/** Part of a line in one face; `text` shaped by that face alone. */
export type TextSegment = { face: FaceName; text: string; xMm: number; widthMm: number };

/** One line of text, already broken, measured with the fonts' own metrics. */
export type TextItem = {
  kind: 'text';
  /** Which property it says, for the reader of findings. */
  role: string;
  text: string;
  xMm: number;
  baselineMm: number;
  fontSizePt: number;
  widthMm: number;
  ink: Ink;
  segments: TextSegment[];
  /** Characters that no face of ours has a glyph for. */
  missing: string;
};

/** A QR symbol without its quiet zone, which the layout keeps free around it. */
export type SymbolItem = {
  kind: 'symbol';
  xMm: number;
  yMm: number;
  moduleMm: number;
  size: number;
  modules: Uint8Array;
};

export type SceneItem = TextItem | SymbolItem;

/**
 * What is on one side of a card, in millimetres from the trim's top left corner, y downwards. Renderers only draw:
 * every line is broken, every position decided.
 */
export type Scene = { trim: Trim; items: SceneItem[] };

export type Trim = { widthMm: number; heightMm: number };

export const SAFE_MARGIN_MM = 4;
