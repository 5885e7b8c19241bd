import type { Trim } from './scene';
import type { Duplex } from './sheets';

/**
 * A printer's placement error. A point at (x, y), in millimetres from the paper's top left corner, y pointing down, is
 * scaled, rotated clockwise about that corner, then shifted.
 */
export type SideError = { dxMm: number; dyMm: number; scaleX: number; scaleY: number; rotationDeg: number };

/**
 * A printer and one of its trays, as measured on its calibration sheet; applied after layout, without editing
 * templates.
 */
export type PrinterProfile = {
  id: string;
  schemaVersion: 1;
  name: string;
  tray: string;
  front: SideError;
  back: SideError;
  /** How far its ink spreads on each side of a line; absent for the usual spread of desktop printers. */
  inkSpreadMm?: number | undefined;
};

export const NO_ERROR: SideError = { dxMm: 0, dyMm: 0, scaleX: 1, scaleY: 1, rotationDeg: 0 };

/** [a b c d e f]: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

const RADIANS = Math.PI / 180;

export function applyError({ dxMm, dyMm, scaleX, scaleY, rotationDeg }: SideError, x: number, y: number) {
  const [cos, sin] = [Math.cos(rotationDeg * RADIANS), Math.sin(rotationDeg * RADIANS)];
  return { x: cos * scaleX * x - sin * scaleY * y + dxMm, y: sin * scaleX * x + cos * scaleY * y + dyMm };
}

/** Returns the transform that makes this printer place everything where intended: the inverse of the error. */
export function correctionMatrix({ dxMm, dyMm, scaleX, scaleY, rotationDeg }: SideError): Matrix {
  const [cos, sin] = [Math.cos(rotationDeg * RADIANS), Math.sin(rotationDeg * RADIANS)];
  const [a, c] = [cos / scaleX, sin / scaleX];
  const [b, d] = [-sin / scaleY, cos / scaleY];
  return [a, b, c, d, -(a * dxMm + c * dyMm), -(b * dxMm + d * dyMm)];
}

/**
 * The ink gauge of the calibration sheet: white lines in black, and how far the ink spreads on each side of a line when
 * they, and the narrower ones, are closed. The widths are 2, 3, 4 and 6 dots at 600 dpi; ink that closes one spreads by
 * half of it at least, and by less than half of the next.
 */
export const INK_GAUGE = {
  A: { gapMm: 0.085, spreadMm: 0.05 },
  B: { gapMm: 0.127, spreadMm: 0.074 },
  C: { gapMm: 0.169, spreadMm: 0.106 },
  D: { gapMm: 0.254, spreadMm: 0.13 },
} as const;
export type GaugeMark = keyof typeof INK_GAUGE;

/** How far ink spreads on each side when it closes no line of the gauge. */
const LEAST_SPREAD_MM = 0.02;

/** Returns the spread of a printer's ink by the widest lines that it closes; `null`: it closes none. */
export const inkSpreadFrom = (closed: GaugeMark | null): number =>
  closed === null ? LEAST_SPREAD_MM : INK_GAUGE[closed].spreadMm;

/** Distance of the calibration sheet's corner crosses from the paper's edges. */
export const CROSS_INSET_MM = 15;

/** Ruler readings from the calibration sheet, in millimetres. */
export type FrontMeasures = {
  /** From the paper's left edge to the top left cross, and to the bottom left one. */
  leftOfTopCross: number;
  leftOfBottomCross: number;
  /** From the paper's top edge to the top left cross. */
  aboveTopCross: number;
  /** Between the two top crosses; between the two left ones. */
  across: number;
  down: number;
};

/** Returns the readings for a printer without any error. */
export function nominalMeasures({ widthMm, heightMm }: Trim): FrontMeasures {
  return {
    leftOfTopCross: CROSS_INSET_MM,
    leftOfBottomCross: CROSS_INSET_MM,
    aboveTopCross: CROSS_INSET_MM,
    across: widthMm - 2 * CROSS_INSET_MM,
    down: heightMm - 2 * CROSS_INSET_MM,
  };
}

/** Larger errors than any printer's are misreadings, and are rejected. */
const MAX_ERROR = { offsetMm: 10, scale: 0.06, rotationDeg: 2 } as const;

/** Returns the front's error; `null` for implausible readings (a slip of the ruler, inches, another paper size). */
export function measureFront(measures: FrontMeasures, paper: Trim): SideError | null {
  const nominal = nominalMeasures(paper);
  const { across, down, leftOfTopCross, leftOfBottomCross, aboveTopCross } = measures;
  if (![across, down, leftOfTopCross, leftOfBottomCross, aboveTopCross].every(Number.isFinite)) return null;
  const scaleX = across / nominal.across;
  const scaleY = down / nominal.down;
  const sine = (leftOfTopCross - leftOfBottomCross) / down;
  const rotationDeg = Math.asin(Math.max(-1, Math.min(1, sine))) / RADIANS;
  const unshifted = applyError({ ...NO_ERROR, scaleX, scaleY, rotationDeg }, CROSS_INSET_MM, CROSS_INSET_MM);
  const error = { dxMm: leftOfTopCross - unshifted.x, dyMm: aboveTopCross - unshifted.y, scaleX, scaleY, rotationDeg };
  const isPlausible =
    Math.abs(scaleX - 1) <= MAX_ERROR.scale &&
    Math.abs(scaleY - 1) <= MAX_ERROR.scale &&
    Math.abs(rotationDeg) <= MAX_ERROR.rotationDeg &&
    Math.max(Math.abs(error.dxMm), Math.abs(error.dyMm)) <= MAX_ERROR.offsetMm;
  return isPlausible ? error : null;
}

/** Each vernier line stands for a tenth of a millimetre; there are twenty on either side. */
export const VERNIER = { frontPitchMm: 1, backPitchMm: 0.9, lines: 20 } as const;
const MM_A_LINE = VERNIER.frontPitchMm - VERNIER.backPitchMm;

/**
 * Returns the back's error, from the front's and the two numbers where the vernier's lines meet, read from the front
 * against the light: how far the back lies to the right and below, in tenths of a millimetre. Returns `null` when a
 * number is off the scale.
 */
export function measureBack(
  front: SideError,
  { right, below }: { right: number; below: number },
  paper: Trim,
  duplex: Exclude<Duplex, 'none'>,
): SideError | null {
  if (![right, below].every((line) => Number.isFinite(line) && Math.abs(line) <= VERNIER.lines)) return null;
  const centre = { x: paper.widthMm / 2, y: paper.heightMm / 2 };
  const printedCentre = applyError(front, centre.x, centre.y);
  const frontOffset = { x: printedCentre.x - centre.x, y: printedCentre.y - centre.y };
  // Seen from the front, the back is mirrored along the axis on which the paper is flipped.
  const seenOffset = { x: frontOffset.x + right * MM_A_LINE, y: frontOffset.y + below * MM_A_LINE };
  const backOffset = duplex === 'long' ? { x: -seenOffset.x, y: seenOffset.y } : { x: seenOffset.x, y: -seenOffset.y };
  const unshifted = applyError({ ...front, dxMm: 0, dyMm: 0 }, centre.x, centre.y);
  return { ...front, dxMm: backOffset.x - (unshifted.x - centre.x), dyMm: backOffset.y - (unshifted.y - centre.y) };
}
