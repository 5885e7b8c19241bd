import type { RegionProfile } from '../i18n/locales';
import type { Product } from './products/product';
import type { Trim } from './scene';
import { PAPERS, type PaperName } from './sheet-templates';
import { halfSheet, type MeasuredSheet, measuredSheet, plainSheet, type Sheet, sheetById } from './sheets';

/** What is in the printer: a maker's sheet, one that the owner measured, plain paper to be cut along crop marks, or a shop's page with one card. */
export type Paper =
  | { kind: 'sheet'; sheet: string }
  | { kind: 'measured'; sheet: MeasuredSheet }
  | { kind: 'plain'; paper: PaperName; trim: Trim }
  | { kind: 'single'; trim: Trim };

/**
 * Returns the sheet of a paper; `null` for a shop's single page, for an unknown sheet, and for plain paper that the
 * card does not fit in either orientation.
 */
export function sheetOf(paper: Paper): Sheet | null {
  if (paper.kind === 'single') return null;
  if (paper.kind === 'sheet') return sheetById(paper.sheet);
  if (paper.kind === 'measured') return measuredSheet(paper.sheet);
  const { widthMm, heightMm } = paper.trim;
  const half = halfSheet(paper.paper, paper.trim);
  if (half !== null) return half;
  return plainSheet(paper.paper, paper.trim) ?? plainSheet(paper.paper, { widthMm: heightMm, heightMm: widthMm });
}

/** Returns a card's size on this paper; `null` when the paper has no sheet. */
export const trimOn = (paper: Paper): Trim | null =>
  paper.kind === 'single' ? paper.trim : (sheetOf(paper)?.trim ?? null);

/** Returns Letter or A4; for a shop's page, the usual size in the owner's region. */
export function paperNameOf(paper: Paper, region: RegionProfile): PaperName {
  if (paper.kind === 'plain') return paper.paper;
  if (paper.kind === 'measured') return paper.sheet.paper;
  const sheetPaper = paper.kind === 'sheet' ? sheetById(paper.sheet)?.paper : undefined;
  return sheetPaper ?? (region === 'fr-FR' ? 'A4' : 'Letter');
}

/** Trim of a badge: eight to a sheet. */
const BADGE_TRIM: Trim = { widthMm: 86, heightMm: 60 };

/** Half a page, upright. */
const halfOf = (name: PaperName): Trim => ({
  widthMm: PAPERS[name].heightMm / 2,
  heightMm: PAPERS[name].widthMm,
});

/** Products that take a whole page, whatever the paper chosen for cards. */
export const WHOLE_PAGE: readonly Product[] = ['tent', 'poster', 'leaflet'];

/** Returns the paper for a product, given the chosen `paper`: only cards and slips use ready-made sheets. */
export function paperFor(product: Product, paper: Paper, region: RegionProfile): Paper {
  const name = paperNameOf(paper, region);
  if (product === 'badge') return { kind: 'plain', paper: name, trim: BADGE_TRIM };
  if (product === 'guide') return { kind: 'plain', paper: name, trim: halfOf(name) };
  if (WHOLE_PAGE.includes(product)) return { kind: 'plain', paper: name, trim: PAPERS[name] };
  if (product === 'reply-slip' && paper.kind === 'single') return { kind: 'plain', paper: name, trim: paper.trim };
  return paper;
}
