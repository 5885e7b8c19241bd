import type { Trim } from './scene';
import { PAPERS, type PaperName, SHEET_TEMPLATES, type SheetTemplate, UNVERIFIED_PARTS } from './sheet-templates';

/** The edge on which the printer flips the paper; `none`: flipped by hand, or printed on one side. */
export type Duplex = 'none' | 'long' | 'short';

/** A sheet to print on: a maker's, or plain paper to be cut along crop marks. */
export type Sheet = Omit<SheetTemplate, 'makers' | 'source' | 'trust'> & { isPlain: boolean };

export const sheetById = (id: string): Sheet | null => {
  const template = SHEET_TEMPLATES.find((candidate) => candidate.id === id);
  return template === undefined ? null : { ...template, isPlain: Object.keys(template.makers).length === 0 };
};

/** Returns a sheet whose id is hard-coded; throws `print.unknown_sheet` if there is none. */
export function sheetNamed(id: string): Sheet {
  const sheet = sheetById(id);
  if (sheet === null) throw new Error('print.unknown_sheet');
  return sheet;
}

/** Room for crop marks and for the printer's unprintable margin. */
const PLAIN_MARGIN_MM = 10;

/** Returns plain paper with as many cards as fit, side by side and centred; `null` when none fits. */
export function plainSheet(paper: PaperName, trim: Trim): Sheet | null {
  const { widthMm, heightMm } = PAPERS[paper];
  const columns = Math.floor((widthMm - 2 * PLAIN_MARGIN_MM) / trim.widthMm + 1e-6);
  const rows = Math.floor((heightMm - 2 * PLAIN_MARGIN_MM) / trim.heightMm + 1e-6);
  if (columns < 1 || rows < 1) return null;
  const originMm = { x: (widthMm - columns * trim.widthMm) / 2, y: (heightMm - rows * trim.heightMm) / 2 };
  const id = `${paper.toLowerCase()}-plain`;
  const pitchMm = { x: trim.widthMm, y: trim.heightMm };
  return { id, paper, trim, columns, rows, originMm, pitchMm, bleedMm: 0, isPlain: true };
}

/** Returns a page cut in two, when `trim` is half of it in either orientation; `null` otherwise. */
export function halfSheet(paper: PaperName, trim: Trim): Sheet | null {
  const { widthMm, heightMm } = PAPERS[paper];
  const [long, short] = [Math.max(trim.widthMm, trim.heightMm), Math.min(trim.widthMm, trim.heightMm)];
  if (Math.abs(long - widthMm) > 0.01 || Math.abs(short - heightMm / 2) > 0.01) return null;
  const half = { widthMm, heightMm: heightMm / 2 };
  const id = `${paper.toLowerCase()}-half`;
  const pitchMm = { x: widthMm, y: half.heightMm };
  return { id, paper, trim: half, columns: 1, rows: 2, originMm: { x: 0, y: 0 }, pitchMm, bleedMm: 0, isPlain: true };
}

/** Returns the top left corner of each card, row by row. */
export function cardPositions({ columns, rows, originMm, pitchMm }: Sheet): { xMm: number; yMm: number }[] {
  return Array.from({ length: columns * rows }, (_, index) => ({
    xMm: originMm.x + (index % columns) * pitchMm.x,
    yMm: originMm.y + Math.floor(index / columns) * pitchMm.y,
  }));
}

/** `exact`: the query holds the complete part number, not only its beginning or the maker's name. */
export type SheetMatch = { template: SheetTemplate; part: string; verified: boolean; exact: boolean };

const normalise = (text: string) => text.toUpperCase().replace(/[\s‑–-]/g, '');

/**
 * Looks up `partNumber` in `parts`, which holds numbers ("5371", "C32011-10") and ranges ("32020-32023"). Returns the
 * part as listed, the number itself when it is within a range, or `null`.
 */
function partIn(parts: string, partNumber: string): string | null {
  for (const part of parts.split(' ')) {
    if (normalise(part) === partNumber) return part;
    const [, prefix = '', from = '', prefixAgain = '', to = ''] = /^(\D*)(\d+)-(\D*)(\d+)$/.exec(part) ?? [];
    const number = partNumber.startsWith(prefix) ? partNumber.slice(prefix.length) : '';
    const isRange = prefix === prefixAgain && from.length === to.length && /^\d+$/.test(number);
    if (isRange && number.length === from.length && number >= from && number <= to) return partNumber;
  }
  return null;
}

/**
 * Returns the sheets that match a query such as "Avery 5371", "C32011" or "l7414": by complete part number or, when
 * none matches, by its beginning; a query without digits matches makers' names. Numbers that no database confirms have
 * `verified: false`.
 */
export function findSheets(query: string): SheetMatch[] {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const number = normalise(words.filter((word) => /\d/.test(word)).join(''));
  const name = words.filter((word) => !/\d/.test(word)).map(normalise);
  const isMaker = (maker: string) => name.every((word) => normalise(maker).includes(word));
  const matches: SheetMatch[] = [];
  const add = (template: SheetTemplate, part: string, verified: boolean, exact: boolean) => {
    if (!matches.some((match) => match.template === template)) matches.push({ template, part, verified, exact });
  };
  const eachMaker = (visit: (template: SheetTemplate, maker: string, parts: string) => void) => {
    for (const template of SHEET_TEMPLATES)
      for (const [maker, parts] of Object.entries(template.makers)) if (isMaker(maker)) visit(template, maker, parts);
  };
  if (number === '') {
    if (name.length > 0) eachMaker((template, maker) => add(template, maker, template.trust !== 'disputed', false));
    return matches;
  }
  eachMaker((template, maker, parts) => {
    const part = partIn(parts, number);
    if (part !== null) add(template, `${maker} ${part}`, template.trust !== 'disputed', true);
  });
  const suggested = SHEET_TEMPLATES.find(({ id }) => id === UNVERIFIED_PARTS[number]);
  if (suggested !== undefined && (name.length === 0 || Object.keys(suggested.makers).some(isMaker)))
    add(suggested, number, false, true);
  if (matches.length === 0 && number.length >= 2)
    eachMaker((template, maker, parts) => {
      const matchingPart = parts.split(' ').find((part) => normalise(part).startsWith(number));
      if (matchingPart !== undefined) add(template, `${maker} ${matchingPart}`, template.trust !== 'disputed', false);
    });
  return matches;
}

/** Card sizes for paper other than makers' sheets. PRODUCT facts; ID-1 is from ISO/IEC 7810. */
export const TRIMS = {
  '88.9x50.8': { widthMm: 88.9, heightMm: 50.8 },
  '85x55': { widthMm: 85, heightMm: 55 },
  '85x54': { widthMm: 85, heightMm: 54 },
  '90x50': { widthMm: 90, heightMm: 50 },
  '90x52': { widthMm: 90, heightMm: 52 },
  'id-1': { widthMm: 85.6, heightMm: 53.98 },
  '91x55': { widthMm: 91, heightMm: 55 },
  '105x74': { widthMm: 105, heightMm: 74 },
} as const satisfies Record<string, Trim>;
export type TrimId = keyof typeof TRIMS;
export const TRIM_IDS = Object.keys(TRIMS) as TrimId[];

/** Limits of a custom trim: a card that can still be read and held, on paper that can be bought. */
export const CUSTOM_TRIM_MM = { least: 40, most: 280 } as const;

/** Parses "88.9x50.8", "90 × 52 mm" or an id of `TRIMS`; returns `null` when no card can have that size. */
export function parseTrim(text: string): Trim | null {
  if (Object.hasOwn(TRIMS, text)) return TRIMS[text as TrimId];
  const [, width = '', height = ''] =
    /^\s*(\d+(?:[.,]\d+)?)\s*[x×]\s*(\d+(?:[.,]\d+)?)\s*(?:mm)?\s*$/i.exec(text) ?? [];
  const trim = { widthMm: Number(width.replace(',', '.')), heightMm: Number(height.replace(',', '.')) };
  const isPossible = (mm: number) => mm >= CUSTOM_TRIM_MM.least && mm <= CUSTOM_TRIM_MM.most;
  return isPossible(trim.widthMm) && isPossible(trim.heightMm) ? trim : null;
}
