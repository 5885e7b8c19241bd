import type { CardLines } from '../card-lines';
import type { Finding } from '../findings';
import type { FontSet } from '../fonts';
import type { PrintMessages } from '../print-messages';
import type { CodeDrawing } from '../printed-code';
import type { PrintPicture, SceneItem, Trim } from '../scene';
import type { Priority } from '../text-flow';

export type Pictures = { photo: PrintPicture | null; logo: PrintPicture | null };

/** The input of a design. `other` is the same card in the other language, with that language's fixed texts. */
export type DesignInput = {
  content: CardLines;
  messages: PrintMessages;
  other: { content: CardLines; messages: PrintMessages };
  trim: Trim;
  fonts: FontSet;
  code: CodeDrawing | null;
  pictures: Pictures;
  sides: 1 | 2;
  ink: 'saving' | 'full';
  priority: Priority;
};

/** The items of each side; `back` is null for a one-sided card. */
export type DesignOutput = { front: SceneItem[]; back: SceneItem[] | null; findings: Finding[] };

/** A design: a pure function of the card's content and the space available. */
export type LayOutDesign = (input: DesignInput) => DesignOutput;

/** One millimetre more than the safe margin, so that a sheet fed slightly askew keeps a white margin all round. */
export const MARGIN_MM = 5;
