// The part of the app that scripts/commands/card-pdf.mjs and the benchmarks run: the same print engine, with files and
// pictures read by Node.
import { readFileSync } from 'node:fs';
import { fullNameOf } from '@/lib/card/card';
import type { Pictures } from '@/lib/print/designs/design';
import type { Finding } from '@/lib/print/findings';
import { type FaceName, type FontBytes, type FontSet, openFonts } from '@/lib/print/fonts';
import { makePdf } from '@/lib/print/make-pdf';
import type { Prepared, PrintOrder } from '@/lib/print/prepare';
import type { PrintPicture } from '@/lib/print/scene';
import { VERIFICATION_DPI, verifyCodes } from '@/lib/print/verify-codes';
import { linkCode } from '@/lib/share/link-code';
import { ROOT } from '../run.mjs';

export { parseCardFile } from '@/lib/card/card-file';
export { isRegionProfile } from '@/lib/i18n/locales';
export { DEFAULT_OPTIONS } from '@/lib/print/card-options';
export { DESIGNS, USUAL_SIDES } from '@/lib/print/designs/designs';
export { ACCENTS, parseColour } from '@/lib/print/inks';
export { paperFor, trimOn } from '@/lib/print/paper';
export { CONDITIONS, PRESETS } from '@/lib/print/pdf/presets';
export { PRODUCTS } from '@/lib/print/products/product';
export { renderPageSvg } from '@/lib/print/render-svg';
export { SHEET_TEMPLATES, UNVERIFIED_PARTS } from '@/lib/print/sheet-templates';
export { findSheets, parseTrim, plainSheet, sheetById, TRIMS } from '@/lib/print/sheets';

const fontFile = (name: FaceName) => Uint8Array.from(readFileSync(`${ROOT}public/fonts/print-${name}.woff`));
const fontBytes: FontBytes = { regular: fontFile('regular'), semibold: fontFile('semibold') };

async function fontsWith(faces: readonly FaceName[]): Promise<FontSet> {
  for (const face of faces) fontBytes[face] ??= fontFile(face);
  return openFonts({ ...fontBytes });
}

/** Decodes a picture file into pixels on white. Scripts, links and metadata of the file are ignored. */
export async function readPicture(path: string, id: string): Promise<PrintPicture> {
  const { default: sharp } = await import('sharp');
  const image = sharp(path, { limitInputPixels: 200_000_000 })
    .rotate()
    .resize(1280, 1280, { fit: 'inside', withoutEnlargement: true });
  const flat = image.flatten({ background: '#ffffff' }).toColourspace('srgb').removeAlpha();
  const { data, info } = await flat.clone().raw().toBuffer({ resolveWithObject: true });
  const png = await flat.clone().png().toBuffer();
  return {
    id,
    widthPx: info.width,
    heightPx: info.height,
    rgb: Uint8Array.from(data),
    dataUrl: `data:image/png;base64,${png.toString('base64')}`,
  };
}

export type CommandContext = {
  origin: string;
  pictures: Pictures;
  now: Date;
  documentId: string;
  /** Whether to read the codes back from the finished pages. */
  verify: boolean;
};

export type MadePdf = { bytes: Uint8Array | null; findings: Finding[]; prepared: Prepared; fonts: FontSet };

/** Makes the PDF with the app's engine and reads its codes back. `bytes` is null if preflight or an unreadable code refuses. */
export async function makeCardPdf(order: PrintOrder, context: CommandContext): Promise<MadePdf> {
  const { bytes, prepared, fonts, codes } = await makePdf(
    order,
    {
      fontsWith,
      picturesOf: () => context.pictures,
      origin: context.origin,
      async linkCodeOf(card) {
        const link = linkCode(card, context.origin);
        return link && { kind: 'link', ...link };
      },
    },
    {
      title: order.cards.map(fullNameOf).join(', '),
      createdAt: context.now,
      documentId: context.documentId,
      icc: async () => Uint8Array.from(readFileSync(`${ROOT}public/profiles/FOGRA39L_coated.icc`)),
    },
  );
  if (bytes === null || !context.verify) return { bytes, findings: prepared.findings, prepared, fonts };
  // Loaded last: an order that is refused needs no PDF reader.
  const { rasterise, readCodes } = await import('./read-pdf');
  const unread: Finding[] = [];
  for (const { page, pageWidthMm, codes: expected } of codes) {
    const raster = await rasterise(bytes, VERIFICATION_DPI, page);
    unread.push(...(await verifyCodes(expected, raster, pageWidthMm, readCodes)));
  }
  return { bytes: unread.length === 0 ? bytes : null, findings: [...prepared.findings, ...unread], prepared, fonts };
}
