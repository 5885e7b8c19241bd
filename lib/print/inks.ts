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

/** Components from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];
/** Percent of each ink. */
export type Cmyk = readonly [cyan: number, magenta: number, yellow: number, black: number];

/** Parses "#rrggbb"; returns `null` for anything else. */
export function parseColour(text: string): Rgb | null {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

const RULE: Rgb = [140, 140, 140];
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** The contrast that text needs (WCAG 2.2 §1.4.3). */
const TEXT_CONTRAST = 4.5;
/** The default second tint: this much of the accent on white paper. */
const TINT_SHARE = 0.1;

export const toHex = (rgb: Rgb): string => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

const mix = (one: Rgb, other: Rgb, share: number): Rgb =>
  one.map((part, index) => Math.round(part * share + (other[index] ?? 0) * (1 - share))) as unknown as Rgb;

/** Returns the second tint of a card that has none of its own: a pale form of its accent. */
export const paleTint = (accent: string): string => toHex(mix(parseColour(accent) ?? BLACK, WHITE, TINT_SHARE));

/** Returns `colour` darkened as little as needed for text on paper; its hue is kept. */
function darkenedForText(colour: Rgb): Rgb {
  for (let share = 1; share > 0; share -= 0.02) {
    const candidate = mix(colour, BLACK, share);
    if (contrast(candidate, WHITE) >= TEXT_CONTRAST) return candidate;
  }
  return BLACK;
}

/** Returns the colour of letters on a coloured ground: white if it can be read, otherwise the better of the two. */
function inkOn(ground: Rgb): Rgb {
  const white = contrast(WHITE, ground);
  return white >= TEXT_CONTRAST || white >= contrast(BLACK, ground) ? WHITE : BLACK;
}

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
      return darkenedForText(parseColour(accent) ?? BLACK);
    case 'onAccent':
      return inkOn(parseColour(accent) ?? BLACK);
    case 'tint':
      return parseColour(tint) ?? parseColour(paleTint(accent)) ?? WHITE;
    case 'onTint':
      return inkOn(inkRgb('tint', { accent, tint }));
  }
}

/** Is this ink white letters, which ink spread narrows? */
export const isWhite = (ink: Ink, palette: Palette): boolean => inkRgb(ink, palette).every((part) => part === 255);

/** WCAG 2.2 relative luminance, 0 to 1. */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
