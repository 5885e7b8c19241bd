// The part of the app that scripts/commands/card-pdf.mjs and the benchmarks run: the same print engine, with files and
// pictures read by Node.
import { readFileSync } from 'node:fs';
import { fullNameOf } from '@/lib/card/card';
import type { Pictures } from '@/lib/print/designs/design';
import type { Finding } from '@/lib/print/findings';
import { type SliceFamily, sliceFamilyFor } from '@/lib/print/font-slices';
import { type FaceName, type FontBytes, type FontSet, openFonts } from '@/lib/print/fonts';
import { makePdf } from '@/lib/print/make-pdf';
import type { Prepared, PrintOrder } from '@/lib/print/prepare';
import { codeSource } from '@/lib/print/printed-code';
import type { PrintPicture } from '@/lib/print/scene';
import { VERIFICATION_DPI, verifyCodes } from '@/lib/print/verify-codes';
import { linkCodeIn } from '@/lib/share/link-code';
import { ROOT } from '../run.mjs';

export { parseCardFile } from '@/lib/card/card-file';
export { isRegionProfile } from '@/lib/i18n/locales';
export { DEFAULT_OPTIONS } from '@/lib/print/card-options';
export { DESIGN_DEFAULTS, DESIGNS, FORMER_DESIGNS } from '@/lib/print/designs/design-names';
export { ACCENTS, parseColour } from '@/lib/print/inks';
export { paperFor, trimOn } from '@/lib/print/paper';
export { CONDITIONS, PRESETS } from '@/lib/print/pdf/presets';
export { PRODUCTS } from '@/lib/print/products/product';
export { renderPageSvg } from '@/lib/print/render-svg';
export { SHEET_TEMPLATES, UNVERIFIED_PARTS } from '@/lib/print/sheet-templates';
export { findSheets, parseTrim, plainSheet, sheetById, TRIMS } from '@/lib/print/sheets';

const fontPath = (name: FaceName) =>
  sliceFamilyFor(name) === null ? `public/fonts/print-${name}.woff` : `public/fonts/slices/${name}.woff`;
const fontFile = (name: FaceName) => Uint8Array.from(readFileSync(ROOT + fontPath(name)));
const fontBytes: FontBytes = { 'atkinson-regular': fontFile('atkinson-regular') };
const opened = new Map<string, FontSet>();

async function fontsWith(faces: readonly FaceName[]): Promise<FontSet> {
  for (const face of faces) fontBytes[face] ??= fontFile(face);
  const key = Object.keys(fontBytes).join(' ');
  const known = opened.get(key);
  if (known !== undefined) return known;
  const fonts = openFonts({ ...fontBytes });
  opened.set(key, fonts);
  return fonts;
}

const sliceIndex = async (family: SliceFamily) => readFileSync(`${ROOT}public/fonts/slices/${family}.txt`, 'utf8');

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
      sliceIndex,
      linkCodeOf: async (card) => codeSource('link', (room) => linkCodeIn(card, context.origin, null, room)),
      icc: async () => Uint8Array.from(readFileSync(`${ROOT}public/profiles/FOGRA39L_coated.icc`)),
    },
    {
      title: order.cards.map(fullNameOf).join(', '),
      createdAt: context.now,
      documentId: context.documentId,
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
