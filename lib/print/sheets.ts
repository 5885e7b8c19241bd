import type { Trim } from './scene';
import {
  PAPERS,
  type PaperName,
  SHEET_TEMPLATES,
  type SheetBlock,
  type SheetTemplate,
  UNVERIFIED_PARTS,
} from './sheet-templates';

/** The edge on which the printer flips the paper; `none`: flipped by hand, or printed on one side. */
export type Duplex = 'none' | 'long' | 'short';

/** A sheet to print on: a maker's, one that the owner measured, or plain paper to be cut along crop marks. */
export type Sheet = Omit<SheetTemplate, 'makers' | 'source' | 'trust'> & { isPlain: boolean };

export const sheetById = (id: string): Sheet | null => {
  const template = SHEET_TEMPLATES.find((candidate) => candidate.id === id);
  return template === undefined ? null : { ...template, isPlain: Object.keys(template.makers).length === 0 };
};

/** A sheet as its owner measured it with a ruler. */
export type MeasuredSheet = SheetBlock & { name: string; paper: PaperName; trim: Trim };

/** Returns a measured sheet to print on; `null` when its cards overlap or leave the paper. */
export function measuredSheet({ name, ...measured }: MeasuredSheet): Sheet | null {
  const { paper, trim, columns, rows, originMm, pitchMm } = measured;
  const { widthMm, heightMm } = PAPERS[paper];
  const spans = [
    { from: originMm.x, count: columns, pitch: pitchMm.x, size: trim.widthMm, whole: widthMm },
    { from: originMm.y, count: rows, pitch: pitchMm.y, size: trim.heightMm, whole: heightMm },
  ];
  const isPossible = spans.every(
    ({ from, count, pitch, size, whole }) =>
      from >= 0 && count >= 1 && (count === 1 || pitch >= size) && from + (count - 1) * pitch + size <= whole + 0.01,
  );
  if (!isPossible) return null;
  const gaps = spans.filter(({ count }) => count > 1).map(({ pitch, size }) => pitch - size);
  const bleedMm = Math.min(3, Math.max(0, Math.min(...gaps, 6)) / 2);
  return { ...measured, id: `measured ${name}`, blocks: [], fold: null, bleedMm, isPlain: false };
}

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
  return { id, paper, trim, columns, rows, originMm, pitchMm, ...FLAT };
}

const FLAT = { blocks: [], fold: null, bleedMm: 0, isPlain: true } as const;

/** Returns a page cut in two, when `trim` is half of it in either orientation; `null` otherwise. */
export function halfSheet(paper: PaperName, trim: Trim): Sheet | null {
  const { widthMm, heightMm } = PAPERS[paper];
  const [long, short] = [Math.max(trim.widthMm, trim.heightMm), Math.min(trim.widthMm, trim.heightMm)];
  if (Math.abs(long - widthMm) > 0.01 || Math.abs(short - heightMm / 2) > 0.01) return null;
  const half = { widthMm, heightMm: heightMm / 2 };
  const id = `${paper.toLowerCase()}-half`;
  const pitchMm = { x: widthMm, y: half.heightMm };
  return { id, paper, trim: half, columns: 1, rows: 2, originMm: { x: 0, y: 0 }, pitchMm, ...FLAT };
}

const positionsIn = ({ columns, rows, originMm, pitchMm }: SheetBlock): { xMm: number; yMm: number }[] =>
  Array.from({ length: columns * rows }, (_, index) => ({
    xMm: originMm.x + (index % columns) * pitchMm.x,
    yMm: originMm.y + Math.floor(index / columns) * pitchMm.y,
  }));

/** Returns the top left corner of each piece, row by row, in each grid of the sheet. */
export const cardPositions = (sheet: SheetBlock & Pick<Sheet, 'blocks'>): { xMm: number; yMm: number }[] =>
  [sheet, ...sheet.blocks].flatMap(positionsIn);

/** Returns the size of a piece on the sheet: of a card, or of a card before it is folded. */
export const pieceOf = ({ trim, fold }: Pick<Sheet, 'trim' | 'fold'>): Trim => ({
  widthMm: trim.widthMm * (fold === 'vertical' ? 2 : 1),
  heightMm: trim.heightMm * (fold === 'horizontal' ? 2 : 1),
});

/** `exact`: the query holds the complete part number, not only its beginning or the maker's name. */
export type SheetMatch = { template: SheetTemplate; part: string; verified: boolean; exact: boolean };

/** Letters and digits alone, in capitals: «LP 800», «BC#11» and «C32011‑10» are typed in many ways. */
const normalise = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Part numbers of one maker; a number with a space is set off by bars. */
const partsIn = (parts: string): string[] => (parts.includes('|') ? parts.split(' | ') : parts.split(' '));

/** A pack's size after the number: C32011-25 is the sheet C32011 in packs of 25. */
const PACK = /-\d{2,3}$/;
/** Makers put a letter before the number for a kind of printer; people leave it out. */
const PRINTER_LETTER = /^(?:[LJCMPE]|LP|DP)(?=\d{4,})/;

/** The forms under which a number may be typed: with its pack, without it, without its first letter, and each of two. */
function formsOf(text: string): string[] {
  const whole = normalise(text);
  const each = text.includes('/') ? text.split('/').map(normalise) : [];
  const withoutPack = PACK.test(text) ? [normalise(text.replace(PACK, ''))] : [];
  const forms = [whole, ...each, ...withoutPack];
  return [...new Set([...forms, ...forms.map((form) => form.replace(PRINTER_LETTER, ''))])];
}

const MAKER_NAMES = [...new Set(SHEET_TEMPLATES.flatMap(({ makers }) => Object.keys(makers)))];
/** Every word of a maker's name, longest first, so that «avery5371» is a maker and a number. */
const MAKER_WORDS = [...new Set(MAKER_NAMES.flatMap((name) => [name, ...name.split(' ')]).map(normalise))]
  .filter((word) => word.length >= 4)
  .toSorted((one, other) => other.length - one.length);

/** Splits a query in makers' words and a part number, whatever the spaces, signs and capitals. */
function readQuery(query: string): { words: string[]; number: string } {
  const words: string[] = [];
  const tokens = query.normalize('NFKC').trim().split(/\s+/).filter(Boolean);
  const rest = tokens.map((token) => {
    const plain = normalise(token);
    const maker = MAKER_WORDS.find((word) => plain.startsWith(word));
    if (maker === undefined || (plain !== maker && !/\d/.test(plain))) return token;
    words.push(maker);
    // What follows the maker's name in the same token, with its own signs.
    return plain === maker ? '' : token.slice(token.length - (plain.length - maker.length));
  });
  const isName = (token: string) => !/\d/.test(token) && normalise(token).length > 2;
  words.push(...rest.filter((token) => token !== '' && isName(token)).map(normalise));
  return { words, number: rest.filter((token) => token !== '' && !isName(token)).join(' ') };
}

/**
 * Returns the sheets that match a query such as "Avery 5371", "avery5371", "#5371", "LP 800", "C32011-25" or "Zweckform
 * 32015": by complete part number or, when none matches, by its beginning; a query without digits matches makers'
 * names. Numbers that no database confirms have `verified: false`.
 */
export function findSheets(query: string): SheetMatch[] {
  const { words, number } = readQuery(query);
  const typed = normalise(number);
  if (words.length === 0 && typed === '') return [];
  const isMaker = (maker: string) => words.every((word) => normalise(maker).includes(word));
  const matches: SheetMatch[] = [];
  const add = (template: SheetTemplate, part: string, verified: boolean, exact: boolean) => {
    if (!matches.some((match) => match.template === template)) matches.push({ template, part, verified, exact });
  };
  const eachPart = (visit: (template: SheetTemplate, maker: string, part: string) => void) => {
    for (const template of SHEET_TEMPLATES)
      for (const [maker, parts] of Object.entries(template.makers))
        if (isMaker(maker)) for (const part of partsIn(parts)) visit(template, maker, part);
  };
  const isVerified = ({ trust }: SheetTemplate) => trust !== 'disputed';
  if (!/\d/.test(typed)) {
    const asked = [...words, ...(typed === '' ? [] : [typed])];
    for (const template of SHEET_TEMPLATES)
      for (const [maker, parts] of Object.entries(template.makers))
        for (const part of partsIn(parts)) {
          const inMaker = (word: string) => normalise(maker).includes(word);
          const ofPart = asked.filter((word) => !inMaker(word));
          const isPart = ofPart.length > 0 && normalise(part) === ofPart.join('');
          if (isPart) add(template, `${maker} ${part}`, isVerified(template), true);
          else if (ofPart.length === 0) add(template, maker, isVerified(template), false);
          else if (normalise(part).startsWith(ofPart.join('')))
            add(template, `${maker} ${part}`, isVerified(template), false);
        }
    return matches.toSorted((one, other) => Number(other.exact) - Number(one.exact));
  }
  const typedForms = formsOf(number);
  const addWith = (isSame: (form: string) => boolean) =>
    eachPart((template, maker, part) => {
      if (formsOf(part).some(isSame)) add(template, `${maker} ${part}`, isVerified(template), true);
    });
  addWith((form) => form === typed);
  for (const [unverified, id] of Object.entries(UNVERIFIED_PARTS)) {
    const template = SHEET_TEMPLATES.find((candidate) => candidate.id === id);
    const isSame = formsOf(unverified).some((form) => typedForms.includes(form));
    const isOfMaker = words.length === 0 || Object.keys(template?.makers ?? {}).some(isMaker);
    if (template !== undefined && isSame && isOfMaker) add(template, unverified, false, true);
  }
  if (matches.length === 0) addWith((form) => typedForms.includes(form));
  if (matches.length === 0 && typed.length >= 2)
    eachPart((template, maker, part) => {
      if (normalise(part).startsWith(typed)) add(template, `${maker} ${part}`, isVerified(template), false);
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
