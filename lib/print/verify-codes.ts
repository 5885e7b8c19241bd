import { type Finding, finding } from './findings';
import type { Page } from './impose';
import type { Box } from './scene';
import { THRESHOLDS } from './thresholds';

/** A page's pixels, RGBA. */
export type Raster = { data: Uint8ClampedArray; width: number; height: number };

/** Reads every code in a picture; decoders are the caller's. */
type Decode = (raster: Raster) => Promise<readonly string[]>;

export const VERIFICATION_DPI = 300;

/** Where on a page a code with its quiet zone is, and what must be read there. */
export type ExpectedCode = { box: Box; payload: string };

/** Every code a page carries, turned as its card is. */
export function codesOn(page: Page): ExpectedCode[] {
  return page.placed.flatMap(({ scene, box, rotation }) =>
    scene.items.flatMap((item): ExpectedCode[] => {
      if (item.kind !== 'symbol') return [];
      const side = item.size * item.moduleMm;
      const quiet = THRESHOLDS.quietZoneModules * item.moduleMm;
      // The symbol's middle, turned with its card about the box's middle.
      const x = item.xMm + side / 2 - scene.trim.widthMm / 2;
      const y = item.yMm + side / 2 - scene.trim.heightMm / 2;
      const radians = (rotation * Math.PI) / 180;
      const middleX = box.xMm + box.widthMm / 2 + x * Math.cos(radians) - y * Math.sin(radians);
      const middleY = box.yMm + box.heightMm / 2 + x * Math.sin(radians) + y * Math.cos(radians);
      const reach = side / 2 + quiet;
      return [
        {
          payload: item.payload,
          box: { xMm: middleX - reach, yMm: middleY - reach, widthMm: 2 * reach, heightMm: 2 * reach },
        },
      ];
    }),
  );
}

/**
 * Reads back the codes of a finished page from its pixels, each where it was put and as its own. What does not read as
 * it should is refused: paper cannot be corrected.
 */
export async function verifyCodes(
  codes: readonly ExpectedCode[],
  raster: Raster,
  pageWidthMm: number,
  decode: Decode,
): Promise<Finding[]> {
  const perMm = raster.width / pageWidthMm;
  for (const { box, payload } of codes) {
    const read = await decode(cut(raster, box, perMm));
    if (!read.includes(payload)) return [finding('error', 'print.code_unreadable', { role: 'code' }, 'link_code')];
  }
  return [];
}

function cut({ data, width, height }: Raster, box: Box, perMm: number): Raster {
  const left = Math.max(0, Math.floor(box.xMm * perMm));
  const top = Math.max(0, Math.floor(box.yMm * perMm));
  const right = Math.min(width, Math.ceil((box.xMm + box.widthMm) * perMm));
  const bottom = Math.min(height, Math.ceil((box.yMm + box.heightMm) * perMm));
  const [w, h] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  const part = new Uint8ClampedArray(w * h * 4);
  for (let y = 0; y < h; y += 1)
    part.set(data.subarray(((top + y) * width + left) * 4, ((top + y) * width + left + w) * 4), y * w * 4);
  return { data: part, width: w, height: h };
}
