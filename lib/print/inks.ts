import { BLACK, lettersOn, mix, parseColour, type Rgb, readableOn, toHex, WHITE } from '../card/colour';
import type { Ink, Palette } from './scene';

/** Accent colours on offer, each ≥ 4.5 : 1 on white paper; the first is the default. */
export const ACCENTS = {
  river: '#0B5B6B',
  black: '#000000',
  forest: '#2E6B3A',
  burgundy: '#8A1F3C',
  night: '#24377A',
  earth: '#7A4A12',
} as const;
export type NamedAccent = keyof typeof ACCENTS;
export const DEFAULT_ACCENT = ACCENTS.river;

/** Percent of each ink. */
export type Cmyk = readonly [cyan: number, magenta: number, yellow: number, black: number];

const RULE: Rgb = [140, 140, 140];
/** The default second tint: this much of the accent on white paper. */
const TINT_SHARE = 0.1;

/** Returns the second tint of a card that has none of its own: a pale form of its accent. */
export const paleTint = (accent: string): string => toHex(mix(parseColour(accent) ?? BLACK, WHITE, TINT_SHARE));

/** Returns an ink's colour on a screen and on a home printer, whose driver converts it to its own inks. */
export function inkRgb(ink: Ink, { accent, tint }: Palette): Rgb {
  switch (ink) {
    case 'paper':
      return WHITE;
    case 'rule':
      return RULE;
    case 'text':
      return BLACK;
    case 'accent':
      return parseColour(accent) ?? BLACK;
    case 'accentText':
      return readableOn(WHITE, parseColour(accent) ?? BLACK, BLACK);
    case 'onAccent':
      return lettersOn(parseColour(accent) ?? BLACK);
    case 'tint':
      return parseColour(tint) ?? parseColour(paleTint(accent)) ?? WHITE;
    case 'onTint':
      return lettersOn(inkRgb('tint', { accent, tint }));
  }
}

/** Is this ink white letters, which ink spread narrows? */
export const isWhite = (ink: Ink, palette: Palette): boolean => inkRgb(ink, palette).every((part) => part === 255);
