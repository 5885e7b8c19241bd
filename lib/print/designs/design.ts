import type { Priority } from '../arrangement';
import type { CardLine, CardLines, CardTexts } from '../card-lines';
import type { Finding } from '../findings';
import type { FontSet } from '../fonts';
import type { PrintMessages } from '../print-messages';
import type { CodeSource } from '../printed-code';
import type { PrintPicture, SceneItem, Trim } from '../scene';

export type Pictures = { photo: PrintPicture | null; logo: PrintPicture | null };

/** The input of one side of a card: its content in one language, and the space and means there are to print it. */
export type Side = {
  content: CardLines;
  messages: PrintMessages;
  trim: Trim;
  /** How far colour may go beyond the trim; less than a millimetre means that colour stops inside the card. */
  bleedMm: number;
  fonts: FontSet;
  /** The code that this side carries, if it does. */
  code: CodeSource | null;
  pictures: Pictures;
  ink: 'saving' | 'full';
  priority: Priority;
  texts: CardTexts;
  /** The card says everything on this side: it is the only one, or the other one says it in another language. */
  isWhole: boolean;
  /** Entries that found no room on the front, for the back to print if it can. */
  overflow: readonly CardLine[];
};

/** `left` holds the entries that found no room on this side. */
export type SideOutput = { items: SceneItem[]; findings: Finding[]; left: CardLine[] };

/** A pure function from a side's content and space to what it draws. */
type LayOutSide = (side: Side) => SideOutput;

/**
 * A design. On a one-sided card, the front carries the code; otherwise the back does. The back of a bilingual card is
 * a second front.
 */
export type Design = {
  front: LayOutSide;
  back: LayOutSide;
  /** The back prints the headline, large: the front does not repeat it. */
  headlineOnBack?: boolean;
};

/** One millimetre more than the safe margin, so that a sheet fed slightly askew keeps a white margin all round. */
export const MARGIN_MM = 5;

/** Below this bleed, a coloured ground stops this far inside the edge, and no white sliver shows after cutting. */
export const LEAST_BLEED_MM = 1;
export const INNER_EDGE_MM = 3;

/** A square card is composed as an upright one: its columns would be too narrow. */
export const isWide = ({ trim }: Pick<Side, 'trim'>): boolean => trim.widthMm >= trim.heightMm * 1.2;

/** Returns the card's scale relative to 88.9 × 50.8 mm, limited to 1–1.6; text and codes grow with it. */
export function scaleOf({ widthMm, heightMm }: Trim): number {
  const [long, short] = [Math.max(widthMm, heightMm), Math.min(widthMm, heightMm)];
  return Math.min(1.6, Math.max(1, Math.min(long / 88.9, short / 50.8)));
}
