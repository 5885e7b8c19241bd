import type { CardLook } from '../card/card';
import { parseColour } from '../card/colour';
import type { CardTexts, OtherSideText } from './card-lines';
import { DESIGN_DEFAULTS, DESIGNS, type DesignName } from './designs/design-names';
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
  /** The family of every text; '' for those of the design. */
  typeface: '' | TypefaceChoice;
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
  typeface: '',
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

/** Families that may replace those of a design. */
export const TYPEFACES = ['atkinson', 'public-sans', 'source-serif', 'young-serif', 'barlow-condensed'] as const;
type TypefaceChoice = (typeof TYPEFACES)[number];

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  (names as readonly string[]).includes(name);

/** Returns the options with the look that the card carries; what is not known keeps its value. */
export function withLook(options: CardOptions, { look }: { look?: CardLook | undefined }): CardOptions {
  if (look === undefined) return options;
  const { design, accent, tint, typeface } = look;
  return {
    ...options,
    design: isOneOf(DESIGNS, design) ? design : options.design,
    accent: parseColour(accent) === null ? options.accent : accent,
    tint: parseColour(tint) === null ? '' : tint,
    typeface: isOneOf(TYPEFACES, typeface) ? typeface : '',
  };
}

/** Returns the look that the options give a card. */
export const lookOf = ({ design, accent, tint, typeface }: CardOptions): CardLook => ({
  design,
  accent,
  tint,
  typeface,
});

/** Returns the number of printed sides. */
export const sidesOf = ({ design, sides, bilingual }: CardOptions): 1 | 2 =>
  bilingual ? 2 : (sides ?? DESIGN_DEFAULTS[design].sides);

/** Whether the card stands upright on paper of either orientation. */
export const isUpright = ({ orientation, design }: Pick<CardOptions, 'orientation' | 'design'>): boolean =>
  (orientation ?? DESIGN_DEFAULTS[design].orientation) === 'portrait';
