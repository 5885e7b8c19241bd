import { type Rgb, toHex } from '../card/colour';
import type { PrintPicture } from './scene';

/** How many colours a logo proposes at most. */
const MAX_COLOURS = 3;
/** How many pixels are looked at. */
const SAMPLES = 20_000;
/** The least difference between the largest and the smallest component: below it a colour is a grey. */
const MIN_CHROMA = 40;
/** The least distance between two proposed colours, in sRGB components. */
const MIN_DISTANCE = 60;
/** The least share of the visible pixels: below it a colour is an edge or noise. */
const MIN_SHARE = 0.02;

type Bin = { weight: number; red: number; green: number; blue: number };

const distance = (one: Rgb, other: Rgb): number => Math.hypot(...one.map((part, index) => part - (other[index] ?? 0)));

/**
 * Returns the colours of a logo as accents, "#rrggbb", the most present first. Greys, whites and blacks are left out:
 * they are no accent. Similar colours are given once.
 */
export function logoColours({ rgb, alpha, shapes, widthPx, heightPx }: PrintPicture): string[] {
  const bins = new Map<number, Bin>();
  let seen = 0;
  const add = ([red, green, blue]: Rgb, weight: number) => {
    seen += weight;
    if (Math.max(red, green, blue) - Math.min(red, green, blue) < MIN_CHROMA) return;
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const bin = bins.get(key) ?? { weight: 0, red: 0, green: 0, blue: 0 };
    bins.set(key, {
      weight: bin.weight + weight,
      red: bin.red + red * weight,
      green: bin.green + green * weight,
      blue: bin.blue + blue * weight,
    });
  };
  if (shapes !== undefined) for (const { rgb: fill } of shapes) add(fill, 1);
  else {
    const pixels = widthPx * heightPx;
    const step = Math.max(1, Math.floor(pixels / SAMPLES));
    for (let pixel = 0; pixel < pixels; pixel += step) {
      if ((alpha?.[pixel] ?? 255) < 128) continue;
      const at = pixel * 3;
      const colour: Rgb = [rgb[at] ?? 255, rgb[at + 1] ?? 255, rgb[at + 2] ?? 255];
      // An opaque logo stands on paper: its white is not a colour of it.
      if (Math.min(...colour) > 240) continue;
      add(colour, 1);
    }
  }
  const found: Rgb[] = [];
  for (const { weight, red, green, blue } of [...bins.values()].sort((a, b) => b.weight - a.weight)) {
    const colour: Rgb = [Math.round(red / weight), Math.round(green / weight), Math.round(blue / weight)];
    if (weight / seen < MIN_SHARE || found.length === MAX_COLOURS) break;
    if (found.every((other) => distance(colour, other) >= MIN_DISTANCE)) found.push(colour);
  }
  return found.map(toHex);
}
