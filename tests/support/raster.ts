import sharp from 'sharp';

export type Mask = { ink: Uint8Array; width: number; height: number };
type Raster = { data: Uint8ClampedArray | Uint8Array; width: number; height: number };

/** Returns the mask of dark pixels (weighted RGB below 160 of 255): RGBA in, one byte per pixel out. */
export function inkOf({ data, width, height }: Raster): Mask {
  const ink = new Uint8Array(width * height);
  for (let index = 0; index < ink.length; index += 1) {
    const at = index * 4;
    const r = data[at] ?? 255;
    const g = data[at + 1] ?? 255;
    const b = data[at + 2] ?? 255;
    if (r * 0.3 + g * 0.6 + b * 0.1 < 160) ink[index] = 1;
  }
  return { ink, width, height };
}

/** Rasterises an SVG with librsvg on white: RGBA, `width` × `height` pixels. */
export async function rasteriseSvg(svg: string, width: number, height: number): Promise<Raster> {
  const data = await sharp(Buffer.from(svg), { density: 72, unlimited: true })
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { data: Uint8Array.from(data), width, height };
}

/** Dilates the ink by `reach` pixels in every direction: rows first, then columns. */
function dilate({ ink, width, height }: Mask, reach: number): Uint8Array {
  const rows = new Uint8Array(ink.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (ink[y * width + x] === 1)
        rows.fill(1, y * width + Math.max(0, x - reach), y * width + Math.min(width, x + reach + 1));
  const dilated = new Uint8Array(ink.length);
  for (let y = 0; y < height; y += 1)
    for (let dy = Math.max(0, y - reach); dy <= Math.min(height - 1, y + reach); dy += 1)
      for (let x = 0; x < width; x += 1) if (rows[dy * width + x] === 1) dilated[y * width + x] = 1;
  return dilated;
}

/** Counts the ink pixels of `one` without ink of `other` within `reach` pixels; 0 if every edge is that close. */
export function strayInk(one: Mask, other: Mask, reach: number): number {
  const dilatedOther = dilate(other, reach);
  let stray = 0;
  for (let index = 0; index < one.ink.length; index += 1)
    if (one.ink[index] === 1 && dilatedOther[index] === 0) stray += 1;
  return stray;
}

export function inkCount({ ink }: Mask): number {
  let count = 0;
  for (const dot of ink) count += dot;
  return count;
}

/** Mirrors a mask as a sheet flipped on its long or short edge appears when seen through the paper. */
export function turned({ ink, width, height }: Mask, edge: 'long' | 'short'): Mask {
  const out = new Uint8Array(ink.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = edge === 'long' ? y * width + (width - 1 - x) : (height - 1 - y) * width + x;
      out[y * width + x] = ink[from] ?? 0;
    }
  return { ink: out, width, height };
}

/** Returns the bounds of the ink within a box, in pixels; `null` if there is no ink. */
export function boundsIn(
  { ink, width }: Mask,
  box: { left: number; top: number; right: number; bottom: number },
): { left: number; top: number; right: number; bottom: number } | null {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  for (let y = Math.floor(box.top); y < Math.ceil(box.bottom); y += 1)
    for (let x = Math.floor(box.left); x < Math.ceil(box.right); x += 1)
      if (ink[y * width + x] === 1) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x + 1);
        bottom = Math.max(bottom, y + 1);
      }
  return right < 0 ? null : { left, top, right, bottom };
}
