import type { Trim } from './scene';

export const PAPERS = {
  Letter: { widthMm: 215.9, heightMm: 279.4 },
  A4: { widthMm: 210, heightMm: 297 },
} as const satisfies Record<string, Trim>;
export type PaperName = keyof typeof PAPERS;

/** How reliable a geometry is: two databases agree, only one has it, or they disagree and it must be measured. */
type Trust = 'agreed' | 'single' | 'disputed';

/**
 * A sheet of cards, in millimetres from the paper's top left corner. `pitchMm` is the distance from one card's corner
 * to the next one's; where it equals the card's size, cards touch. `bleedMm` is how far colour may extend beyond a
 * card's edge.
 */
export type SheetTemplate = {
  id: string;
  paper: PaperName;
  trim: Trim;
  columns: number;
  rows: number;
  originMm: { x: number; y: number };
  pitchMm: { x: number; y: number };
  bleedMm: number;
  trust: Trust;
  /** Makers and their part numbers; "32020-32023" is every number between. */
  makers: Readonly<Record<string, string>>;
  /** Where the geometry comes from. */
  source: string;
};

const card = (widthMm: number, heightMm: number): Trim => ({ widthMm, heightMm });
const point = (x: number, y: number) => ({ x, y });
const AGREED = 'gLabels and LibreOffice label databases agree';

/**
 * Geometries compared between gLabels' and LibreOffice's template databases (and CPAN Paper::Specs for Letter). Eight
 * of eleven agree to a hundredth of a millimetre; for the others, `source` states what they are based on.
 */
export const SHEET_TEMPLATES: readonly SheetTemplate[] = [
  {
    id: 'letter-10',
    paper: 'Letter',
    trim: card(88.9, 50.8),
    columns: 2,
    rows: 5,
    originMm: point(19.05, 12.7),
    pitchMm: point(88.9, 50.8),
    bleedMm: 0,
    trust: 'agreed',
    makers: {
      Avery:
        '5371 5372 5376 5377 5871 5872 5873 5876 5877 5878 5911 8271 8371 8372 8374 8376 8377 8379 8471 8476 8571 8871 8872 8873 8876 8877 8878 8879 25371 27870 27871 27876 27881 27882 28371 28876 28877',
    },
    source: `${AGREED}; CPAN Paper::Specs (8377, 8877)`,
  },
  {
    id: 'letter-8-gap',
    paper: 'Letter',
    trim: card(88.9, 50.8),
    columns: 2,
    rows: 4,
    originMm: point(12.7, 19.05),
    pitchMm: point(101.6, 63.5),
    bleedMm: 1.5875,
    trust: 'agreed',
    makers: { Avery: '8373 3612 5881 8869 28373' },
    source: `${AGREED}; CPAN Paper::Specs has the same margins`,
  },
  {
    id: 'letter-10-gap',
    paper: 'Letter',
    trim: card(88.9, 50.8),
    columns: 2,
    rows: 5,
    originMm: point(12.7, 12.7),
    pitchMm: point(101.6, 50.8),
    bleedMm: 0,
    trust: 'single',
    makers: { Southworth: 'BC554 BC564 BC#11 BC#12' },
    source: 'gLabels only',
  },
  {
    id: 'a4-10-85x54',
    paper: 'A4',
    trim: card(85, 54),
    columns: 2,
    rows: 5,
    originMm: point(15, 13.5),
    pitchMm: point(95, 54),
    bleedMm: 0,
    trust: 'agreed',
    makers: {
      'Avery Zweckform':
        '32010 32011 32012 32014 32020-32023 32029-32032 32036 32040 C32010 C32011 C32011-10 C9362 C2364-C2367',
      DECAdry: 'OCC-3342 OCB-3327',
      Geha: 'P70-P73',
    },
    source: `${AGREED} (C32011-10, OCC-3342, P70); gLabels’ own entry for Zweckform 32010 is 0.6 to 0.9 mm off and is not used`,
  },
  {
    id: 'a4-8-85x54',
    paper: 'A4',
    trim: card(85, 54),
    columns: 2,
    rows: 4,
    originMm: point(17, 31.5),
    pitchMm: point(91, 60),
    bleedMm: 3,
    trust: 'agreed',
    makers: { Avery: 'C32015 32015 C9312' },
    source: AGREED,
  },
  {
    id: 'a4-10-90x52',
    paper: 'A4',
    trim: card(90, 52),
    columns: 2,
    rows: 5,
    originMm: point(15, 18.5),
    pitchMm: point(90, 52),
    bleedMm: 0,
    trust: 'agreed',
    makers: { Avery: 'L7414 L7415 7414' },
    source: AGREED,
  },
  {
    id: 'a4-10-90x50.8',
    paper: 'A4',
    trim: card(90, 50.8),
    columns: 2,
    rows: 5,
    originMm: point(15, 21.5),
    pitchMm: point(90, 50.8),
    bleedMm: 0,
    trust: 'agreed',
    makers: { Avery: 'L7413', Dataline: '57126' },
    source: `${AGREED} (Dataline 57126, L7413); APLI 02793 is half a millimetre lower and is not claimed`,
  },
  {
    id: 'a4-10-90x54',
    paper: 'A4',
    trim: card(90, 54),
    columns: 2,
    rows: 5,
    originMm: point(15, 13.5),
    pitchMm: point(90, 54),
    bleedMm: 0,
    trust: 'single',
    makers: { Avery: 'L7417 L7419' },
    source: 'LibreOffice only',
  },
  {
    id: 'a4-10-87x50.8',
    paper: 'A4',
    trim: card(87, 50.8),
    columns: 2,
    rows: 5,
    originMm: point(15, 21.5),
    pitchMm: point(93, 50.8),
    bleedMm: 0,
    trust: 'disputed',
    makers: { Avery: 'J8414' },
    source: 'LibreOffice; gLabels says 14.82 / 20.42: measure the sheet',
  },
  {
    id: 'a4-10-85x55',
    paper: 'A4',
    trim: card(85, 55),
    columns: 2,
    rows: 5,
    originMm: point(15, 10),
    pitchMm: point(95, 55),
    bleedMm: 0,
    trust: 'agreed',
    makers: { Sigel: 'LP800 LP801 LP802 DP836 DP838 DP839' },
    source: `${AGREED}; bottom margin 12 mm, so front and back do not mirror up and down`,
  },
  {
    id: 'a4-10-91x55',
    paper: 'A4',
    trim: card(91, 55),
    columns: 2,
    rows: 5,
    originMm: point(14, 11),
    pitchMm: point(91, 55),
    bleedMm: 0,
    trust: 'single',
    makers: { 'A-one': '51002-51432', Avery: 'J21013 J21015 J21016 J21033 J21131 M21131 C91131' },
    source: 'LibreOffice only',
  },
  {
    id: 'a4-cut',
    paper: 'A4',
    trim: card(85, 55),
    columns: 2,
    rows: 5,
    originMm: point(20, 11),
    pitchMm: point(85, 55),
    bleedMm: 0,
    trust: 'agreed',
    makers: {},
    source: 'plain card stock, centred: computed',
  },
];

/** Part numbers that no database lists, and the sheet their maker's numbering suggests: to be checked with a ruler. */
export const UNVERIFIED_PARTS: Readonly<Record<string, string>> = {
  '5870': 'letter-10',
  '28878': 'letter-8-gap',
  C32016: 'a4-10-85x54',
};
