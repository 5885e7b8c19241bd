import type { Ink } from './scene';

/** The accents offered, each ≥ 4.5 : 1 on white paper; the first is what a card begins with. */
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

/** Parts of 255. */
type Rgb = readonly [red: number, green: number, blue: number];
/** Percent of each ink. */
type Cmyk = readonly [cyan: number, magenta: number, yellow: number, black: number];

/** "#rrggbb" in parts; `null` when it is not one. */
export function parseColour(text: string): Rgb | null {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

/**
 * Full grey-component replacement: whatever grey is in a colour is printed with black ink alone, so that at most two
 * coloured inks meet (total ≤ 300 %) and small letters stay sharp when the plates are a hair out of register.
 */
export function toCmyk([red, green, blue]: Rgb): Cmyk {
  const most = Math.max(red, green, blue);
  if (most === 0) return [0, 0, 0, 100];
  const part = (value: number) => Math.round((1 - value / most) * 100);
  return [part(red), part(green), part(blue), Math.round((1 - most / 255) * 100)];
}

const RULE: Rgb = [140, 140, 140];

/** What an ink is on a screen and on a home printer, whose driver makes its own inks of it. */
export function inkRgb(ink: Ink, accent: string): Rgb {
  if (ink === 'paper') return [255, 255, 255];
  if (ink === 'rule') return RULE;
  if (ink === 'text') return [0, 0, 0];
  return parseColour(accent) ?? [0, 0, 0];
}

/** What an ink is on a press, DeviceCMYK. Text is black alone: four inks out of register blur small letters. */
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
