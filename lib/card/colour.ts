/** Components from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

export const WHITE: Rgb = [255, 255, 255];
export const BLACK: Rgb = [0, 0, 0];

/** The contrast that text needs (WCAG 2.2 §1.4.3). */
const TEXT_CONTRAST = 4.5;

/** Parses "#rrggbb"; returns `null` for anything else. */
export function parseColour(text: string): Rgb | null {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

export const toHex = (rgb: Rgb): string => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** Mixes `share` of the first colour with the rest of the second. */
export const mix = (one: Rgb, other: Rgb, share: number): Rgb =>
  one.map((part, index) => Math.round(part * share + (other[index] ?? 0) * (1 - share))) as unknown as Rgb;

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

/** Returns `colour` mixed with as little of `towards` as text on `ground` needs; its hue is kept. */
export function readableOn(ground: Rgb, colour: Rgb, towards: Rgb): Rgb {
  for (let share = 1; share > 0; share -= 0.02) {
    const candidate = mix(colour, towards, share);
    if (contrast(candidate, ground) >= TEXT_CONTRAST) return candidate;
  }
  return towards;
}

/** Returns the colour of letters on a coloured ground: white if it can be read, otherwise the better of the two. */
export function lettersOn(ground: Rgb): Rgb {
  const white = contrast(WHITE, ground);
  return white >= TEXT_CONTRAST || white >= contrast(BLACK, ground) ? WHITE : BLACK;
}
