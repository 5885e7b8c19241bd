import type { CardTexts, OtherSideText } from './card-lines';
import { DESIGN_DEFAULTS, type DesignName } from './designs/design-names';
import { DEFAULT_ACCENT } from './inks';
import type { CodeKind } from './printed-code';

/** The appearance of a printed card, apart from its content. Can be stored as JSON. */
export type CardOptions = {
  design: DesignName;
  /** `null`: the design's default. */
  sides: 1 | 2 | null;
  /** `null`: the design's default. */
  orientation: 'landscape' | 'portrait' | null;
  code: CodeKind | 'none';
  /** "#rrggbb". */
  accent: string;
  /** "#rrggbb"; '' for a pale form of the accent. */
  tint: string;
  /** The back says what the front says, in the other language. */
  bilingual: boolean;
  /** What the back of an appointment card holds. */
  backKind: 'appointment' | 'loyalty';
  ink: 'saving' | 'full';
  /** The target text size: usual, clear print (12 pt), large print (16 pt). */
  legibility: 'usual' | 'clear' | 'large';
  /** Keys or roles of entries (card-lines.ts): never printed; printed first; last to be dropped from a full card. */
  leftOut: string[];
  order: string[];
  kept: string[];
  /** Texts that the back of a bilingual card prints instead of the front's. */
  other: OtherSideText;
  texts: CardTexts;
};

export const DEFAULT_OPTIONS: CardOptions = {
  design: 'classic',
  sides: null,
  orientation: null,
  code: 'offline',
  accent: DEFAULT_ACCENT,
  tint: '',
  bilingual: false,
  backKind: 'appointment',
  ink: 'full',
  legibility: 'usual',
  leftOut: [],
  order: [],
  kept: [],
  other: { title: '', organisation: '', headline: '' },
  texts: { licence: '', services: [], urgent: '' },
};

/** Returns the number of printed sides. */
export const sidesOf = ({ design, sides, bilingual }: CardOptions): 1 | 2 =>
  bilingual ? 2 : (sides ?? DESIGN_DEFAULTS[design].sides);
