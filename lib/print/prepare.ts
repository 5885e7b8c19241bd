import { type Card, fullNameOf } from '../card/card';
import type { RegionProfile } from '../i18n/locales';
import type { PrinterProfile } from './calibration';
import { selectedLines } from './card-lines';
import type { CardOptions } from './card-options';
import type { Pictures } from './designs/design';
import { type Finding, finding } from './findings';
import type { FontSet } from './fonts';
import {
  imposePage,
  imposeSheet,
  imposeSingle,
  imposeTent,
  type Page,
  type PlacedScene,
  type PrintedCard,
  type Segment,
} from './impose';
import { layoutCard, paletteOf } from './layout-card';
import { type Paper, paperNameOf, sheetOf, trimOn } from './paper';
import { PRESETS, type PresetId } from './pdf/presets';
import { type PrintTarget, preflight } from './preflight';
import { printMessages } from './print-messages';
import type { CodeSource } from './printed-code';
import { layOutBadge, readGuest } from './products/badge';
import { LABEL_TRIM, layOutCorrectionLabel } from './products/correction-label';
import { layOutGuide } from './products/guide';
import { layOutLeaflet } from './products/leaflet';
import { type DisplayContext, layOutPoster, layOutTab, layOutTentPanel, TAB_MM, TABS } from './products/poster';
import type { Product } from './products/product';
import { layOutReplySlip } from './products/reply-slip';
import type { Box, Scene, Trim } from './scene';
import { PAPERS } from './sheet-templates';
import { cardPositions, type Duplex, type Sheet } from './sheets';

/**
 * Where reply slips come from and whom they are for: one name per slip, or none for blank slips. On badges, the event,
 * and one guest per line («Paul Tremblay, Ferme du Lac»).
 */
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
  /** A poster has tear-off tabs at its foot. */
  tabs: boolean;
  /** The changed lines, for correction labels. */
  corrections: readonly { key: string; role: string; text: string }[];
};

export type Codes = { offline: CodeSource | null; link: CodeSource | null };

/** What the caller's runtime provides: opened fonts, decoded pictures, codes that need the site's address. */
export type PrintContext = {
  fonts: FontSet;
  picturesOf: (card: Card) => Pictures;
  codesOf: (card: Card) => Codes;
  slipCode: CodeSource | null;
};

export type Prepared = { pages: Page[]; cards: PrintedCard[]; findings: Finding[] };

/** Copies of one piece: more belong in a print shop. */
export const MAX_COPIES = 500;

/** Pages of one run: on a desktop printer, more is a mistake. */
const MAX_PAGES = 500;

/**
 * Lays out, checks and imposes a print run. Cards with errors still get pages, so that they can be shown; only
 * `findings` tells whether the pages may be printed.
 */
export function prepare(order: PrintOrder, context: PrintContext): Prepared {
  if (order.product === 'tent' || order.product === 'poster' || order.product === 'leaflet')
    return prepareWholePages(order, context);
  const trim = trimOn(order.paper);
  if (trim === null) return refuse(finding('error', 'print.paper_too_small', { role: 'sheet' }, 'usual_size'));
  const sheet = sheetOf(order.paper);
  const copiesEach = countCopiesEach(order, sheet);
  const pieceCount = copiesEach * countDistinctPieces(order);
  const pageCount = Math.ceil(pieceCount / (sheet === null ? 1 : cardPositions(sheet).length));
  if (pageCount > MAX_PAGES || copiesEach > MAX_COPIES)
    return refuse(finding('error', 'print.too_many_cards', { role: 'sheet', detail: String(MAX_PAGES) }, 'edit'));
  const target = targetOf(order, sheet);
  const laidOut = layOutAll(order, trim, context, target.bleedMm);
  const findings = withoutDuplicates(
    laidOut.flatMap(({ card, findings: layoutFindings }) => [
      ...layoutFindings,
      ...scenesOf(card).flatMap((scene) => preflight(scene, target)),
    ]),
  );
  const cards = laidOut.map(({ card }) => card);
  const isBackAlone = order.product === 'back';
  const keep = (page: Page) => !isBackAlone || page.side === 'back';
  if (sheet === null) {
    const preset = PRESETS[order.preset];
    return { pages: cards.flatMap((card) => imposeSingle(card, preset)).filter(keep), cards, findings };
  }
  const copies = cards.flatMap((card) => Array.from({ length: copiesEach }, () => card));
  const { start, duplex, outlines, printer } = order;
  return {
    pages: imposeSheet(copies, sheet, { start, duplex, outlines, printer, marks: sheet.isPlain }).filter(keep),
    cards,
    findings,
  };
}

const refuse = (problem: Finding): Prepared => ({ pages: [], cards: [], findings: [problem] });

/** Counts the different pieces: cards, slips with their own name, changed lines. */
function countDistinctPieces({ product, cards, slip, corrections }: PrintOrder): number {
  if (product === 'correction') return corrections.length;
  const isNamed = product === 'reply-slip' || product === 'badge';
  return cards.length * (isNamed ? Math.max(1, slip.names.length) : 1);
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

function layOutAll(order: PrintOrder, trim: Trim, context: PrintContext, bleedMm: number): LaidOut[] {
  const { product, cards, options, region, slip } = order;
  const messages = printMessages(region);
  const { fonts } = context;
  const toLaidOut = (
    { items, findings }: { items: Scene['items']; findings: Finding[] },
    owner: string,
    sceneTrim = trim,
  ): LaidOut => ({
    card: { front: { trim: sceneTrim, items, ...paletteOf(options), region, owner }, back: null },
    findings,
  });
  if (product === 'correction')
    return order.corrections.map((entry) =>
      toLaidOut({ items: layOutCorrectionLabel(entry, fonts), findings: [] }, '', LABEL_TRIM),
    );
  return cards.flatMap((card): LaidOut[] => {
    const codes = context.codesOf(card);
    if (product === 'card' || product === 'back') {
      const code = options.code === 'none' ? null : codes[options.code];
      const cardOptions = product === 'back' ? { ...options, sides: 2 as const } : options;
      const { front, back, findings } = layoutCard(card, cardOptions, trim, {
        fonts,
        region,
        pictures: context.picturesOf(card),
        code,
        bleedMm,
      });
      if (product === 'card') return [{ card: { front, back }, findings }];
      // Only the back is printed, on cards that the owner already has.
      const blank = { ...front, items: [] };
      return [
        {
          card: { front: blank, back },
          findings: findings.filter(({ code: kind }) => kind !== 'print.picture_missing'),
        },
      ];
    }
    const ownerName = fullNameOf(card);
    if (ownerName === '')
      return [
        toLaidOut(
          { items: [], findings: [finding('error', 'print.name_missing', { role: 'name' }, 'edit')] },
          ownerName,
        ),
      ];
    if (product === 'reply-slip') {
      const names = slip.names.length === 0 ? [''] : slip.names;
      return names.map((name) =>
        toLaidOut(
          {
            items: layOutReplySlip({ ownerName, event: slip.event, batch: slip.batch, name }, trim, {
              fonts,
              messages,
              code: context.slipCode,
              logo: context.picturesOf(card).logo,
              isPlain: sheetOf(order.paper)?.isPlain ?? false,
            }),
            findings: [],
          },
          ownerName,
        ),
      );
    }
    const content = selectedLines(card, region, options);
    const display = displayOf(card, options, context, region, product);
    if (product === 'guide')
      return [toLaidOut(layOutGuide(content, uprightTrim(trim), display), ownerName, uprightTrim(trim))];
    const guests = slip.names.length === 0 ? [null] : slip.names.map(readGuest);
    return guests.map((guest) =>
      toLaidOut(layOutBadge(content, trim, display, { event: slip.event, guest }), ownerName),
    );
  });
}

const uprightTrim = ({ widthMm, heightMm }: Trim): Trim => ({
  widthMm: Math.min(widthMm, heightMm),
  heightMm: Math.max(widthMm, heightMm),
});

/** What a product with a large code needs. A badge may go without a code; the others exist to show one. */
const displayOf = (
  card: Card,
  options: CardOptions,
  context: PrintContext,
  region: RegionProfile,
  product: PrintOrder['product'],
): DisplayContext => ({
  fonts: context.fonts,
  messages: printMessages(region),
  pictures: context.picturesOf(card),
  codes:
    options.code === 'none' && product === 'badge'
      ? { offline: null, link: null }
      : orderedCodes(card, options, context),
});

/** The owner's choice of code comes first. */
function orderedCodes(card: Card, { code }: CardOptions, { codesOf }: PrintContext): Codes {
  const { offline, link } = codesOf(card);
  return code === 'link' && link !== null ? { offline: null, link } : { offline, link };
}

type WholePage = { pages: Page[]; cards: PrintedCard[]; findings: Finding[] };

/** A poster with or without tabs, a tent folded in two, a leaflet folded in three: one page or two for each card. */
function prepareWholePages(order: PrintOrder, context: PrintContext): Prepared {
  const target = { ...targetOf(order, null), bleedMm: 0 };
  const made = order.cards.map((card) => wholePage(card, order, context));
  const copies = Math.max(1, Math.min(MAX_COPIES, order.copies ?? 1));
  const findings = made.flatMap((one) => [
    ...one.findings,
    ...one.cards.flatMap((card) => scenesOf(card).flatMap((scene) => preflight(scene, target))),
  ]);
  return {
    pages: made.flatMap(({ pages }) => Array.from({ length: copies }, () => pages).flat()),
    cards: made.flatMap(({ cards }) => cards),
    findings: withoutDuplicates(findings),
  };
}

function wholePage(card: Card, order: PrintOrder, context: PrintContext): WholePage {
  const { options, region, printer } = order;
  const paper = PAPERS[paperNameOf(order.paper, region)];
  const content = selectedLines(card, region, options);
  if (content.name === '')
    return { ...refuse(finding('error', 'print.name_missing', { role: 'name' }, 'edit')), pages: [] };
  const display = displayOf(card, options, context, region, order.product);
  const sceneOf = (items: Scene['items'], trim: Trim): Scene => ({
    trim,
    items,
    ...paletteOf(options),
    region,
    owner: content.name,
  });

  if (order.product === 'tent') {
    const panel = { widthMm: paper.widthMm, heightMm: paper.heightMm / 2 };
    const { items, findings } = layOutTentPanel(content, panel, display);
    const front = sceneOf(items, panel);
    return { pages: [imposeTent(front, paper, printer)], cards: [{ front, back: null }], findings };
  }
  if (order.product === 'leaflet') {
    const page = { widthMm: paper.heightMm, heightMm: paper.widthMm };
    const { outside, inside } = layOutLeaflet(content, page, display, { texts: options.texts, note: card.note });
    const front = sceneOf(outside.items, page);
    const back = sceneOf(inside.items, page);
    const box = { xMm: 0, yMm: 0, ...page };
    const pages = [
      imposePage([{ scene: front, box, rotation: 0 }], page, printer),
      imposePage([{ scene: back, box, rotation: 0 }], page, printer, { side: 'back' }),
    ];
    return { pages, cards: [{ front, back }], findings: [...outside.findings, ...inside.findings] };
  }
  const stripMm = order.tabs ? TAB_MM : 0;
  const { items, findings } = layOutPoster(content, paper, display, stripMm);
  const front = sceneOf(items, paper);
  const placed: Omit<PlacedScene, 'bleedMm'>[] = [{ scene: front, box: { xMm: 0, yMm: 0, ...paper }, rotation: 0 }];
  if (!order.tabs) return { pages: [imposePage(placed, paper, printer)], cards: [{ front, back: null }], findings };
  const { boxes, marks, ...strip } = tabStrip(paper);
  const tab = sceneOf(layOutTab(content, strip.trim, context.fonts), strip.trim);
  placed.push(...boxes.map((box) => ({ scene: tab, box, rotation: 270 as const })));
  const cards = [
    { front, back: null },
    { front: tab, back: null },
  ];
  return { pages: [imposePage(placed, paper, printer, { marks })], cards, findings };
}

/** The places of the tear-off tabs at the foot of a poster, side by side, and the cuts between them. */
function tabStrip(paper: Trim): { trim: Trim; boxes: Box[]; marks: Segment[] } {
  const widthMm = (paper.widthMm - 2 * TAB_EDGE_MM) / TABS;
  const top = paper.heightMm - TAB_MM - TAB_EDGE_MM;
  const trim = { widthMm: TAB_MM, heightMm: widthMm };
  const boxes = Array.from({ length: TABS }, (_, index) => ({
    xMm: TAB_EDGE_MM + index * widthMm,
    yMm: top,
    widthMm,
    heightMm: TAB_MM,
  }));
  const cuts = Array.from({ length: TABS + 1 }, (_, index) => TAB_EDGE_MM + index * widthMm);
  const marks = cuts.map((x) => ({ x1Mm: x, y1Mm: top, x2Mm: x, y2Mm: top + TAB_MM }));
  return { trim, boxes, marks };
}

/** What a desktop printer leaves white along the edges. */
const TAB_EDGE_MM = 5;

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
