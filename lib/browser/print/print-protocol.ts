import type { Card } from '../../card/card';
import type { RegionProfile } from '../../i18n/locales';
import type { PrintedCode, PrintedLine } from '../../print/batch';
import type { CardOptions } from '../../print/card-options';
import type { Pictures } from '../../print/designs/design';
import type { Finding } from '../../print/findings';
import type { PrintOrder } from '../../print/prepare';
import type { Trim } from '../../print/scene';
import type { PaperName } from '../../print/sheet-templates';
import type { Duplex } from '../../print/sheets';
import type { ExpectedCode } from '../../print/verify-codes';

/**
 * What the worker needs from the page: decoded pictures, the site's origin, which codes contain, and the short links,
 * as the text `published` (lib/exchange/short-links.ts).
 */
export type PrintContext = { pictures: Pictures; origin: string; published: string };

export type PreviewJob = {
  kind: 'preview';
  card: Card;
  /** `null`: the usual ones, in the card's own look. */
  options: CardOptions | null;
  trim: Trim;
  /** How far the paper allows colour beyond the trim. */
  bleedMm: number;
  region: RegionProfile;
  context: PrintContext;
};
export type SheetJob = { kind: 'sheet'; order: PrintOrder; context: PrintContext; wholeJob: boolean };
export type PdfJob = { kind: 'pdf'; order: PrintOrder; context: PrintContext; title: string; documentId: string };
export type CalibrationJob = {
  kind: 'calibration';
  paper: PaperName;
  duplex: Exclude<Duplex, 'none'>;
  hints: readonly string[];
  title: string;
  region: RegionProfile;
  documentId: string;
};
type PrintJob = PreviewJob | SheetJob | PdfJob | CalibrationJob;

/** The sides of one card as SVG. */
export type Preview = { front: string; back: string | null; isUpright: boolean; findings: Finding[] };
/** Whole pages as SVG: both sides of the first sheet, or all sheets. `count` is the number of printed pieces. */
export type SheetPreview = { pages: string[]; page: Trim; pageCount: number; count: number; findings: Finding[] };
/**
 * `bytes` is null if preflight refuses; `findings` then contains the errors. `codes` is what the codes of each page
 * must decode to.
 */
export type PdfResult = {
  bytes: Uint8Array<ArrayBuffer> | null;
  findings: Finding[];
  codes: { page: number; pageWidthMm: number; codes: ExpectedCode[] }[];
  lines: PrintedLine[];
  printedCodes: PrintedCode[];
  count: number;
};

export type PrintResult = Preview | SheetPreview | PdfResult;
export type PrintRequest = { id: number; job: PrintJob };
export type PrintResponse = { id: number; ok: true; result: PrintResult } | { id: number; ok: false; message: string };
