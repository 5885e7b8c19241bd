import type { RegionProfile } from '../i18n/locales';
import type { Product } from './products/product';
import type { Trim } from './scene';
import type { PaperName } from './sheet-templates';
import { plainSheet, type Sheet, sheetById } from './sheets';

/** What is in the printer: a maker's sheet, plain paper cut along marks, or a shop's page with one card on it. */
export type Paper =
  | { kind: 'sheet'; sheet: string }
  | { kind: 'plain'; paper: PaperName; trim: Trim }
  | { kind: 'single'; trim: Trim };

/** The sheet a paper is; `null` for a shop's single page, and for plain paper that a card does not fit either way round. */
export function sheetOf(paper: Paper): Sheet | null {
  if (paper.kind === 'single') return null;
  if (paper.kind === 'sheet') return sheetById(paper.sheet);
  const { widthMm, heightMm } = paper.trim;
  return plainSheet(paper.paper, paper.trim) ?? plainSheet(paper.paper, { widthMm: heightMm, heightMm: widthMm });
}

/** The size a card has on this paper. */
export const trimOn = (paper: Paper): Trim | null =>
  paper.kind === 'single' ? paper.trim : (sheetOf(paper)?.trim ?? null);

/** Letter or A4; what is usual where the owner is, when a shop's page says neither. */
export function paperNameOf(paper: Paper, region: RegionProfile): PaperName {
  if (paper.kind === 'plain') return paper.paper;
  const own = paper.kind === 'sheet' ? sheetById(paper.sheet)?.paper : undefined;
  return own ?? (region === 'fr-FR' ? 'A4' : 'Letter');
}

/** What a badge, and a poster on each paper, are cut to: eight of the first to a sheet; A5 and the half letter. */
const BADGE_TRIM: Trim = { widthMm: 86, heightMm: 60 };
const POSTER_TRIMS: Record<PaperName, Trim> = {
  A4: { widthMm: 148, heightMm: 210 },
  Letter: { widthMm: 139.7, heightMm: 215.9 },
};

/** The paper a product is made on, when `paper` is what one has: only cards and slips come on ready-made sheets. */
export function paperFor(product: Product, paper: Paper, region: RegionProfile): Paper {
  const name = paperNameOf(paper, region);
  if (product === 'badge') return { kind: 'plain', paper: name, trim: BADGE_TRIM };
  if (product === 'poster' || product === 'tent') return { kind: 'plain', paper: name, trim: POSTER_TRIMS[name] };
  if (product === 'reply-slip' && paper.kind === 'single') return { kind: 'plain', paper: name, trim: paper.trim };
  return paper;
}
