// The functions tests/bench/press-colour.mjs runs.
import { readFileSync } from 'node:fs';
import type { Rgb } from '@/lib/card/colour';
import { ACCENTS, type Cmyk, inkRgb } from '@/lib/print/inks';
import { openPressColour } from '@/lib/print/pdf/press-colour';

const press = openPressColour(Uint8Array.from(readFileSync('public/profiles/FOGRA39L_coated.icc')));

/** The 24 patches of the ColorChecker chart, rounded to 8 bits of sRGB. */
const CHART: readonly Rgb[] = [
  [115, 82, 68],
  [194, 150, 130],
  [98, 122, 157],
  [87, 108, 67],
  [133, 128, 177],
  [103, 189, 170],
  [214, 126, 44],
  [80, 91, 166],
  [193, 90, 99],
  [94, 60, 108],
  [157, 188, 64],
  [224, 163, 46],
  [56, 61, 150],
  [70, 148, 73],
  [175, 54, 60],
  [231, 199, 31],
  [187, 86, 149],
  [8, 133, 161],
  [243, 243, 242],
  [200, 200, 200],
  [160, 160, 160],
  [122, 122, 121],
  [85, 85, 85],
  [52, 52, 52],
];

const GRID: readonly Rgb[] = Array.from(
  { length: 9 ** 3 },
  (_, index) => [index % 9, Math.floor(index / 9) % 9, Math.floor(index / 81)].map((step) => step * 31.875) as never,
);

const accents = Object.values(ACCENTS).map((accent) => inkRgb('accent', { accent, tint: '' }));

/** Full grey-component replacement, without a profile. */
function byFormula([red, green, blue]: Rgb): Cmyk {
  const brightest = Math.max(red, green, blue);
  if (brightest === 0) return [0, 0, 0, 100];
  const part = (value: number) => (1 - value / brightest) * 100;
  return [part(red), part(green), part(blue), (1 - brightest / 255) * 100];
}

function asPicture(rgb: Rgb): Cmyk {
  const [cyan = 0, magenta = 0, yellow = 0, black = 0] = press.pixels(Uint8Array.from(rgb));
  return [cyan / 2.55, magenta / 2.55, yellow / 2.55, black / 2.55];
}

const mean = (colours: readonly Rgb[], inksOf: (rgb: Rgb) => Cmyk): number =>
  colours.reduce((sum, rgb) => sum + press.differenceOf(rgb, inksOf(rgb)), 0) / colours.length;

/** Mean CIE76 differences from the screen: by the formula, as pixels of a picture, as flat colours. */
export const differences = () =>
  Object.entries({ 'ColorChecker, 24 patches': CHART, 'sRGB, 9 × 9 × 9': GRID, accents }).map(([name, colours]) => ({
    name,
    formula: mean(colours, byFormula),
    picture: mean(colours, asPicture),
    flat: mean(colours, press.solid),
  }));
