import type { Trim } from './scene';
import type { Duplex } from './sheets';

/**
 * Where a printer puts what it is asked to put at (x, y), millimetres from the paper's top left corner, y downwards:
 * scaled, turned clockwise about that corner, then moved.
 */
export type SideError = { dxMm: number; dyMm: number; scaleX: number; scaleY: number; rotationDeg: number };

/** A printer with one of its trays, as measured off its calibration sheet. Templates are never edited; this is applied after. */
export type PrinterProfile = {
  id: string;
  schemaVersion: 1;
  name: string;
  tray: string;
  front: SideError;
  back: SideError;
};

export const NO_ERROR: SideError = { dxMm: 0, dyMm: 0, scaleX: 1, scaleY: 1, rotationDeg: 0 };

/** [a b c d e f]: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

const RADIANS = Math.PI / 180;

export function applyError({ dxMm, dyMm, scaleX, scaleY, rotationDeg }: SideError, x: number, y: number) {
  const [cos, sin] = [Math.cos(rotationDeg * RADIANS), Math.sin(rotationDeg * RADIANS)];
  return { x: cos * scaleX * x - sin * scaleY * y + dxMm, y: sin * scaleX * x + cos * scaleY * y + dyMm };
}

/** What to do to a page so that this printer puts everything where it was meant: the error's inverse. */
export function correctionMatrix({ dxMm, dyMm, scaleX, scaleY, rotationDeg }: SideError): Matrix {
  const [cos, sin] = [Math.cos(rotationDeg * RADIANS), Math.sin(rotationDeg * RADIANS)];
  const [a, c] = [cos / scaleX, sin / scaleX];
  const [b, d] = [-sin / scaleY, cos / scaleY];
  return [a, b, c, d, -(a * dxMm + c * dyMm), -(b * dxMm + d * dyMm)];
}

/** How far inside the paper the calibration sheet's corner crosses are. */
export const CROSS_INSET_MM = 15;

/** What a person reads off the calibration sheet with a ruler, in millimetres. */
export type FrontMeasures = {
  /** Paper's left edge to the top left cross, and to the bottom left one. */
  leftOfTopCross: number;
  leftOfBottomCross: number;
  /** Paper's top edge to the top left cross. */
  aboveTopCross: number;
  /** Between the two top crosses; between the two left ones. */
  across: number;
  down: number;
};

/** The measures of a printer without any error. */
export function nominalMeasures({ widthMm, heightMm }: Trim): FrontMeasures {
  return {
    leftOfTopCross: CROSS_INSET_MM,
    leftOfBottomCross: CROSS_INSET_MM,
    aboveTopCross: CROSS_INSET_MM,
    across: widthMm - 2 * CROSS_INSET_MM,
    down: heightMm - 2 * CROSS_INSET_MM,
  };
}

/** Readings that no printer's error explains are a misreading: refused rather than applied. */
const MAX_ERROR = { offsetMm: 10, scale: 0.06, rotationDeg: 2 } as const;

/** The front's error; `null` when the readings cannot be right (a slip of the ruler, inches, another paper). */
export function measureFront(measures: FrontMeasures, paper: Trim): SideError | null {
  const nominal = nominalMeasures(paper);
  const { across, down, leftOfTopCross, leftOfBottomCross, aboveTopCross } = measures;
  if (![across, down, leftOfTopCross, leftOfBottomCross, aboveTopCross].every(Number.isFinite)) return null;
  const scaleX = across / nominal.across;
  const scaleY = down / nominal.down;
  const sine = (leftOfTopCross - leftOfBottomCross) / down;
  const rotationDeg = Math.asin(Math.max(-1, Math.min(1, sine))) / RADIANS;
  const unmoved = applyError({ ...NO_ERROR, scaleX, scaleY, rotationDeg }, CROSS_INSET_MM, CROSS_INSET_MM);
  const error = { dxMm: leftOfTopCross - unmoved.x, dyMm: aboveTopCross - unmoved.y, scaleX, scaleY, rotationDeg };
  const isPlausible =
    Math.abs(scaleX - 1) <= MAX_ERROR.scale &&
    Math.abs(scaleY - 1) <= MAX_ERROR.scale &&
    Math.abs(rotationDeg) <= MAX_ERROR.rotationDeg &&
    Math.max(Math.abs(error.dxMm), Math.abs(error.dyMm)) <= MAX_ERROR.offsetMm;
  return isPlausible ? error : null;
}

/** One line of the vernier is a tenth of a millimetre, twenty on either side. */
export const VERNIER = { frontPitchMm: 1, backPitchMm: 0.9, lines: 20 } as const;
const MM_A_LINE = VERNIER.frontPitchMm - VERNIER.backPitchMm;

/**
 * The back's error from the front's and the two numbers where the vernier's lines meet, read from the front against the
 * light: how far the back lies to the right and below, in tenths of a millimetre. `null` when they are off the scale.
 */
export function measureBack(
  front: SideError,
  { right, below }: { right: number; below: number },
  paper: Trim,
  duplex: Exclude<Duplex, 'none'>,
): SideError | null {
  if (![right, below].every((line) => Number.isFinite(line) && Math.abs(line) <= VERNIER.lines)) return null;
  const centre = { x: paper.widthMm / 2, y: paper.heightMm / 2 };
  const seen = applyError(front, centre.x, centre.y);
  const ofFront = { x: seen.x - centre.x, y: seen.y - centre.y };
  // What is seen from the front is mirrored on the axis the paper is turned about.
  const wanted = { x: ofFront.x + right * MM_A_LINE, y: ofFront.y + below * MM_A_LINE };
  const ofBack = duplex === 'long' ? { x: -wanted.x, y: wanted.y } : { x: wanted.x, y: -wanted.y };
  const unmoved = applyError({ ...front, dxMm: 0, dyMm: 0 }, centre.x, centre.y);
  return { ...front, dxMm: ofBack.x - (unmoved.x - centre.x), dyMm: ofBack.y - (unmoved.y - centre.y) };
}
