import type { OtherSideText } from './card-lines';
import type { Design } from './designs/designs';
import { DEFAULT_ACCENT } from './inks';
import type { CodeKind } from './printed-code';

/** The appearance of a printed card, apart from its content. Can be stored as JSON. */
export type CardOptions = {
  design: Design;
  /** `null`: the design's default. */
  sides: 1 | 2 | null;
  orientation: 'landscape' | 'portrait';
  code: CodeKind | 'none';
  /** "#rrggbb". */
  accent: string;
  ink: 'saving' | 'full';
  /** The target text size: usual, clear print (12 pt), large print (16 pt). */
  legibility: 'usual' | 'clear' | 'large';
  /** Keys or roles of entries (card-lines.ts): never printed; printed first; last to be dropped from a full card. */
  leftOut: string[];
  order: string[];
  kept: string[];
  /** Texts that the back of a bilingual card prints instead of the front's. */
  other: OtherSideText;
};

export const DEFAULT_OPTIONS: CardOptions = {
  design: 'classic',
  sides: null,
  orientation: 'landscape',
  code: 'offline',
  accent: DEFAULT_ACCENT,
  ink: 'saving',
  legibility: 'usual',
  leftOut: [],
  order: [],
  kept: [],
  other: { title: '', organisation: '', headline: '' },
};
