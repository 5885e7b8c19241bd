import { type Card, fullNameOf } from '../card/card';
import { localeOf } from '../i18n/locales';
import { MAX_VERSION, offlineCode } from '../qr/offline-payload';
import type { Pictures } from './designs/design';
import { refuses } from './findings';
import { type FaceName, type FontSet, facesFor } from './fonts';
import { PRESETS } from './pdf/presets';
import { type Codes, type Prepared, type PrintOrder, prepare } from './prepare';
import { replyCode } from './products/reply-code';
import type { Scene } from './scene';
import { codesOn, type ExpectedCode } from './verify-codes';

/**
 * What a runtime provides to the print engine: the browser's worker and the card:pdf command pass their own, and print the
 * same pages.
 */
export type PdfContext = {
  /** The two base faces, and the fallback faces `faces` as far as they can be loaded. */
  fontsWith(faces: readonly FaceName[]): Promise<FontSet>;
  picturesOf: (card: Card) => Pictures;
  /** The site's origin, which codes contain. */
  origin: string;
  /** The code of the card's link. The engine asks for it only if the order needs one. */
  linkCodeOf(card: Card): Promise<Codes['link']>;
};

/** Text that the fonts in use cannot draw. */
export const missingText = (scenes: readonly (Pick<Scene, 'items'> | null)[]): string =>
  scenes
    .flatMap((scene) => scene?.items ?? [])
    .map((item) => (item.kind === 'text' ? item.missing : ''))
    .join('');

/** Lays out with the two base faces, then again with fallback faces if characters are missing. */
export async function withFallbackFonts<Result>(
  fontsWith: PdfContext['fontsWith'],
  layOut: (fonts: FontSet) => Result,
  missing: (result: Result) => string,
): Promise<{ result: Result; fonts: FontSet }> {
  const fonts = await fontsWith([]);
  const result = layOut(fonts);
  const faces = facesFor(missing(result));
  if (faces.length === 0) return { result, fonts };
  const extended = await fontsWith(faces);
  return { result: layOut(extended), fonts: extended };
}

/** Makes the codes of each card, before the layout asks for them. */
export async function codesFor(
  cards: readonly Card[],
  needsLink: boolean,
  { linkCodeOf }: Pick<PdfContext, 'linkCodeOf'>,
): Promise<(card: Card) => Codes> {
  const codes = new Map<Card, Codes>();
  for (const card of cards) {
    const offline = offlineCode(card, MAX_VERSION.paper);
    codes.set(card, {
      offline: offline && { kind: 'offline', ...offline },
      link: needsLink ? await linkCodeOf(card) : null,
    });
  }
  return (card) => codes.get(card) ?? { offline: null, link: null };
}

/** Lays out, checks and imposes an order with the fonts that its text needs. */
export async function prepareWithFonts(
  order: PrintOrder,
  context: PdfContext,
): Promise<{ prepared: Prepared; fonts: FontSet }> {
  const needsLink = order.product !== 'card' || order.options.code === 'link';
  const codesOf = await codesFor(order.cards, needsLink, context);
  const { event, batch } = order.slip;
  const isBlankSlip = event === '' && batch === '';
  const slipCode = isBlankSlip ? null : replyCode(context.origin, localeOf(order.region), { event, batch });
  const { picturesOf } = context;
  const { result, fonts } = await withFallbackFonts(
    context.fontsWith,
    (faces) => prepare(order, { fonts: faces, picturesOf, codesOf, slipCode }),
    ({ cards }) => missingText(cards.flatMap(({ front, back }) => [front, back])),
  );
  return { prepared: result, fonts };
}

export type PdfFile = {
  /** `null` if preflight refuses; the findings then contain the errors. */
  bytes: Uint8Array<ArrayBuffer> | null;
  prepared: Prepared;
  fonts: FontSet;
  /** What the codes of each page, from 1, must decode to. */
  codes: { page: number; pageWidthMm: number; codes: ExpectedCode[] }[];
};

/** Makes the PDF of an order. `icc` loads the colour profile of a preset that embeds one. */
export async function makePdf(
  order: PrintOrder,
  context: PdfContext,
  {
    title,
    createdAt,
    documentId,
    icc,
  }: { title: string; createdAt: Date; documentId: string; icc: () => Promise<Uint8Array> },
): Promise<PdfFile> {
  const { prepared, fonts } = await prepareWithFonts(order, context);
  if (refuses(prepared.findings)) return { bytes: null, prepared, fonts, codes: [] };
  const preset = PRESETS[order.preset];
  const { renderPdf } = await import('./pdf/render-pdf');
  const author = order.cards.map(fullNameOf).join(', ');
  const info = { title, author, language: order.region, createdAt, documentId };
  const profile = preset.embedIcc ? { icc: await icc() } : {};
  const bytes = await renderPdf(prepared.pages, fonts, { info, preset, duplex: order.duplex, ...profile });
  const codes = prepared.pages
    .map((page, index) => ({ page: index + 1, pageWidthMm: page.mediaBox.widthMm, codes: codesOn(page) }))
    .filter((page) => page.codes.length > 0);
  return { bytes, prepared, fonts, codes };
}
