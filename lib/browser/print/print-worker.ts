import type { Card } from '../../card/card';
import { addressIn } from '../../exchange/short-links';
import { printedCodes, printedLines } from '../../print/batch';
import { DEFAULT_OPTIONS, withLook } from '../../print/card-options';
import { missingText, withFallbackFonts } from '../../print/fallback-fonts';
import { type SliceFamily, sliceFamilyFor } from '../../print/font-slices';
import { type FaceName, type FontBytes, type FontSet, fontSets } from '../../print/fonts';
import { layoutCard } from '../../print/layout-card';
import { codesFor, makePdf, type PdfContext, prepareWithFonts } from '../../print/make-pdf';
import { paperNameOf, WHOLE_PAGE } from '../../print/paper';
import { PRESETS } from '../../print/pdf/presets';
import { preflight } from '../../print/preflight';
import type { Prepared, PrintOrder } from '../../print/prepare';
import { type CodeSource, codeSource } from '../../print/printed-code';
import { renderPageSvg, renderSvg } from '../../print/render-svg';
import { PAPERS } from '../../print/sheet-templates';
import type {
  CalibrationJob,
  PdfJob,
  PdfResult,
  Preview,
  PreviewJob,
  PrintContext,
  PrintRequest,
  PrintResponse,
  PrintResult,
  SheetJob,
  SheetPreview,
} from './print-protocol';

// Runs the print engine off the main thread, so that typing stays responsive.

declare const self: DedicatedWorkerGlobalScope;

async function fetchFile(path: string): Promise<Uint8Array> {
  const response = await fetch(path);
  if (!response.ok) throw new Error('print.file_unavailable');
  return new Uint8Array(await response.arrayBuffer());
}

const loaded: FontBytes = {};
const openSet = fontSets();

const fontFile = (name: FaceName) =>
  fetchFile(sliceFamilyFor(name) === null ? `/fonts/print-${name}.woff` : `/fonts/slices/${name}.woff`);

const BASE_FACE: FaceName = 'atkinson-regular';

/**
 * Returns the loaded fonts with the faces `faces`. If a face cannot be fetched, another one
 * draws its characters or, if none has them, preflight refuses them.
 */
async function fontsWith(faces: readonly FaceName[]): Promise<FontSet> {
  const missingFaces = [BASE_FACE, ...faces].filter((face) => loaded[face] === undefined);
  const files = await Promise.allSettled(missingFaces.map(fontFile));
  for (const [index, face] of missingFaces.entries()) {
    const result = files[index];
    if (result?.status === 'fulfilled') loaded[face] = result.value;
  }
  return openSet(loaded, faces);
}

const sliceIndexes = new Map<SliceFamily, Promise<string>>();

/** Fetches the index of a sliced face once; without it, preflight refuses its characters. */
function sliceIndex(family: SliceFamily): Promise<string> {
  const known = sliceIndexes.get(family);
  if (known !== undefined) return known;
  const index = fetchFile(`/fonts/slices/${family}.txt`).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => {
      sliceIndexes.delete(family);
      return '';
    },
  );
  sliceIndexes.set(family, index);
  return index;
}

/** Makes the code of a card's link. The link encoder is loaded only when a link code is needed. */
async function linkCodeOf(card: Card, { origin, published }: PrintContext): Promise<CodeSource | null> {
  const { linkCodeIn } = await import('../../share/link-code');
  const address = addressIn(published, card.id);
  const link = address && { address, channel: 'paper' as const };
  return codeSource('link', (room) => linkCodeIn(card, origin, link, room));
}

const contextOf = (context: PrintContext): PdfContext => ({
  fontsWith,
  sliceIndex,
  picturesOf: () => context.pictures,
  origin: context.origin,
  linkCodeOf: (card) => linkCodeOf(card, context),
  icc: () => fetchFile('/profiles/FOGRA39L_coated.icc'),
});

async function preview({ card, options: asked, trim, region, bleedMm, context }: PreviewJob): Promise<Preview> {
  const options = asked ?? withLook(DEFAULT_OPTIONS, card);
  const codes = (await codesFor([card], options.code === 'link', contextOf(context)))(card);
  const code = options.code === 'none' ? null : codes[options.code];
  const { result: made, fonts } = await withFallbackFonts(
    { fontsWith, sliceIndex },
    (faces) => layoutCard(card, options, trim, { fonts: faces, region, pictures: context.pictures, code, bleedMm }),
    ({ front, back }) => missingText([front, back]),
  );
  const target = { bleedMm, printerDpi: 600, isPress: false, legibility: options.legibility };
  const scenes = made.back === null ? [made.front] : [made.front, made.back];
  return {
    front: renderSvg(made.front, fonts),
    back: made.back && renderSvg(made.back, fonts),
    isUpright: made.front.trim.heightMm > made.front.trim.widthMm,
    findings: [...made.findings, ...scenes.flatMap((scene) => preflight(scene, target))],
  };
}

/** Returns the number of printed pieces; a whole page counts as one. */
const countOf = ({ product }: PrintOrder, { pages }: Prepared): number =>
  WHOLE_PAGE.some((one) => one === product)
    ? pages.length
    : pages.filter(({ side }) => side === 'front').reduce((sum, { placed }) => sum + placed.length, 0);

async function sheets({ order, context, wholeJob }: SheetJob): Promise<SheetPreview> {
  const { prepared, fonts } = await prepareWithFonts(order, contextOf(context));
  const firstOf = (side: 'front' | 'back') => prepared.pages.find((page) => page.side === side);
  const shown = wholeJob ? prepared.pages : [firstOf('front'), firstOf('back')].filter((page) => page !== undefined);
  return {
    pages: shown.map((page) => renderPageSvg(page, fonts)),
    page: prepared.pages[0]?.mediaBox ?? PAPERS[paperNameOf(order.paper, order.region)],
    pageCount: prepared.pages.length,
    count: countOf(order, prepared),
    findings: prepared.findings,
  };
}

async function pdf({ order, context, title, documentId }: PdfJob): Promise<PdfResult> {
  const { bytes, prepared, codes } = await makePdf(order, contextOf(context), {
    title,
    documentId,
    createdAt: new Date(),
  });
  const { findings, cards } = prepared;
  const lines = printedLines(cards, order.region, order.options);
  return { bytes, findings, codes, lines, printedCodes: printedCodes(cards), count: countOf(order, prepared) };
}

async function calibration({ paper, duplex, hints, title, region, documentId }: CalibrationJob): Promise<PdfResult> {
  const fonts = await fontsWith(['atkinson-semibold']);
  const { calibrationPages } = await import('../../print/products/calibration-sheet');
  const { renderPdf } = await import('../../print/pdf/render-pdf');
  const pages = calibrationPages(PAPERS[paper], fonts, duplex, { region, lines: hints });
  const info = { title, author: '', language: region, createdAt: new Date(), documentId };
  const bytes = await renderPdf(pages, fonts, { info, preset: PRESETS.home, duplex });
  return { bytes, findings: [], codes: [], lines: [], printedCodes: [], count: 1 };
}

function runJob(job: PrintRequest['job']): Promise<PrintResult> {
  switch (job.kind) {
    case 'preview':
      return preview(job);
    case 'sheet':
      return sheets(job);
    case 'pdf':
      return pdf(job);
    case 'calibration':
      return calibration(job);
  }
}

self.onmessage = async ({ data: { id, job } }: MessageEvent<PrintRequest>) => {
  const reply = (response: PrintResponse, transfer: Transferable[] = []) => self.postMessage(response, transfer);
  try {
    const result = await runJob(job);
    const bytes = 'bytes' in result ? result.bytes : null;
    reply({ id, ok: true, result }, bytes === null ? [] : [bytes.buffer]);
  } catch (error) {
    reply({ id, ok: false, message: error instanceof Error ? error.message : String(error) });
  }
};
