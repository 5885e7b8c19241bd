import type { CardLines } from '../card-lines';
import type { Finding } from '../findings';
import type { FontSet } from '../fonts';
import type { PrintMessages } from '../print-messages';
import type { CodeDrawing } from '../printed-code';
import type { PrintPicture, SceneItem, Trim } from '../scene';
import type { Priority } from '../text-flow';

export type Pictures = { photo: PrintPicture | null; logo: PrintPicture | null };

/** Everything a design may look at. `other` is the same card in the other language, with its own words. */
export type DesignInput = {
  content: CardLines;
  words: PrintMessages;
  other: { content: CardLines; words: PrintMessages };
  trim: Trim;
  fonts: FontSet;
  code: CodeDrawing | null;
  pictures: Pictures;
  sides: 1 | 2;
  ink: 'saving' | 'full';
  priority: Priority;
};

/** What is on each side; `back` is null for a card printed on one side. */
export type DesignOutput = { front: SceneItem[]; back: SceneItem[] | null; findings: Finding[] };

/** A design is a pure function of what the card says and where it has to fit. */
export type LayOutDesign = (input: DesignInput) => DesignOutput;

/** Inside the safe area by a millimetre, so that a sheet fed a little askew still has white all round. */
export const MARGIN_MM = 5;
