import { type Card, fullNameOf } from '../card/card';
import type { RegionProfile } from '../i18n/locales';
import type { PrinterProfile } from './calibration';
import { selectedLines } from './card-lines';
import type { CardOptions } from './card-options';
import type { Pictures } from './designs/design';
import { type Finding, finding } from './findings';
import type { FontSet } from './fonts';
import { imposeSheet, imposeSingle, imposeTent, type Page, type PrintedCard } from './impose';
import { layoutCard } from './layout-card';
import { type Paper, paperNameOf, sheetOf, trimOn } from './paper';
import { PRESETS, type PresetId } from './pdf/presets';
import { type PrintTarget, preflight } from './preflight';
import { printMessages } from './print-messages';
import type { CodeDrawing } from './printed-code';
import { LABEL_TRIM, layOutCorrectionLabel } from './products/correction-label';
import { layOutBadge, layOutDisplay } from './products/display';
import type { Product } from './products/product';
import { layOutReplySlip } from './products/reply-slip';
import type { Scene, Trim } from './scene';
import { PAPERS } from './sheet-templates';
import { cardPositions, type Duplex, type Sheet } from './sheets';

/** Where a reply slip comes from and whom it is for: a name a slip, or blank ones. */
type SlipOrder = { event: string; batch: string; names: readonly string[] };

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
  region: RegionProfile;
  slip: SlipOrder;
  /** The lines that have changed, for correction labels. */
  corrections: readonly { key: string; role: string; text: string }[];
};

export type Codes = { offline: CodeDrawing | null; link: CodeDrawing | null };

/** What the caller's runtime provides: opened faces, decoded pictures, codes that need a site's address. */
export type PrintContext = {
  fonts: FontSet;
  picturesOf: (card: Card) => Pictures;
  codesOf: (card: Card) => Codes;
  slipCode: CodeDrawing | null;
};

export type Prepared = { pages: Page[]; cards: PrintedCard[]; findings: Finding[] };

/** More than this is a job for a shop, and a mistake at a desk. */
export const MAX_COPIES = 500;

/**
 * Lays out, checks and imposes. Pages are made even of what is refused, to be shown; only `findings` says whether they
 * may be printed.
 */
export function prepare(order: PrintOrder, means: PrintContext): Prepared {
  if (order.product === 'tent') return prepareTent(order, means);
  const trim = trimOn(order.paper);
  if (trim === null) return refused(finding('error', 'print.paper_too_small', { role: 'sheet' }, 'usual_size'));
  const sheet = sheetOf(order.paper);
  const each = piecesEach(order, sheet);
  const pieces = each * kindsOf(order);
  if (pieces > MAX_COPIES)
    return refused(finding('error', 'print.too_many_cards', { role: 'sheet', detail: String(MAX_COPIES) }, 'edit'));
  const laidOut = layOutAll(order, trim, means);
  const target = targetOf(order, sheet);
  const findings = distinct(
    laidOut.flatMap(({ card, findings: own }) => [
      ...own,
      ...scenesOf(card).flatMap((scene) => preflight(scene, target)),
    ]),
  );
  const cards = laidOut.map(({ card }) => card);
  if (sheet === null) {
    const preset = PRESETS[order.preset];
    return { pages: cards.flatMap((card) => imposeSingle(card, preset)), cards, findings };
  }
  const copies = cards.flatMap((card) => Array.from({ length: each }, () => card));
  const { start, duplex, outlines, printer } = order;
  return {
    pages: imposeSheet(copies, sheet, { start, duplex, outlines, printer, marks: sheet.isPlain }),
    cards,
    findings,
  };
}

const refused = (found: Finding): Prepared => ({ pages: [], cards: [], findings: [found] });

/** How many different pieces there are: cards, slips with a name of their own, changed lines. */
function kindsOf({ product, cards, slip, corrections }: PrintOrder): number {
  if (product === 'correction') return corrections.length;
  return cards.length * (product === 'reply-slip' ? Math.max(1, slip.names.length) : 1);
}

/** How many of each: as asked, else as many as fill one sheet evenly. A shop prints as many as it is told to. */
function piecesEach(order: PrintOrder, sheet: Sheet | null): number {
  if (sheet === null) return 1;
  const places = cardPositions(sheet).length - (Math.max(1, order.start) - 1);
  return order.copies ?? Math.max(1, Math.floor(places / Math.max(1, kindsOf(order))));
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

function layOutAll(order: PrintOrder, trim: Trim, means: PrintContext): LaidOut[] {
  const { product, cards, options, region, slip } = order;
  const said = printMessages(region);
  const { fonts } = means;
  const single = ({ items, findings }: { items: Scene['items']; findings: Finding[] }, sceneTrim = trim): LaidOut => ({
    card: { front: { trim: sceneTrim, items, accent: options.accent }, back: null },
    findings,
  });
  if (product === 'correction')
    return order.corrections.map((entry) =>
      single({ items: layOutCorrectionLabel(entry, fonts), findings: [] }, LABEL_TRIM),
    );
  return cards.flatMap((card): LaidOut[] => {
    const codes = means.codesOf(card);
    if (product === 'card') {
      const code = options.code === 'none' ? null : codes[options.code];
      const { front, back, findings } = layoutCard(card, options, trim, {
        fonts,
        region,
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
        single({
          items: layOutReplySlip({ ownerName, event: slip.event, batch: slip.batch, name }, trim, {
            fonts,
            words: said,
            code: means.slipCode,
          }),
          findings: [],
        }),
      );
    }
    const content = selectedLines(card, region, options);
    const display = {
      fonts,
      words: said,
      codes: options.code === 'none' && product === 'badge' ? { offline: null, link: null } : codes,
    };
    return [single(product === 'badge' ? layOutBadge(content, trim, display) : layOutDisplay(content, trim, display))];
  });
}

/** A sheet folded in two: the same panel twice. */
function prepareTent(order: PrintOrder, means: PrintContext): Prepared {
  const paper = PAPERS[paperNameOf(order.paper, order.region)];
  const panel = { widthMm: paper.widthMm, heightMm: paper.heightMm / 2 };
  const laidOut = layOutAll({ ...order, product: 'poster' }, panel, means);
  const target = targetOf(order, null);
  return {
    pages: laidOut.map(({ card }) => imposeTent(card.front, paper, order.printer)),
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
