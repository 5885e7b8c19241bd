import { type Card, fullNameOf } from '../../card/card';
import { addressIn } from '../../exchange/short-links';
import { localeOf } from '../../i18n/locales';
import { printedCodes, printedLines } from '../../print/batch';
import { refuses } from '../../print/findings';
import { type FaceName, type FontBytes, type FontSet, facesFor, openFonts } from '../../print/fonts';
import type { Page } from '../../print/impose';
import { layoutCard } from '../../print/layout-card';
import { paperNameOf } from '../../print/paper';
import { PRESETS } from '../../print/pdf/presets';
import { preflight } from '../../print/preflight';
import { type Codes, type Prepared, type PrintOrder, prepare } from '../../print/prepare';
import { replyCode } from '../../print/products/reply-code';
import { renderPageSvg, renderSvg } from '../../print/render-svg';
import { PAPERS } from '../../print/sheet-templates';
import { codesOn } from '../../print/verify-codes';
import { MAX_VERSION, offlineCode } from '../../qr/offline-payload';
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

let loaded: { bytes: FontBytes; fonts: FontSet } | null = null;

const fontFile = (name: FaceName) => fetchFile(`/fonts/print-${name}.woff`);

async function baseFonts(): Promise<FontSet> {
  if (loaded === null) {
    const [regular, semibold] = await Promise.all([fontFile('regular'), fontFile('semibold')]);
    const bytes = { regular, semibold };
    loaded = { bytes, fonts: openFonts(bytes) };
  }
  return loaded.fonts;
}

/**
 * Returns the fonts with the fallback faces `faces` added. If a face cannot be fetched, preflight refuses the
 * characters it would have provided.
 */
async function fontsWith(faces: readonly FaceName[]): Promise<FontSet> {
  const fonts = await baseFonts();
  const bytes: FontBytes = { ...(loaded?.bytes ?? fonts.bytes) };
  const missingFaces = faces.filter((face) => bytes[face] === undefined);
  if (missingFaces.length === 0) return fonts;
  const files = await Promise.allSettled(missingFaces.map(fontFile));
  for (const [index, face] of missingFaces.entries()) {
    const result = files[index];
    if (result?.status === 'fulfilled') bytes[face] = result.value;
  }
  loaded = { bytes, fonts: openFonts(bytes) };
  return loaded.fonts;
}

const missingIn = (scenes: readonly ({ items: Page['placed'][number]['scene']['items'] } | null)[]): string =>
  scenes
    .flatMap((scene) => scene?.items ?? [])
    .map((item) => (item.kind === 'text' ? item.missing : ''))
    .join('');

/** Lays out with the two base faces, then again with fallback faces if characters are missing. */
async function withFonts<Made>(make: (fonts: FontSet) => Made, missing: (made: Made) => string) {
  const fonts = await baseFonts();
  const made = make(fonts);
  const faces = facesFor(missing(made));
  if (faces.length === 0) return { made, fonts };
  const extendedFonts = await fontsWith(faces);
  return { made: make(extendedFonts), fonts: extendedFonts };
}

/** Makes the code of a card's link. The link encoder is loaded only when a link code is needed. */
async function linkCodeOf(card: Card, { origin, published }: PrintContext): Promise<Codes['link']> {
  const { linkCode } = await import('../../share/link-code');
  const address = addressIn(published, card.id);
  const link = linkCode(card, origin, address && { address, channel: 'paper' });
  return link && { kind: 'link', ...link };
}

async function codesOf(
  cards: readonly Card[],
  wantsLink: boolean,
  around: PrintContext,
): Promise<(card: Card) => Codes> {
  const codes = new Map<Card, Codes>();
  for (const card of cards) {
    const offline = offlineCode(card, MAX_VERSION.paper);
    codes.set(card, {
      offline: offline && { kind: 'offline', ...offline },
      link: wantsLink ? await linkCodeOf(card, around) : null,
    });
  }
  return (card) => codes.get(card) ?? { offline: null, link: null };
}

async function preview({ card, options, trim, region, around }: PreviewJob): Promise<Preview> {
  const codes = (await codesOf([card], options.code === 'link', around))(card);
  const code = options.code === 'none' ? null : codes[options.code];
  const { made, fonts } = await withFonts(
    (faces) => layoutCard(card, options, trim, { fonts: faces, region, pictures: around.pictures, code }),
    ({ front, back }) => missingIn([front, back]),
  );
  const target = { bleedMm: 3, printerDpi: 600, isPress: false, legibility: options.legibility };
  const scenes = made.back === null ? [made.front] : [made.front, made.back];
  return {
    front: renderSvg(made.front, fonts),
    back: made.back && renderSvg(made.back, fonts),
    findings: [...made.findings, ...scenes.flatMap((scene) => preflight(scene, target))],
  };
}

async function prepareOrder(order: PrintOrder, around: PrintContext): Promise<{ made: Prepared; fonts: FontSet }> {
  const wantsLink = order.product !== 'card' || order.options.code === 'link';
  const { pictures, origin } = around;
  const codes = await codesOf(order.cards, wantsLink, around);
  const { event, batch } = order.slip;
  const slipCode = event === '' && batch === '' ? null : replyCode(origin, localeOf(order.region), { event, batch });
  return withFonts(
    (fonts) => prepare(order, { fonts, picturesOf: () => pictures, codesOf: codes, slipCode }),
    ({ cards }) => missingIn(cards.flatMap(({ front, back }) => [front, back])),
  );
}

/** Returns the number of printed pieces; the two panels of a tent count as one. */
const countOf = ({ product }: PrintOrder, { pages }: Prepared): number =>
  product === 'tent'
    ? pages.length
    : pages.filter(({ side }) => side === 'front').reduce((sum, { placed }) => sum + placed.length, 0);

async function sheets({ order, around, wholeJob }: SheetJob): Promise<SheetPreview> {
  const { made, fonts } = await prepareOrder(order, around);
  const firstOf = (side: 'front' | 'back') => made.pages.find((page) => page.side === side);
  const shown = wholeJob ? made.pages : [firstOf('front'), firstOf('back')].filter((page) => page !== undefined);
  return {
    pages: shown.map((page) => renderPageSvg(page, fonts)),
    page: made.pages[0]?.mediaBox ?? PAPERS[paperNameOf(order.paper, order.region)],
    pageCount: made.pages.length,
    count: countOf(order, made),
    findings: made.findings,
  };
}

async function pdf({ order, around, title, documentId }: PdfJob): Promise<PdfResult> {
  const { made, fonts } = await prepareOrder(order, around);
  const { findings, pages, cards } = made;
  const lines = printedLines(cards, order.region, order.options);
  const printed = { lines, printedCodes: printedCodes(cards), count: countOf(order, made) };
  if (refuses(findings)) return { bytes: null, findings, codes: [], ...printed };
  const preset = PRESETS[order.preset];
  const { renderPdf } = await import('../../print/pdf/render-pdf');
  const author = order.cards.map(fullNameOf).join(', ');
  const info = { title, author, language: order.region, createdAt: new Date(), documentId };
  const icc = preset.embedIcc ? { icc: await fetchFile('/profiles/FOGRA39L_coated.icc') } : {};
  const bytes = await renderPdf(pages, fonts, { info, preset, duplex: order.duplex, ...icc });
  const codes = pages
    .map((page, index) => ({ page: index + 1, pageWidthMm: page.mediaBox.widthMm, codes: codesOn(page) }))
    .filter((page) => page.codes.length > 0);
  return { bytes, findings, codes, ...printed };
}

async function calibration({ paper, duplex, hints, title, region, documentId }: CalibrationJob): Promise<PdfResult> {
  const fonts = await baseFonts();
  const { calibrationPages } = await import('../../print/products/calibration-sheet');
  const { renderPdf } = await import('../../print/pdf/render-pdf');
  const pages = calibrationPages(PAPERS[paper], fonts, duplex, hints);
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
