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

/** Where reply slips come from and whom they are for: one name per slip, or none for blank slips. */
type SlipOrder = { event: string; batch: string; names: readonly string[] };

/** The complete request for one print run. */
export type PrintOrder = {
  product: Product | 'correction';
  cards: readonly Card[];
  options: CardOptions;
  paper: Paper;
  preset: PresetId;
  /** The first free position on a used sheet, from 1. */
  start: number;
  /** Copies of each piece; `null` fills one sheet. */
  copies: number | null;
  duplex: Duplex;
  outlines: boolean;
  printer: PrinterProfile | null;
  printerDpi: number;
  region: RegionProfile;
  slip: SlipOrder;
  /** The changed lines, for correction labels. */
  corrections: readonly { key: string; role: string; text: string }[];
};

export type Codes = { offline: CodeDrawing | null; link: CodeDrawing | null };

/** What the caller's runtime provides: opened fonts, decoded pictures, codes that need the site's address. */
export type PrintContext = {
  fonts: FontSet;
  picturesOf: (card: Card) => Pictures;
  codesOf: (card: Card) => Codes;
  slipCode: CodeDrawing | null;
};

export type Prepared = { pages: Page[]; cards: PrintedCard[]; findings: Finding[] };

/** A larger run belongs in a print shop; on a desktop printer it is a mistake. */
export const MAX_COPIES = 500;

/**
 * Lays out, checks and imposes a print run. Cards with errors still get pages, so that they can be shown; only
 * `findings` tells whether the pages may be printed.
 */
export function prepare(order: PrintOrder, context: PrintContext): Prepared {
  if (order.product === 'tent') return prepareTent(order, context);
  const trim = trimOn(order.paper);
  if (trim === null) return refuse(finding('error', 'print.paper_too_small', { role: 'sheet' }, 'usual_size'));
  const sheet = sheetOf(order.paper);
  const copiesEach = countCopiesEach(order, sheet);
  const pieceCount = copiesEach * countDistinctPieces(order);
  if (pieceCount > MAX_COPIES)
    return refuse(finding('error', 'print.too_many_cards', { role: 'sheet', detail: String(MAX_COPIES) }, 'edit'));
  const laidOut = layOutAll(order, trim, context);
  const target = targetOf(order, sheet);
  const findings = withoutDuplicates(
    laidOut.flatMap(({ card, findings: layoutFindings }) => [
      ...layoutFindings,
      ...scenesOf(card).flatMap((scene) => preflight(scene, target)),
    ]),
  );
  const cards = laidOut.map(({ card }) => card);
  if (sheet === null) {
    const preset = PRESETS[order.preset];
    return { pages: cards.flatMap((card) => imposeSingle(card, preset)), cards, findings };
  }
  const copies = cards.flatMap((card) => Array.from({ length: copiesEach }, () => card));
  const { start, duplex, outlines, printer } = order;
  return {
    pages: imposeSheet(copies, sheet, { start, duplex, outlines, printer, marks: sheet.isPlain }),
    cards,
    findings,
  };
}

const refuse = (problem: Finding): Prepared => ({ pages: [], cards: [], findings: [problem] });

/** Counts the different pieces: cards, slips with their own name, changed lines. */
function countDistinctPieces({ product, cards, slip, corrections }: PrintOrder): number {
  if (product === 'correction') return corrections.length;
  return cards.length * (product === 'reply-slip' ? Math.max(1, slip.names.length) : 1);
}

/** Returns the copies of each piece: as requested, or as many as fill one sheet. A print shop makes its own copies. */
function countCopiesEach(order: PrintOrder, sheet: Sheet | null): number {
  if (sheet === null) return 1;
  const places = cardPositions(sheet).length - (Math.max(1, order.start) - 1);
  return order.copies ?? Math.max(1, Math.floor(places / Math.max(1, countDistinctPieces(order))));
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

function layOutAll(order: PrintOrder, trim: Trim, context: PrintContext): LaidOut[] {
  const { product, cards, options, region, slip } = order;
  const messages = printMessages(region);
  const { fonts } = context;
  const toLaidOut = (
    { items, findings }: { items: Scene['items']; findings: Finding[] },
    sceneTrim = trim,
  ): LaidOut => ({
    card: { front: { trim: sceneTrim, items, accent: options.accent }, back: null },
    findings,
  });
  if (product === 'correction')
    return order.corrections.map((entry) =>
      toLaidOut({ items: layOutCorrectionLabel(entry, fonts), findings: [] }, LABEL_TRIM),
    );
  return cards.flatMap((card): LaidOut[] => {
    const codes = context.codesOf(card);
    if (product === 'card') {
      const code = options.code === 'none' ? null : codes[options.code];
      const { front, back, findings } = layoutCard(card, options, trim, {
        fonts,
        region,
        pictures: context.picturesOf(card),
        code,
      });
      return [{ card: { front, back }, findings }];
    }
    const ownerName = fullNameOf(card);
    if (ownerName === '')
      return [toLaidOut({ items: [], findings: [finding('error', 'print.name_missing', { role: 'name' }, 'edit')] })];
    if (product === 'reply-slip') {
      const names = slip.names.length === 0 ? [''] : slip.names;
      return names.map((name) =>
        toLaidOut({
          items: layOutReplySlip({ ownerName, event: slip.event, batch: slip.batch, name }, trim, {
            fonts,
            messages,
            code: context.slipCode,
          }),
          findings: [],
        }),
      );
    }
    const content = selectedLines(card, region, options);
    const display = {
      fonts,
      messages,
      codes: options.code === 'none' && product === 'badge' ? { offline: null, link: null } : codes,
    };
    return [
      toLaidOut(product === 'badge' ? layOutBadge(content, trim, display) : layOutDisplay(content, trim, display)),
    ];
  });
}

/** A sheet folded in two: the same panel twice. */
function prepareTent(order: PrintOrder, context: PrintContext): Prepared {
  const paper = PAPERS[paperNameOf(order.paper, order.region)];
  const panel = { widthMm: paper.widthMm, heightMm: paper.heightMm / 2 };
  const laidOut = layOutAll({ ...order, product: 'poster' }, panel, context);
  const target = targetOf(order, null);
  return {
    pages: laidOut.map(({ card }) => imposeTent(card.front, paper, order.printer)),
    cards: laidOut.map(({ card }) => card),
    findings: withoutDuplicates(
      laidOut.flatMap(({ card, findings }) => [...findings, ...preflight(card.front, { ...target, bleedMm: 0 })]),
    ),
  };
}

/** Removes duplicates: a problem on ten cards, or on both sides, is reported once. */
function withoutDuplicates(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((problem) => {
    const key = JSON.stringify(problem);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
