import { type Card, fullNameOf } from '../card/card';
import type { RegionProfile } from '../i18n/locales';
import type { PrinterProfile } from './calibration';
import type { CardOptions } from './card-options';
import { paperContent } from './content';
import type { Pictures } from './designs/design';
import { type Finding, finding } from './findings';
import type { FontSet } from './fonts';
import { type Duplex, imposeSheet, imposeSingle, imposeTent, type Page, type PrintedCard } from './impose';
import { layoutCard } from './layout-card';
import type { PaperCode } from './paper-code';
import { paperWords } from './paper-words';
import { PRESETS, type PresetId } from './pdf/presets';
import { type PrintTarget, preflight } from './preflight';
import { LABEL_TRIM, layOutCorrectionLabel } from './products/correction-label';
import { layOutBadge, layOutDisplay } from './products/display';
import type { Product } from './products/product';
import { layOutReplySlip } from './products/reply-slip';
import type { Scene, Trim } from './scene';
import { PAPERS, type PaperName } from './sheet-templates';
import { cardPositions, plainSheet, type Sheet, sheetById } from './sheets';

/** What is in the printer: a maker's sheet, plain paper cut along marks, or a shop's page with one card on it. */
export type Paper =
  | { kind: 'sheet'; sheet: string }
  | { kind: 'plain'; paper: PaperName; trim: Trim }
  | { kind: 'single'; trim: Trim };

/** Where a reply slip comes from and whom it is for: a name a slip, or blank ones. */
export type SlipOrder = { event: string; batch: string; names: readonly string[] };

/** Everything that is asked of one printing. */
export type PrintOrder = {
  product: Product | 'correction';
  cards: readonly Card[];
  options: CardOptions;
  paper: Paper;
  preset: PresetId;
  /** The first free place of a used sheet, from 1. */
  start: number;
  /** Of each card; `null` fills one sheet. */
  copies: number | null;
  duplex: Duplex;
  outlines: boolean;
  printer: PrinterProfile | null;
  printerDpi: number;
  profile: RegionProfile;
  slip: SlipOrder;
  /** The lines that have changed, for correction labels. */
  corrections: readonly { key: string; role: string; text: string }[];
};

export type Codes = { offline: PaperCode | null; link: PaperCode | null };

/** What the caller's runtime provides: opened faces, decoded pictures, codes that need a site's address. */
export type PrintMeans = {
  fonts: FontSet;
  picturesOf: (card: Card) => Pictures;
  codesOf: (card: Card) => Codes;
  slipCode: PaperCode | null;
};

export type Prepared = { pages: Page[]; cards: PrintedCard[]; findings: Finding[] };

/** More than this is a job for a shop, and a mistake at a desk. */
export const MOST_COPIES = 500;

/** The sheet a paper is; `null` for a shop's single page, and for plain paper that a card does not fit. */
export function sheetOf(paper: Paper): Sheet | null {
  if (paper.kind === 'single') return null;
  return paper.kind === 'sheet' ? sheetById(paper.sheet) : plainSheet(paper.paper, paper.trim);
}

/** The size a card has on this paper. */
export const trimOn = (paper: Paper): Trim | null =>
  paper.kind === 'single' ? paper.trim : (sheetOf(paper)?.trim ?? null);

/** What a badge, and a poster on each paper, are cut to: eight of the first to a sheet; A5 and the half letter. */
const BADGE_TRIM: Trim = { widthMm: 86, heightMm: 60 };
const POSTER_TRIMS: Record<PaperName, Trim> = {
  A4: { widthMm: 148, heightMm: 210 },
  Letter: { widthMm: 139.7, heightMm: 215.9 },
};

/** The paper a product is made on, when `paper` is what one has: only cards and slips come on ready-made sheets. */
export function paperFor(product: Product, paper: Paper): Paper {
  const name = paperNameOf(paper);
  if (product === 'badge') return { kind: 'plain', paper: name, trim: BADGE_TRIM };
  if (product === 'poster' || product === 'tent') return { kind: 'plain', paper: name, trim: POSTER_TRIMS[name] };
  return product === 'reply-slip' && paper.kind === 'single'
    ? { kind: 'plain', paper: 'Letter', trim: paper.trim }
    : paper;
}

export function paperNameOf(paper: Paper): PaperName {
  if (paper.kind === 'plain') return paper.paper;
  return (paper.kind === 'sheet' ? sheetById(paper.sheet)?.paper : undefined) ?? 'Letter';
}

/**
 * Lays out, checks and imposes. Pages are made even of what is refused, to be shown; only `findings` says whether they
 * may be printed.
 *
 * @throws `print.unknown_sheet` for a sheet that does not exist.
 */
export function prepare(order: PrintOrder, means: PrintMeans): Prepared {
  if (order.product === 'tent') return prepareTent(order, means);
  const trim = trimOn(order.paper);
  if (trim === null) throw new Error('print.unknown_sheet');
  const sheet = sheetOf(order.paper);
  const laidOut = layOutAll(order, trim, means);
  const target = targetOf(order, sheet);
  const findings = distinct(
    laidOut.flatMap(({ card, findings: own }) => [
      ...own,
      ...scenesOf(card).flatMap((scene) => preflight(scene, target)),
    ]),
  );
  const printed = laidOut.map(({ card }) => card);
  if (sheet === null) {
    const preset = PRESETS[order.preset];
    return { pages: printed.flatMap((card) => imposeSingle(card, preset)), cards: printed, findings };
  }
  const places = cardPositions(sheet).length - (Math.max(1, order.start) - 1);
  const each = order.copies ?? Math.max(1, Math.floor(places / Math.max(1, printed.length)));
  if (each * printed.length > MOST_COPIES)
    findings.push(finding('error', 'print.too_many_cards', { role: 'sheet', detail: String(MOST_COPIES) }, 'edit'));
  const copies = printed.flatMap((card) => Array.from({ length: Math.min(each, MOST_COPIES) }, () => card));
  const { start, duplex, outlines, printer } = order;
  return {
    pages: imposeSheet(copies, sheet, { start, duplex, outlines, printer, marks: sheet.isPlain }),
    cards: printed,
    findings,
  };
}

const scenesOf = ({ front, back }: PrintedCard): Scene[] => (back === null ? [front] : [front, back]);

function targetOf({ preset, printerDpi, options }: PrintOrder, sheet: Sheet | null): PrintTarget {
  const { standard, bleedMm } = PRESETS[preset];
  const isPress = standard !== 'none';
  return {
    bleedMm: sheet === null ? bleedMm : sheet.bleedMm,
    printerDpi: isPress ? Math.max(printerDpi, 1200) : printerDpi,
    isPress,
    legibility: options.legibility,
  };
}

type LaidOut = { card: PrintedCard; findings: Finding[] };

function layOutAll(order: PrintOrder, trim: Trim, means: PrintMeans): LaidOut[] {
  const { product, cards, options, profile, slip } = order;
  const said = paperWords(profile);
  const { fonts } = means;
  const single = ({ items, findings }: { items: Scene['items']; findings: Finding[] }, sceneTrim = trim): LaidOut => ({
    card: { front: { trim: sceneTrim, items, accent: options.accent }, back: null },
    findings,
  });
  if (product === 'correction')
    return order.corrections.map((entry) => single(layOutCorrectionLabel(entry, fonts), LABEL_TRIM));
  return cards.flatMap((card): LaidOut[] => {
    const codes = means.codesOf(card);
    if (product === 'card') {
      const code = options.code === 'none' ? null : codes[options.code];
      const { front, back, findings } = layoutCard(card, options, trim, {
        fonts,
        profile,
        pictures: means.picturesOf(card),
        code,
      });
      return [{ card: { front, back }, findings }];
    }
    const ownerName = fullNameOf(card);
    if (ownerName === '')
      return [single({ items: [], findings: [finding('error', 'print.name_missing', { role: 'name' }, 'edit')] })];
    if (product === 'reply-slip') {
      const names = slip.names.length === 0 ? [''] : slip.names;
      return names.map((name) =>
        single(
          layOutReplySlip({ ownerName, event: slip.event, batch: slip.batch, name }, trim, {
            fonts,
            words: said,
            code: means.slipCode,
          }),
        ),
      );
    }
    const content = paperContent(card, profile, options);
    const display = {
      fonts,
      words: said,
      codes: options.code === 'none' && product === 'badge' ? { offline: null, link: null } : codes,
    };
    return [single(product === 'badge' ? layOutBadge(content, trim, display) : layOutDisplay(content, trim, display))];
  });
}

/** A sheet folded in two: the same panel twice. */
function prepareTent(order: PrintOrder, means: PrintMeans): Prepared {
  const paper = PAPERS[paperNameOf(order.paper)];
  const panel = { widthMm: paper.widthMm, heightMm: paper.heightMm / 2 };
  const laidOut = layOutAll({ ...order, product: 'poster' }, panel, means);
  const target = targetOf(order, null);
  return {
    pages: laidOut.map(({ card }) => imposeTent(card.front, paper)),
    cards: laidOut.map(({ card }) => card),
    findings: distinct(
      laidOut.flatMap(({ card, findings }) => [...findings, ...preflight(card.front, { ...target, bleedMm: 0 })]),
    ),
  };
}

/** The same thing wrong on ten cards, or on both sides, is said once. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((found) => {
    const said = JSON.stringify(found);
    if (seen.has(said)) return false;
    seen.add(said);
    return true;
  });
}
