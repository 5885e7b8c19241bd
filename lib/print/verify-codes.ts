import { type Finding, finding } from './findings';
import type { Page } from './impose';
import type { Box } from './scene';
import { THRESHOLDS } from './thresholds';

/** A page's pixels, RGBA. */
export type Raster = { data: Uint8ClampedArray; width: number; height: number };

/** Returns the payload of every code in a picture; the caller provides the decoder. */
type Decode = (raster: Raster) => Promise<readonly string[]>;

export const VERIFICATION_DPI = 300;

/** The box of a code on a page, quiet zone included, and the payload that must be read there. */
export type ExpectedCode = { box: Box; payload: string };

/** Returns every code on a page, rotated with its card. */
export function codesOn(page: Page): ExpectedCode[] {
  return page.placed.flatMap(({ scene, box, rotation }) =>
    scene.items.flatMap((item): ExpectedCode[] => {
      if (item.kind !== 'symbol') return [];
      const side = item.size * item.moduleMm;
      const quietMm = THRESHOLDS.quietZoneModules * item.moduleMm;
      // The symbol's centre, rotated with its card about the box's centre.
      const x = item.xMm + side / 2 - scene.trim.widthMm / 2;
      const y = item.yMm + side / 2 - scene.trim.heightMm / 2;
      const radians = (rotation * Math.PI) / 180;
      const middleX = box.xMm + box.widthMm / 2 + x * Math.cos(radians) - y * Math.sin(radians);
      const middleY = box.yMm + box.heightMm / 2 + x * Math.sin(radians) + y * Math.cos(radians);
      const halfSideMm = side / 2 + quietMm;
      return [
        {
          payload: item.payload,
          box: {
            xMm: middleX - halfSideMm,
            yMm: middleY - halfSideMm,
            widthMm: 2 * halfSideMm,
            heightMm: 2 * halfSideMm,
          },
        },
      ];
    }),
  );
}

/**
 * Reads back the codes of a finished page from its pixels, each in its own box. Returns an error for the first code
 * that does not decode to its payload: paper cannot be corrected.
 */
export async function verifyCodes(
  codes: readonly ExpectedCode[],
  raster: Raster,
  pageWidthMm: number,
  decode: Decode,
): Promise<Finding[]> {
  const pxPerMm = raster.width / pageWidthMm;
  for (const { box, payload } of codes) {
    const payloads = await decode(crop(raster, box, pxPerMm));
    if (!payloads.includes(payload)) return [finding('error', 'print.code_unreadable', { role: 'code' }, 'link_code')];
  }
  return [];
}

function crop({ data, width, height }: Raster, box: Box, pxPerMm: number): Raster {
  const left = Math.max(0, Math.floor(box.xMm * pxPerMm));
  const top = Math.max(0, Math.floor(box.yMm * pxPerMm));
  const right = Math.min(width, Math.ceil((box.xMm + box.widthMm) * pxPerMm));
  const bottom = Math.min(height, Math.ceil((box.yMm + box.heightMm) * pxPerMm));
  const [w, h] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  const pixels = new Uint8ClampedArray(w * h * 4);
  for (let y = 0; y < h; y += 1)
    pixels.set(data.subarray(((top + y) * width + left) * 4, ((top + y) * width + left + w) * 4), y * w * 4);
  return { data: pixels, width: w, height: h };
}
