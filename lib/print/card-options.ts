import type { OtherSideText } from './card-lines';
import type { Design } from './designs/designs';
import { DEFAULT_ACCENT } from './inks';
import type { CodeKind } from './printed-code';

/** How a card is to look, beside what it says. All of it can be kept as JSON. */
export type CardOptions = {
  design: Design;
  /** `null`: as the design is made for. */
  sides: 1 | 2 | null;
  orientation: 'landscape' | 'portrait';
  code: CodeKind | 'none';
  /** "#rrggbb". */
  accent: string;
  ink: 'saving' | 'full';
  /** The size of letters aimed for: as usual, clear print (12 pt), large print (16 pt). */
  legibility: 'usual' | 'clear' | 'large';
  /** Entries' keys or roles (content.ts): never printed; printed first; last to go when the card is too full. */
  leftOut: string[];
  order: string[];
  kept: string[];
  /** What the other side of a bilingual card says otherwise. */
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
