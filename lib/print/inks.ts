import type { Ink } from './scene';

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
type Rgb = readonly [red: number, green: number, blue: number];
/** Percent of each ink. */
type Cmyk = readonly [cyan: number, magenta: number, yellow: number, black: number];

/** Parses "#rrggbb"; returns `null` for anything else. */
export function parseColour(text: string): Rgb | null {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

/**
 * Converts to CMYK with full grey-component replacement: the grey part of a colour is printed with black ink alone, so
 * that at most two coloured inks overlap (total ≤ 300 %) and small letters stay sharp when the plates are slightly out
 * of register.
 */
export function toCmyk([red, green, blue]: Rgb): Cmyk {
  const brightest = Math.max(red, green, blue);
  if (brightest === 0) return [0, 0, 0, 100];
  const part = (value: number) => Math.round((1 - value / brightest) * 100);
  return [part(red), part(green), part(blue), Math.round((1 - brightest / 255) * 100)];
}

const RULE: Rgb = [140, 140, 140];

/** Returns an ink's colour on a screen and on a home printer, whose driver converts it to its own inks. */
export function inkRgb(ink: Ink, accent: string): Rgb {
  if (ink === 'paper') return [255, 255, 255];
  if (ink === 'rule') return RULE;
  if (ink === 'text') return [0, 0, 0];
  return parseColour(accent) ?? [0, 0, 0];
}

/** Returns an ink's DeviceCMYK values for a press. Text is pure black: four inks out of register blur small letters. */
export const inkCmyk = (ink: Ink, accent: string): Cmyk => toCmyk(inkRgb(ink, accent));

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

export const totalInk = (inks: Cmyk): number => inks[0] + inks[1] + inks[2] + inks[3];
