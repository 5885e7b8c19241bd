import type { Rgb } from '../../card/colour';
import type { Cmyk } from '../inks';
import { THRESHOLDS } from '../thresholds';

type Lab = readonly [lightness: number, a: number, b: number];

/** A colour lookup table of an ICC profile, `lut16Type` (ICC.1:2001-04 §6.5.8): curves, a grid, curves. */
type Lut = {
  inputs: number;
  outputs: number;
  grid: number;
  inputCurves: Float64Array[];
  outputCurves: Float64Array[];
  nodes: Float64Array;
};

/** Converts colours for a press through its profile, with a limit on the total of its inks. */
export type PressColour = {
  /** A flat colour for letters and grounds: its grey part is black ink, and at most two coloured inks overlap. */
  solid(rgb: Rgb): Cmyk;
  /** A picture's pixels: three bytes each in, four bytes each out, 255 for full ink. */
  pixels(rgb: Uint8Array): Uint8Array;
  /**
   * CIE76 difference between a colour on a screen and what inks give on paper (media-relative); without `inks`, those of
   * `solid`, where a grey counts as exact.
   */
  differenceOf(rgb: Rgb, inks?: Cmyk): number;
};

/** Total ink, in percent, that uncoated card stock dries (THRESHOLDS). */
const INK_LIMIT = THRESHOLDS.totalInkPercent;

/** @throws `print.icc_unsupported` when the profile has no table from Lab to four inks and back. */
export function openPressColour(icc: Uint8Array): PressColour {
  const fromLab = readLut(icc, 'B2A1', 3, 4);
  const toLab = readLut(icc, 'A2B1', 4, 3);
  const solids = new Map<string, Cmyk>();
  let table: Float64Array | null = null;

  const inkOf = (rgb: Rgb): number[] => limitInk(evaluate(fromLab, encodeLab(labOf(rgb))).map((part) => part * 100));
  const labOfInk = (inks: readonly number[]): Lab =>
    decodeLab(
      evaluate(
        toLab,
        inks.map((part) => part / 100),
      ),
    );

  function solid(rgb: Rgb): Cmyk {
    const key = rgb.join(' ');
    const known = solids.get(key);
    if (known !== undefined) return known;
    const inks = separate(labOf(rgb), inkOf(rgb), labOfInk);
    solids.set(key, inks);
    return inks;
  }

  return {
    solid,
    differenceOf(rgb, inks) {
      const target = labOf(rgb);
      if (inks !== undefined) return distance(target, labOfInk(inks));
      // Black ink alone is less dark than a screen, and is what a grey should be.
      return chromaOf(target) < GREY_CHROMA ? 0 : distance(target, labOfInk(solid(rgb)));
    },
    pixels(rgb) {
      table ??= makeTable(inkOf);
      return throughTable(rgb, table);
    },
  };
}

function readLut(icc: Uint8Array, signature: string, inputs: number, outputs: number): Lut {
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
  const text = (at: number) => String.fromCharCode(...icc.subarray(at, at + 4));
  const count = view.getUint32(128);
  for (let index = 0; index < count; index += 1) {
    const entry = 132 + index * 12;
    if (text(entry) !== signature) continue;
    const at = view.getUint32(entry + 4);
    if (text(at) !== 'mft2' || icc[at + 8] !== inputs || icc[at + 9] !== outputs) break;
    const grid = icc[at + 10] ?? 0;
    const [inputEntries, outputEntries] = [view.getUint16(at + 48), view.getUint16(at + 50)];
    let from = at + 52;
    const numbers = (length: number) => {
      const values = Float64Array.from({ length }, (_, at16) => view.getUint16(from + at16 * 2) / 65535);
      from += length * 2;
      return values;
    };
    const inputCurves = Array.from({ length: inputs }, () => numbers(inputEntries));
    const nodes = numbers(grid ** inputs * outputs);
    const outputCurves = Array.from({ length: outputs }, () => numbers(outputEntries));
    return { inputs, outputs, grid, inputCurves, outputCurves, nodes };
  }
  throw new Error('print.icc_unsupported');
}

const clamp = (value: number, least = 0, most = 1): number => Math.min(most, Math.max(least, value));

/** Linear interpolation in a curve, `at` from 0 to 1. */
function curveAt(curve: Float64Array, at: number): number {
  const position = clamp(at) * (curve.length - 1);
  const index = Math.min(curve.length - 2, Math.floor(position));
  const share = position - index;
  return (curve[index] ?? 0) * (1 - share) + (curve[index + 1] ?? 0) * share;
}

/** Multilinear interpolation in the grid, between curves on both ends; values from 0 to 1. */
function evaluate(
  { inputs, outputs, grid, inputCurves, outputCurves, nodes }: Lut,
  values: readonly number[],
): number[] {
  const cells: { index: number; share: number }[] = [];
  for (let input = 0; input < inputs; input += 1) {
    const position = curveAt(inputCurves[input] ?? new Float64Array(2), values[input] ?? 0) * (grid - 1);
    const index = Math.min(grid - 2, Math.floor(position));
    cells.push({ index, share: position - index });
  }
  const result = new Array<number>(outputs).fill(0);
  for (let corner = 0; corner < 2 ** inputs; corner += 1) {
    let weight = 1;
    let node = 0;
    for (const [input, { index, share }] of cells.entries()) {
      const isUpper = ((corner >> input) & 1) === 1;
      weight *= isUpper ? share : 1 - share;
      node = node * grid + index + (isUpper ? 1 : 0);
    }
    if (weight === 0) continue;
    for (let output = 0; output < outputs; output += 1)
      result[output] = (result[output] ?? 0) + weight * (nodes[node * outputs + output] ?? 0);
  }
  return result.map((value, output) => curveAt(outputCurves[output] ?? new Float64Array(2), value));
}

/** Lab as a version 2 profile encodes it in 16 bits: 0xFF00 is 100, 0x8000 is 0 (ICC.1:2001-04 annex A). */
const FULL = 65280 / 65535;
const encodeLab = ([lightness, a, b]: Lab): number[] => [
  (clamp(lightness, 0, 100) / 100) * FULL,
  ((clamp(a, -128, 127) + 128) * 256) / 65535,
  ((clamp(b, -128, 127) + 128) * 256) / 65535,
];
const decodeLab = ([lightness = 0, a = 0, b = 0]: readonly number[]): Lab => [
  (lightness / FULL) * 100,
  (a * 65535) / 256 - 128,
  (b * 65535) / 256 - 128,
];

/** The white point D50 of the profile connection space. */
const D50 = [0.9642, 1, 0.8249] as const;
/** From linear sRGB to XYZ adapted to D50 (IEC 61966-2-1; Bradford). */
const TO_XYZ = [
  [0.4360747, 0.3850649, 0.1430804],
  [0.2225045, 0.7168786, 0.0606169],
  [0.0139322, 0.0971045, 0.7141733],
] as const;

function labOf(rgb: Rgb): Lab {
  const linear = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [fx = 0, fy = 0, fz = 0] = TO_XYZ.map((row, index) => {
    const value = row.reduce((sum, factor, channel) => sum + factor * (linear[channel] ?? 0), 0) / (D50[index] ?? 1);
    return value > 216 / 24389 ? Math.cbrt(value) : (value * (24389 / 27) + 16) / 116;
  });
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** CIE76. */
const distance = (one: Lab, other: Lab): number => Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);

/** Reduces the coloured inks until the total is within the limit; black carries the tone. */
function limitInk(inks: readonly number[]): number[] {
  const [cyan = 0, magenta = 0, yellow = 0, black = 0] = inks;
  const colour = cyan + magenta + yellow;
  if (colour + black <= INK_LIMIT) return [cyan, magenta, yellow, black];
  const share = (INK_LIMIT - black) / colour;
  return [cyan * share, magenta * share, yellow * share, black];
}

/** Below this chroma a colour is a grey, printed with black alone: a grey of four inks takes a tint on the press. */
const GREY_CHROMA = 2;

const chromaOf = ([, a, b]: Lab): number => Math.hypot(a, b);

/**
 * Separates a flat colour with one coloured ink less than the profile uses: the inks that come nearest to `target` with
 * one of the three at zero and black in its place, found by descent from the profile's own separation.
 */
function separate(target: Lab, start: readonly number[], labOfInk: (inks: readonly number[]) => Lab): Cmyk {
  const ways =
    chromaOf(target) < GREY_CHROMA ? [[3]] : [0, 1, 2].map((left) => [0, 1, 2, 3].filter((ink) => ink !== left));
  const found = ways.map((free) => descend(target, start, free, labOfInk));
  const [best] = found.toSorted((one, other) => one.distance - other.distance);
  return (best?.inks ?? [0, 0, 0, 100]).map((value) => Math.round(value)) as unknown as Cmyk;
}

/** Coordinate descent over the inks in `free`; the others stay at zero. */
function descend(
  target: Lab,
  start: readonly number[],
  free: readonly number[],
  labOfInk: (inks: readonly number[]) => Lab,
): { inks: number[]; distance: number } {
  let inks = start.map((value, ink) => (free.includes(ink) ? value : 0));
  let reached = distance(target, labOfInk(inks));
  for (let step = 16; step >= 0.5; step /= 2) {
    for (let improved = true; improved; ) {
      improved = false;
      for (const ink of free)
        for (const sign of [-1, 1]) {
          const candidate = inks.map((value, index) => (index === ink ? clamp(value + sign * step, 0, 100) : value));
          if (candidate.reduce((sum, value) => sum + value, 0) > INK_LIMIT) continue;
          const candidateDistance = distance(target, labOfInk(candidate));
          if (candidateDistance < reached - 1e-6) {
            inks = candidate;
            reached = candidateDistance;
            improved = true;
          }
        }
    }
  }
  return { inks, distance: reached };
}

/** Nodes of the table from sRGB to inks, on each axis. */
const TABLE = 33;

/** Inks of every node of a grid in sRGB: pixels are then interpolated, instead of converted one by one. */
function makeTable(inkOf: (rgb: Rgb) => number[]): Float64Array {
  const table = new Float64Array(TABLE ** 3 * 4);
  const value = (index: number) => (index * 255) / (TABLE - 1);
  let at = 0;
  for (let red = 0; red < TABLE; red += 1)
    for (let green = 0; green < TABLE; green += 1)
      for (let blue = 0; blue < TABLE; blue += 1)
        for (const ink of inkOf([value(red), value(green), value(blue)])) {
          table[at] = ink * 2.55;
          at += 1;
        }
  return table;
}

/** Trilinear interpolation of every pixel; the weights of its eight nodes are the same for the four inks. */
function throughTable(rgb: Uint8Array, table: Float64Array): Uint8Array {
  const result = new Uint8Array((rgb.length / 3) * 4);
  const scale = (TABLE - 1) / 255;
  const [alongRed, alongGreen, alongBlue] = [TABLE * TABLE * 4, TABLE * 4, 4];
  const offsets = Int32Array.from(
    { length: 8 },
    (_, corner) => (corner & 4 ? alongRed : 0) + (corner & 2 ? alongGreen : 0) + (corner & 1 ? alongBlue : 0),
  );
  const weights = new Float64Array(8);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    const red = (rgb[from] ?? 0) * scale;
    const green = (rgb[from + 1] ?? 0) * scale;
    const blue = (rgb[from + 2] ?? 0) * scale;
    const r = Math.min(TABLE - 2, red | 0);
    const g = Math.min(TABLE - 2, green | 0);
    const b = Math.min(TABLE - 2, blue | 0);
    const node = r * alongRed + g * alongGreen + b * alongBlue;
    for (let corner = 0; corner < 8; corner += 1)
      weights[corner] =
        (corner & 4 ? red - r : 1 - red + r) *
        (corner & 2 ? green - g : 1 - green + g) *
        (corner & 1 ? blue - b : 1 - blue + b);
    for (let ink = 0; ink < 4; ink += 1) {
      let sum = 0.5;
      for (let corner = 0; corner < 8; corner += 1)
        sum += (weights[corner] ?? 0) * (table[node + (offsets[corner] ?? 0) + ink] ?? 0);
      result[to + ink] = sum | 0;
    }
  }
  return result;
}
