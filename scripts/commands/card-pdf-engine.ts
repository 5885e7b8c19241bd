// The part of the app that scripts/commands/card-pdf.mjs and the benchmarks run: the same print engine, with files and
// pictures read by Node.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { type Card, fullNameOf } from '@/lib/card/card';
import { localeOf, type RegionProfile } from '@/lib/i18n/locales';
import type { Pictures } from '@/lib/print/designs/design';
import { type Finding, refuses } from '@/lib/print/findings';
import { type FaceName, type FontBytes, type FontSet, facesFor, openFonts } from '@/lib/print/fonts';
import { PRESETS } from '@/lib/print/pdf/presets';
import { renderPdf } from '@/lib/print/pdf/render-pdf';
import { type Codes, type Prepared, type PrintOrder, prepare } from '@/lib/print/prepare';
import { replyCode } from '@/lib/print/products/reply-code';
import type { PrintPicture } from '@/lib/print/scene';
import { codesOn, VERIFICATION_DPI, verifyCodes } from '@/lib/print/verify-codes';
import { MAX_VERSION, offlineCode } from '@/lib/qr/offline-payload';
import { linkCode } from '@/lib/share/link-code';
import { rasterise, readCodes } from './read-pdf';

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

/** The project's root, set by the module that loads this file, which may be bundled elsewhere. */
export type Places = { root: string };

const fontFile = ({ root }: Places, name: FaceName) =>
  Uint8Array.from(readFileSync(`${root}public/fonts/print-${name}.woff`));

function fontsFor(places: Places, text: string): FontSet {
  const bytes: FontBytes = { regular: fontFile(places, 'regular'), semibold: fontFile(places, 'semibold') };
  for (const face of facesFor(text)) bytes[face] = fontFile(places, face);
  return openFonts(bytes);
}

/** Decodes a picture file into pixels on white. Scripts, links and metadata of the file are ignored. */
export async function readPicture(path: string, id: string): Promise<PrintPicture> {
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

export const codesOf = (card: Card, origin: string): Codes => {
  const offline = offlineCode(card, MAX_VERSION.paper);
  const link = linkCode(card, origin);
  return {
    offline: offline && { kind: 'offline', ...offline },
    link: link && { kind: 'link', ...link },
  };
};

export type CommandMeans = Places & {
  origin: string;
  pictures: Pictures;
  now: Date;
  documentId: string;
  prove: boolean;
};

export type MadePdf = { bytes: Uint8Array | null; findings: Finding[]; prepared: Prepared; fonts: FontSet };

/**
 * Lays out, checks and renders the PDF, then reads its codes back if `prove` is set. `bytes` is null if preflight
 * refuses or a code does not read.
 */
export async function makePdf(order: PrintOrder, context: CommandMeans): Promise<MadePdf> {
  const allText = JSON.stringify([order.cards, order.slip, order.options.other]);
  const fonts = fontsFor(context, allText);
  const { event, batch } = order.slip;
  const slipCode =
    event === '' && batch === '' ? null : replyCode(context.origin, localeOf(order.region), { event, batch });
  const prepared = prepare(order, {
    fonts,
    picturesOf: () => context.pictures,
    codesOf: (card) => codesOf(card, context.origin),
    slipCode,
  });
  if (refuses(prepared.findings)) return { bytes: null, findings: prepared.findings, prepared, fonts };
  const preset = PRESETS[order.preset];
  const names = order.cards.map(fullNameOf).join(', ');
  const info = {
    title: names,
    author: names,
    language: order.region as RegionProfile,
    createdAt: context.now,
    documentId: context.documentId,
  };
  const icc = preset.embedIcc
    ? Uint8Array.from(readFileSync(`${context.root}public/profiles/FOGRA39L_coated.icc`))
    : undefined;
  const bytes = await renderPdf(prepared.pages, fonts, { info, preset, duplex: order.duplex, ...(icc && { icc }) });
  if (!context.prove) return { bytes, findings: prepared.findings, prepared, fonts };
  const verificationFindings: Finding[] = [];
  for (const [index, page] of prepared.pages.entries()) {
    const codes = codesOn(page);
    if (codes.length === 0) continue;
    const raster = await rasterise(bytes, VERIFICATION_DPI, index + 1);
    verificationFindings.push(...(await verifyCodes(codes, raster, page.mediaBox.widthMm, readCodes)));
  }
  return {
    bytes: verificationFindings.length === 0 ? bytes : null,
    findings: [...prepared.findings, ...verificationFindings],
    prepared,
    fonts,
  };
}
