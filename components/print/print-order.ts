import type { Card } from '@/lib/card/card';
import type { RegionProfile } from '@/lib/i18n/locales';
import type { PrinterProfile } from '@/lib/print/calibration';
import { type Paper, paperFor, WHOLE_PAGE } from '@/lib/print/paper';
import { MAX_COPIES, type PrintOrder } from '@/lib/print/prepare';
import type { PaperSettings } from '@/lib/print/settings';
import type { PrintRun, PrintSettings } from './use-print-settings';

/** Returns the default paper: a sheet template sold in the owner's region. */
export function usualPaper(region: RegionProfile): Paper {
  return { kind: 'sheet', sheet: region === 'fr-FR' ? 'a4-10-85x54' : 'letter-10' };
}

/** Parses the number of copies: `null` fills the sheet, `undefined` means an invalid number. */
export function copiesAsked({ copies }: Pick<PrintRun, 'copies'>): number | null | undefined {
  if (copies.trim() === '') return null;
  const count = Number(copies);
  return Number.isInteger(count) && count >= 1 && count <= MAX_COPIES ? count : undefined;
}

const parseNames = (text: string): string[] =>
  text
    .split('\n')
    .map((name) => name.trim())
    .filter(Boolean)
    .slice(0, 200);

/** Builds the print engine's order from the choices on the screen. */
export function orderOf(
  card: Card,
  { options, paper, now }: PrintSettings,
  context: { region: RegionProfile; printer: PrinterProfile | null; batch: string },
): PrintOrder {
  const selectedPaper = paperFor(paper.product, paper.paper ?? usualPaper(context.region), context.region);
  const isNamed = paper.product === 'reply-slip' || paper.product === 'badge';
  const names = isNamed ? parseNames(now.names) : [];
  const copies = copiesAsked(now) ?? null;
  return {
    product: paper.product,
    cards: [card],
    options,
    paper: selectedPaper,
    preset: presetOf(selectedPaper, paper),
    start: selectedPaper.kind === 'single' ? 1 : now.start,
    copies: names.length > 0 || WHOLE_PAGE.includes(paper.product) ? (copies ?? 1) : copies,
    tabs: now.tabs,
    duplex: paper.duplex,
    outlines: now.outlines,
    printer: selectedPaper.kind === 'single' ? null : context.printer,
    printerDpi: paper.printerDpi,
    region: context.region,
    slip: { event: now.event.trim(), batch: context.batch, names },
    corrections: [],
  };
}

/** Print shops have their own presets; the user's own printer always has `home`. */
const presetOf = (paper: Paper, { preset }: PaperSettings): PrintOrder['preset'] =>
  paper.kind !== 'single' ? 'home' : preset === 'home' ? 'shop-x1a' : preset;
