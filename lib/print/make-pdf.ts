import { type Card, fullNameOf } from '../card/card';
import { parseColour } from '../card/colour';
import { localeOf } from '../i18n/locales';
import { offlineCodeIn } from '../qr/offline-payload';
import type { Pictures } from './designs/design';
import { type FontContext, missingText, withFallbackFonts } from './fallback-fonts';
import { type Finding, finding, refuses } from './findings';
import type { FontSet } from './fonts';
import { PRESETS } from './pdf/presets';
import type { PressColour } from './pdf/press-colour';
import { type Codes, type Prepared, type PrintOrder, prepare } from './prepare';
import { type CodeSource, codeSource } from './printed-code';
import { replyCode } from './products/reply-code';
import { codesOn, type ExpectedCode } from './verify-codes';

/**
 * What a runtime provides to the print engine: the browser's worker and the card:pdf command pass their own, and print the
 * same pages.
 */
export type PdfContext = FontContext & {
  picturesOf: (card: Card) => Pictures;
  /** The site's origin, which codes contain. */
  origin: string;
  /** The code of the card's link. The engine asks for it only if the order needs one. */
  linkCodeOf(card: Card): Promise<CodeSource | null>;
  /** The colour profile of the press, through which colours are converted. */
  icc(): Promise<Uint8Array>;
};

/** Makes the codes of each card, before the layout asks for them. */
export async function codesFor(
  cards: readonly Card[],
  needsLink: boolean,
  { linkCodeOf }: Pick<PdfContext, 'linkCodeOf'>,
): Promise<(card: Card) => Codes> {
  const codes = new Map<Card, Codes>();
  for (const card of cards)
    codes.set(card, {
      offline: codeSource('offline', (room) => offlineCodeIn(card, room)),
      link: needsLink ? await linkCodeOf(card) : null,
    });
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
    context,
    (faces) => prepare(order, { fonts: faces, picturesOf, codesOf, slipCode }),
    ({ cards }) => missingText(cards.flatMap(({ front, back }) => [front, back])),
  );
  const findings = [...result.findings, ...(await colourFindings(order, context))];
  return { prepared: { ...result, findings }, fonts };
}

/** A colour that paper shows as on a screen to within this difference (CIE76) is not reported. */
const VISIBLE_DIFFERENCE = 5;

const opened = new WeakMap<Uint8Array, PressColour>();

/** Opens a profile once: a run of many people asks for it each time. */
async function pressColourOf(icc: Uint8Array): Promise<PressColour> {
  const known = opened.get(icc);
  if (known !== undefined) return known;
  const { openPressColour } = await import('./pdf/press-colour');
  const press = openPressColour(icc);
  opened.set(icc, press);
  return press;
}

/** Warns when a press cannot print the accent as it looks on a screen. */
async function colourFindings(order: PrintOrder, { icc }: PdfContext): Promise<Finding[]> {
  if (PRESETS[order.preset].standard === 'none') return [];
  const accent = parseColour(order.options.accent);
  const difference = accent === null ? 0 : (await pressColourOf(await icc())).differenceOf(accent);
  if (difference <= VISIBLE_DIFFERENCE) return [];
  const about = { role: 'accent', detail: String(Math.round(difference)) };
  return [finding('warning', 'print.colour_shift', about, 'default_accent')];
}

export type PdfFile = {
  /** `null` if preflight refuses; the findings then contain the errors. */
  bytes: Uint8Array<ArrayBuffer> | null;
  prepared: Prepared;
  fonts: FontSet;
  /** What the codes of each page, from 1, must decode to. */
  codes: { page: number; pageWidthMm: number; codes: ExpectedCode[] }[];
};

/**
 * How much smaller dark modules are drawn on each side, for the ink that spreads on paper: what the printer's profile
 * says, or the usual spread of a desktop printer. A press compensates for its own.
 */
export const inkSpreadOf = ({ preset, printer }: PrintOrder): number =>
  PRESETS[preset].standard === 'none' ? (printer?.inkSpreadMm ?? USUAL_INK_SPREAD_MM) : 0;

/** Measured: costs nothing on a clean print, and saves codes whose ink has spread by three times as much. */
export const USUAL_INK_SPREAD_MM = 0.042;

/** Makes the PDF of an order. */
export async function makePdf(
  order: PrintOrder,
  context: PdfContext,
  { title, createdAt, documentId }: { title: string; createdAt: Date; documentId: string },
): Promise<PdfFile> {
  const { prepared, fonts } = await prepareWithFonts(order, context);
  if (refuses(prepared.findings)) return { bytes: null, prepared, fonts, codes: [] };
  const preset = PRESETS[order.preset];
  const { renderPdf } = await import('./pdf/render-pdf');
  const author = order.cards.map(fullNameOf).join(', ');
  const info = { title, author, language: order.region, createdAt, documentId };
  const profile = preset.standard === 'none' ? {} : { icc: await context.icc() };
  const bytes = await renderPdf(prepared.pages, fonts, {
    info,
    preset,
    duplex: order.duplex,
    inkSpreadMm: inkSpreadOf(order),
    ...profile,
  });
  const codes = prepared.pages
    .map((page, index) => ({ page: index + 1, pageWidthMm: page.mediaBox.widthMm, codes: codesOn(page) }))
    .filter((page) => page.codes.length > 0);
  return { bytes, prepared, fonts, codes };
}
