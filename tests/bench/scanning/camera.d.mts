type Bitmap = { side: number; grey: Uint8Array };
type Picture = { data: Uint8ClampedArray; width: number; height: number };
export const FOCAL_PX: number;
export const OUTER_MM: number;
export function randomFrom(seed: number): () => number;
export function bitmapOf(
  symbol: { size: number; modules: Uint8Array },
  quiet?: number,
  pixelsPerModule?: number,
  growth?: number,
): Bitmap;
export function photograph(
  bitmap: Bitmap,
  distanceMm: number,
  seed: number,
  options?: { tilt?: number; blur?: number; noise?: number; glare?: number },
): Picture;
