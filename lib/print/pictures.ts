import type { Rgb } from '../card/colour';
import { inkRgb } from './inks';
import type { ImageItem, Ink, Palette, PrintPicture, VectorShape } from './scene';

/** A higher resolution is beyond what these printers can resolve, and makes the file too large to send. */
export const MAX_PPI = 360;

/** SVG's names of PDF's line caps and joins. */
export const LINE_CAPS = ['butt', 'round', 'square'] as const;
export const LINE_JOINS = ['miter', 'round', 'bevel'] as const;

/** Luma of sRGB values (ITU-R BT.709). */
export const LUMA = [0.2126, 0.7152, 0.0722] as const;

/** Each component of a white, or nearly white, colour is above this. */
const LIGHT = 225;

const lumaOf = ([red, green, blue]: Rgb): number => (LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue) / 255;

/** The ink of a reversed picture: that of letters on its ground. */
export const reversedInk = ({ ground }: ImageItem): Ink =>
  ground === 'accent' ? 'onAccent' : ground === 'tint' ? 'onTint' : 'text';

/** A picture that is itself light, such as a white logo on transparency, cannot be seen on paper. */
export function isLight({ rgb, alpha, shapes }: PrintPicture): boolean {
  if (shapes !== undefined)
    return shapes.length > 0 && shapes.every(({ rgb: fill }) => fill.every((part) => part > LIGHT));
  if (alpha === undefined) return false;
  let seen = 0;
  let light = 0;
  for (let pixel = 0; pixel < alpha.length; pixel += 7) {
    if ((alpha[pixel] ?? 0) < 128) continue;
    seen += 1;
    const at = pixel * 3;
    if (Math.min(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0) > LIGHT) light += 1;
  }
  return seen > 0 && light / seen > 0.9;
}

/** How many pixels are looked at to find a picture's darkest tone. */
const SAMPLES = 4000;

/** Makes the darkest tone of a reversed picture fully opaque: 1 for a black logo, more for a coloured one. */
function reverseGain({ rgb }: PrintPicture): number {
  const pixels = rgb.length / 3;
  const step = Math.max(1, Math.floor(pixels / SAMPLES));
  const opacities: number[] = [];
  for (let pixel = 0; pixel < pixels; pixel += step) {
    const at = pixel * 3;
    const opacity = 1 - lumaOf([rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0]);
    if (opacity > 0.05) opacities.push(opacity);
  }
  opacities.sort((a, b) => a - b);
  // The tone that a tenth of the drawing reaches.
  const dark = opacities[Math.floor(opacities.length * 0.9)] ?? 1;
  return Math.round(Math.min(4, 1 / dark) * 1000) / 1000;
}

/**
 * How opaque a reversed picture is, from its luma and its own opacity, both from 0 to 1: `luma × fromLuma + opacity ×
 * fromAlpha`. A light picture is a silhouette.
 */
export function reversal(picture: PrintPicture): { fromLuma: number; fromAlpha: number } {
  if (isLight(picture)) return { fromLuma: 0, fromAlpha: 1 };
  const gain = reverseGain(picture);
  return { fromLuma: -gain, fromAlpha: gain };
}

/** Returns the shapes of a vector picture with the colours they are drawn in. */
export function vectorShapes(item: ImageItem, palette: Palette): readonly VectorShape[] {
  const { picture, ground = 'paper', isReversed } = item;
  const shapes = picture.shapes ?? [];
  if (!isReversed) return shapes;
  const letters = inkRgb(reversedInk(item), palette);
  const under = inkRgb(ground, palette);
  const isAllLight = isLight(picture);
  // The white parts of a drawing let its ground through, unless it is white altogether.
  const isWhite = ({ rgb }: VectorShape) => rgb.every((part) => part > LIGHT);
  return shapes.map((shape) => ({ ...shape, rgb: isWhite(shape) && !isAllLight ? under : letters }));
}

/**
 * Do two pictures of the same size look alike? RGBA rows; a pixel may differ where an edge is smoothed, a shape may not.
 */
export function looksAlike(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  let differing = 0;
  for (let at = 0; at < one.length; at += 4) {
    const [alpha, otherAlpha] = [one[at + 3] ?? 0, other[at + 3] ?? 0];
    let most = Math.abs(alpha - otherAlpha);
    // What is transparent has no colour.
    if (Math.min(alpha, otherAlpha) > 128)
      for (let channel = 0; channel < 3; channel += 1)
        most = Math.max(most, Math.abs((one[at + channel] ?? 0) - (other[at + channel] ?? 0)));
    if (most > MOST_DIFFERENCE) differing += 1;
  }
  return one.length === other.length && differing * 4 <= one.length * MOST_DIFFERING;
}
const MOST_DIFFERENCE = 96;
const MOST_DIFFERING = 0.005;

export type Pixels = { widthPx: number; heightPx: number; rgb: Uint8Array };

/**
 * Returns the pixels to print: transparent parts show the ground, and a reversed picture is one colour, as opaque as
 * its pixels are dark.
 */
export function placedPixels(item: ImageItem, palette: Palette): Pixels {
  const { picture, ground = 'paper', isReversed } = item;
  const { widthPx, heightPx, rgb, alpha } = picture;
  if (!isReversed && (alpha === undefined || ground === 'paper')) return picture;
  const under = inkRgb(ground, palette);
  const letters = inkRgb(reversedInk(item), palette);
  const { fromLuma, fromAlpha } = reversal(picture);
  const result = new Uint8Array(rgb.length);
  for (let pixel = 0; pixel * 3 < rgb.length; pixel += 1) {
    const at = pixel * 3;
    const opaque = alpha === undefined ? 1 : (alpha[pixel] ?? 0) / 255;
    const own: Rgb = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
    // `rgb` is flattened onto white, which takes part of its opacity into its luma.
    const dark = fromLuma === 0 ? opaque * fromAlpha : lumaOf(own) * fromLuma + fromAlpha;
    const opacity = isReversed ? Math.min(1, Math.max(0, dark)) : opaque;
    for (let channel = 0; channel < 3; channel += 1) {
      // `rgb` is already flattened onto white: its own colour comes back before it is laid on another ground.
      const flat = own[channel] ?? 0;
      const colour = isReversed ? (letters[channel] ?? 0) : opaque === 0 ? 0 : (flat - 255 * (1 - opaque)) / opaque;
      result[at + channel] = Math.round(
        Math.min(255, Math.max(0, colour)) * opacity + (under[channel] ?? 0) * (1 - opacity),
      );
    }
  }
  return { widthPx, heightPx, rgb: result };
}

/** Resamples to exact dimensions, smaller than the picture's: each pixel is the mean of the area it covers. */
export function resample({ widthPx, heightPx, rgb }: Pixels, targetWidthPx: number, targetHeightPx: number): Pixels {
  if (targetWidthPx >= widthPx && targetHeightPx >= heightPx) return { widthPx, heightPx, rgb };
  const width = Math.min(widthPx, targetWidthPx);
  const height = Math.min(heightPx, targetHeightPx);
  const columns = spans(widthPx, width);
  const rows = spans(heightPx, height);
  // Rows are summed first, so that each source pixel is read once a target row.
  const result = new Uint8Array(width * height * 3);
  const line = new Float64Array(widthPx * 3);
  for (const [y, row] of rows.entries()) {
    line.fill(0);
    for (const { index, weight } of row)
      for (let at = 0, from = index * widthPx * 3; at < line.length; at += 1)
        line[at] = (line[at] ?? 0) + (rgb[from + at] ?? 0) * weight;
    for (const [x, column] of columns.entries())
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (const { index, weight } of column) sum += (line[index * 3 + channel] ?? 0) * weight;
        result[(y * width + x) * 3 + channel] = Math.round(sum);
      }
  }
  return { widthPx: width, heightPx: height, rgb: result };
}

/** For each target pixel, the source pixels under it and the share of it that each one covers. */
function spans(sourcePx: number, targetPx: number): { index: number; weight: number }[][] {
  const step = sourcePx / targetPx;
  return Array.from({ length: targetPx }, (_, target) => {
    const [from, to] = [target * step, (target + 1) * step];
    const covered: { index: number; weight: number }[] = [];
    for (let index = Math.floor(from); index < Math.min(sourcePx, Math.ceil(to - 1e-9)); index += 1)
      covered.push({ index, weight: (Math.min(to, index + 1) - Math.max(from, index)) / step });
    return covered;
  });
}

/**
 * Returns a picture's pixels on white and its opacity, from RGBA rows; `alpha` is absent when every pixel is opaque.
 */
export function pictureFromRgba(
  rgba: Uint8Array | Uint8ClampedArray,
  widthPx: number,
  heightPx: number,
): Pick<PrintPicture, 'widthPx' | 'heightPx' | 'rgb' | 'alpha'> {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  const alpha = new Uint8Array(widthPx * heightPx);
  let isOpaque = true;
  for (let pixel = 0; pixel < alpha.length; pixel += 1) {
    const opacity = rgba[pixel * 4 + 3] ?? 255;
    alpha[pixel] = opacity;
    if (opacity !== 255) isOpaque = false;
    for (let channel = 0; channel < 3; channel += 1)
      rgb[pixel * 3 + channel] = Math.round(((rgba[pixel * 4 + channel] ?? 0) * opacity + 255 * (255 - opacity)) / 255);
  }
  return { widthPx, heightPx, rgb, ...(isOpaque ? {} : { alpha }) };
}
