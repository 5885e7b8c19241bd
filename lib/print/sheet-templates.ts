import type { Trim } from './scene';

export const PAPERS = {
  Letter: { widthMm: 215.9, heightMm: 279.4 },
  A4: { widthMm: 210, heightMm: 297 },
  Tabloid: { widthMm: 279.4, heightMm: 431.8 },
  A3: { widthMm: 297, heightMm: 420 },
  SRA3: { widthMm: 320, heightMm: 450 },
} as const satisfies Record<string, Trim>;
export type PaperName = keyof typeof PAPERS;
export const PAPER_NAMES = Object.keys(PAPERS) as PaperName[];

/**
 * How reliable a geometry is: two sources agree; one source, centred on its paper; one source, to be tested on plain
 * paper; or sources disagree, and the sheet must be measured.
 */
type Trust = 'agreed' | 'consistent' | 'single' | 'disputed';

/** A regular grid of cards, in millimetres from the paper's top left corner; `pitchMm` is corner to corner. */
export type SheetBlock = {
  columns: number;
  rows: number;
  originMm: { x: number; y: number };
  pitchMm: { x: number; y: number };
};

/**
 * A sheet of cards. Where `pitchMm` equals the card's size, cards touch. `bleedMm` is how far colour may extend beyond a
 * card's edge. On a folded sheet, `trim` is the card once folded: the piece on the sheet is twice as wide (`vertical`
 * crease) or twice as high (`horizontal` crease), and the pitch is that of the pieces.
 */
export type SheetTemplate = SheetBlock & {
  id: string;
  paper: PaperName;
  trim: Trim;
  /** Further grids of a sheet that has several. */
  blocks: readonly SheetBlock[];
  bleedMm: number;
  fold: 'vertical' | 'horizontal' | null;
  trust: Trust;
  /** Makers and their part numbers, separated by spaces, or by bars where a number has a space. */
  makers: Readonly<Record<string, string>>;
  /** Where the geometry comes from. */
  source: string;
};

type Pair = readonly [across: number, down: number];

const block = (grid: Pair, origin: Pair, pitch: Pair): SheetBlock => ({
  columns: grid[0],
  rows: grid[1],
  originMm: { x: origin[0], y: origin[1] },
  pitchMm: { x: pitch[0], y: pitch[1] },
});

function sheet(
  id: string,
  paper: PaperName,
  trim: Pair,
  grid: Pair,
  origin: Pair,
  pitch: Pair,
  rest: Pick<SheetTemplate, 'trust' | 'makers' | 'source'> &
    Partial<Pick<SheetTemplate, 'bleedMm' | 'fold' | 'blocks'>>,
): SheetTemplate {
  const base = { bleedMm: 0, fold: null, blocks: [] };
  return { ...base, id, paper, trim: { widthMm: trim[0], heightMm: trim[1] }, ...block(grid, origin, pitch), ...rest };
}

/**
 * Geometries of gLabels' and LibreOffice's template databases, compared with each other and, for some, with CPAN
 * Paper::Specs, LaTeX ticket and other public programs. One source means that it alone lists those numbers. gLabels'
 * own entries for Zweckform 32010 and for Avery 8414, which the other sources contradict, are not used.
 */
export const SHEET_TEMPLATES: readonly SheetTemplate[] = [
  sheet('letter-3-82.5x50.8', 'Letter', [82.55, 50.8], [1, 3], [109.54, 21.17], [82.55, 93.13], {
    trust: 'agreed',
    makers: { Avery: '5361 5362' },
    source: 'LibreOffice, CPAN Paper::Specs',
    bleedMm: 3,
  }),
  sheet('letter-8-gap', 'Letter', [88.9, 50.8], [2, 4], [12.7, 19.05], [101.6, 63.5], {
    trust: 'agreed',
    makers: { Avery: '8373 3612 5881 8869 28373' },
    source: 'LibreOffice, gLabels, CPAN Paper::Specs',
    bleedMm: 1.5875,
  }),
  sheet('letter-10', 'Letter', [88.9, 50.8], [2, 5], [19.05, 12.7], [88.9, 50.8], {
    trust: 'agreed',
    makers: {
      Avery:
        '5371 5372 5376 5377 5871 5872 5873 5876 5877 5878 5911 6235 8271 8371 8372 8374 8376 8377 8379 8471 8476 8571 8871 8872 8873 8876 8877 8878 8879 25371 26550 26551 27870 27876 27871 27881 27882 28371 28876 28877',
    },
    source: 'LibreOffice, gLabels, CPAN Paper::Specs, a third table of templates',
  }),
  sheet('letter-1-82.5x50.8', 'Letter', [82.55, 50.8], [1, 1], [109.54, 21.17], [82.55, 50.8], {
    trust: 'single',
    makers: { Avery: '5361 5362' },
    source: 'LibreOffice',
  }),
  sheet('letter-10-gap', 'Letter', [88.9, 50.8], [2, 5], [12.7, 12.7], [101.6, 50.8], {
    trust: 'consistent',
    makers: { Southworth: 'BC554 BC564 BC#11 BC#12' },
    source: 'gLabels',
  }),
  sheet('letter-4-88.9x50.8-folded', 'Letter', [88.9, 50.8], [2, 2], [19.05, 38.1], [88.9, 101.6], {
    trust: 'single',
    makers: { Avery: '5302' },
    source: 'public programs',
    fold: 'horizontal',
  }),
  sheet('a4-10-85x54', 'A4', [85, 54], [2, 5], [15, 13.5], [95, 54], {
    trust: 'agreed',
    makers: {
      Avery: 'C32011-10 C2364 C2365 C2366 C2367 C9362 C32010 C32011',
      DECAdry: 'OCC-3342 OCB-3327 SCW-2090 DAW-327',
      Geha: 'P70 P71 P72 P73',
      'Avery Zweckform':
        '32010 32011 32012 32014 32020 32021 32022 32023 32029 32030 32031 32032 32036 32040 C9362 C2364 C2365 C2366 C2367',
    },
    source: 'LibreOffice, gLabels, a third table of templates',
  }),
  sheet('a4-8-85x54', 'A4', [85, 54], [2, 4], [17, 31.5], [91, 60], {
    trust: 'agreed',
    makers: { Avery: '32015 C32015 C9312', 'Avery Zweckform': '32015 C9312' },
    source: 'LibreOffice, gLabels, a third table of templates',
    bleedMm: 3,
  }),
  sheet('a4-10-85x55', 'A4', [85, 55], [2, 5], [15, 10], [95, 55], {
    trust: 'agreed',
    makers: { Sigel: 'LP 800 | LP 801 | LP 802 | DP839/DP939 | DP836/DP936' },
    source: 'LibreOffice, gLabels; bottom margin 12 mm, so front and back do not mirror up and down',
  }),
  sheet('a4-10-90x50.8', 'A4', [90, 50.8], [2, 5], [15, 21.5], [90, 50.8], {
    trust: 'agreed',
    makers: { Dataline: '57126', Avery: 'L7413' },
    source: 'LibreOffice, gLabels',
  }),
  sheet('a4-10-90x52', 'A4', [90, 52], [2, 5], [15, 18.5], [90, 52], {
    trust: 'agreed',
    makers: { Avery: '7414 L7414 L7415' },
    source: 'LibreOffice, gLabels',
  }),
  sheet('a4-10-91x55', 'A4', [91, 55], [2, 5], [14, 11], [91, 55], {
    trust: 'agreed',
    makers: {
      'Avery Asia': 'C91131 J21013 J21015 J21016 J21033 J21131 M21131',
      'A-one':
        '51002 51003 51004 51033 51034 51041 51042 51071 51075 51129 51130 51131 51132 51181 51183 51191 51261 51262 51267 51268 51275 51276 51281 51282 51291 51292 51401 51402 51411 51412 51421 51422 51431 51432',
      DAISO: 'No.136',
    },
    source: 'LibreOffice, public programs',
  }),
  sheet('a4-5-85x54-folded', 'A4', [85, 54], [1, 5], [20, 13.5], [170, 54], {
    trust: 'agreed',
    makers: { Rayfilm: 'VIZ3', 'Avery Zweckform': '32017' },
    source: 'LibreOffice, gLabels',
    fold: 'vertical',
  }),
  sheet('a4-12-50x90', 'A4', [50, 90], [4, 3], [5, 13], [50, 90], {
    trust: 'single',
    makers: { Russian: 'A4 5x9' },
    source: 'gLabels',
  }),
  sheet('a4-8-80.4x50.8', 'A4', [80.37, 50.8], [2, 4], [22.5, 34.27], [85.13, 59.22], {
    trust: 'single',
    makers: { Avery: 'C2354', 'Avery Zweckform': 'C2354' },
    source: 'LibreOffice',
    bleedMm: 2.38,
  }),
  sheet('a4-8-80.4x50.8-2', 'A4', [80.4, 50.8], [2, 4], [22.25, 34.27], [85.13, 59.22], {
    trust: 'consistent',
    makers: { Avery: 'C9354' },
    source: 'LibreOffice',
    bleedMm: 2.365,
  }),
  sheet('a4-10-81x50.8', 'A4', [81, 50.8], [2, 5], [16, 14.5], [97, 54.8], {
    trust: 'single',
    makers: { Hama: '50402 50403' },
    source: 'gLabels',
    bleedMm: 2,
  }),
  sheet('a4-3-81.5x50', 'A4', [81.5, 50], [1, 3], [107, 30.5], [81.5, 93], {
    trust: 'single',
    makers: { Avery: 'C2410', 'Avery Zweckform': 'C2410' },
    source: 'LibreOffice',
    bleedMm: 3,
  }),
  sheet('a4-4-81.5x50', 'A4', [81.5, 50], [1, 4], [107, 18.5], [81.5, 70], {
    trust: 'single',
    makers: { 'Avery Asia': 'C2414' },
    source: 'LibreOffice',
    bleedMm: 3,
  }),
  sheet('a4-10-83x52', 'A4', [83, 52], [2, 5], [15.5, 12.5], [96, 55], {
    trust: 'consistent',
    makers: { Herma: '8889' },
    source: 'LibreOffice',
    bleedMm: 1.5,
  }),
  sheet('a4-10-83.8x50.8', 'A4', [83.8, 50.8], [2, 5], [18.6, 22], [89.2, 50.8], {
    trust: 'single',
    makers: { Herma: '5028' },
    source: 'gLabels-qt',
  }),
  sheet('a4-10-83.8x50.8-2', 'A4', [83.82, 50.8], [2, 5], [18.64, 21.5], [88.9, 50.8], {
    trust: 'consistent',
    makers: { Herma: '8840' },
    source: 'LibreOffice',
  }),
  sheet('a4-10-85x55-2', 'A4', [84.984, 54.998], [2, 5], [14.111, 10.936], [94.897, 55.033], {
    trust: 'single',
    makers: { Sigel: 'DP 830 | DP 930' },
    source: 'gLabels',
  }),
  sheet('a4-10-85x49', 'A4', [85, 49], [2, 5], [17, 14], [91, 55], {
    trust: 'consistent',
    makers: { 'A-one': '51091 51093 51405 51415' },
    source: 'LibreOffice',
    bleedMm: 3,
  }),
  sheet('a4-10-85x49-2', 'A4', [85, 49], [2, 5], [18, 10], [89, 55], {
    trust: 'single',
    makers: { 'SANWA SUPPLY': 'JP-MCMARU JP-MCMARUK' },
    source: 'LibreOffice',
    bleedMm: 2,
  }),
  sheet('a4-8-85x53.5', 'A4', [85, 53.5], [2, 4], [12, 18], [100, 69], {
    trust: 'single',
    makers: { 'Your Design': 'VM-6310 VM-6810' },
    source: 'gLabels',
    bleedMm: 3,
  }),
  sheet('a4-10-85x54-2', 'A4', [85, 54], [2, 5], [14, 13], [95, 54], {
    trust: 'single',
    makers: { Sattleford: 'VM-6066 VM-6566' },
    source: 'gLabels',
  }),
  sheet('a4-8-85x54-2', 'A4', [85, 54], [2, 4], [15, 13], [95, 72], {
    trust: 'single',
    makers: { Geha: 'P68 P69' },
    source: 'gLabels',
    bleedMm: 3,
  }),
  sheet('a4-10-85x54-3', 'A4', [85, 54], [2, 5], [16, 14], [95, 54], {
    trust: 'single',
    makers: { Sattleford: 'VM-6059 VM-6559' },
    source: 'gLabels',
  }),
  sheet('a4-10-85x54-4', 'A4', [85, 54], [2, 5], [16.5, 6], [90, 55.5], {
    trust: 'single',
    makers: { Sattleford: 'VM-6253 VM-6753' },
    source: 'gLabels',
  }),
  sheet('a4-10-85x54.2', 'A4', [85, 54.2], [2, 5], [13.5, 13.5], [95, 54.2], {
    trust: 'single',
    makers: { Sattleford: 'VM-5019 VM-5519' },
    source: 'gLabels',
  }),
  sheet('a4-8-85x54.2', 'A4', [85, 54.25], [2, 4], [12, 21], [100, 68.75], {
    trust: 'single',
    makers: { 'Your Design': 'VM-5112 VM-5612' },
    source: 'gLabels',
    bleedMm: 3,
  }),
  sheet('a4-10-85x55-3', 'A4', [85, 55], [2, 5], [13.5, 10.5], [95, 55], {
    trust: 'single',
    makers: { Hama: '50400 50401 50405 50410 50415' },
    source: 'gLabels',
  }),
  sheet('a4-10-85x55-4', 'A4', [85, 55], [2, 5], [14, 10.5], [95, 55], {
    trust: 'single',
    makers: { Sigel: 'LP 795' },
    source: 'gLabels',
  }),
  sheet('a4-10-85x55-5', 'A4', [85, 55], [1, 5], [15, 10], [85, 55], {
    trust: 'single',
    makers: { Staples: 'EU BC Supreme' },
    source: 'gLabels',
    blocks: [block([1, 5], [110, 10], [85, 55])],
  }),
  sheet('a4-10-85x55-6', 'A4', [85, 55], [2, 5], [15, 10], [100, 55], {
    trust: 'disputed',
    makers: { Tower: 'CIL-B440' },
    source: 'LibreOffice',
  }),
  sheet('a4-10-85x55-7', 'A4', [85, 55], [2, 5], [15, 11], [95, 55], {
    trust: 'consistent',
    makers: { Sigel: 'DP835/DP935' },
    source: 'LibreOffice',
  }),
  sheet('a4-10-85x55-8', 'A4', [85, 55], [2, 5], [15, 6], [95, 56.5], {
    trust: 'single',
    makers: { Sigel: 'DP837/DP937' },
    source: 'LibreOffice',
  }),
  sheet('a4-10-86x53.8', 'A4', [86, 53.8], [2, 5], [16.5, 10], [91, 55.8], {
    trust: 'consistent',
    makers: { Sattleford: 'VM-5061 VM-5561' },
    source: 'gLabels',
    bleedMm: 1,
  }),
  sheet('a4-10-86x54', 'A4', [86, 54], [2, 5], [16, 11], [91, 55.625], {
    trust: 'single',
    makers: { Dataline: '57125' },
    source: 'gLabels',
  }),
  sheet('a4-10-86x54-2', 'A4', [86, 54], [2, 5], [17, 14.993], [90.001, 55.499], {
    trust: 'single',
    makers: { 'Encre.com': 'BCV10' },
    source: 'gLabels',
  }),
  sheet('a4-10-87x50.8', 'A4', [87, 50.8], [2, 5], [15, 21.5], [93, 50.8], {
    trust: 'disputed',
    makers: { Avery: 'J8414 8414' },
    source: 'LibreOffice; gLabels says 14.82 / 20.42: measure the sheet',
  }),
  sheet('a4-10-89.3x51.2', 'A4', [89.253, 51.153], [2, 5], [14.111, 20.814], [89.253, 51.153], {
    trust: 'single',
    makers: { Ednet: 'BC' },
    source: 'gLabels',
  }),
  sheet('a4-10-90x50.1', 'A4', [89.958, 50.094], [2, 5], [12.7, 24.656], [89.958, 50.094], {
    trust: 'single',
    makers: { DataBecker: 'BC?' },
    source: 'gLabels',
  }),
  sheet('a4-10-90x50.1-2', 'A4', [89.958, 50.094], [2, 5], [15.169, 23.636], [89.958, 50.094], {
    trust: 'single',
    makers: { Agipa: '119488' },
    source: 'gLabels',
  }),
  sheet('a4-10-90x50', 'A4', [90, 50], [2, 5], [10, 13.5], [100, 55], {
    trust: 'consistent',
    makers: { HISAGO: 'CJ161S' },
    source: 'LibreOffice',
    bleedMm: 2.5,
  }),
  sheet('a4-10-90x50-2', 'A4', [90, 50], [2, 5], [12.5, 15], [94.55, 54], {
    trust: 'single',
    makers: { DataBecker: '0491' },
    source: 'gLabels',
    bleedMm: 2,
  }),
  sheet('a3-24-90x50', 'A3', [90, 50], [3, 8], [14, 10], [90, 50], {
    trust: 'single',
    makers: { Russian: 'A3 5x9' },
    source: 'gLabels',
  }),
  sheet('a4-10-90x50-3', 'A4', [90, 50], [2, 5], [15, 24], [90, 50], {
    trust: 'single',
    makers: { Kores: 'KPCV1' },
    source: 'gLabels',
  }),
  sheet('a4-10-90x50.8-2', 'A4', [90, 50.8], [2, 5], [15, 22], [90, 50.8], {
    trust: 'single',
    makers: { APLI: '02793' },
    source: 'gLabels',
  }),
  sheet('a4-10-90x54', 'A4', [90, 54], [2, 5], [15, 13.5], [90, 54], {
    trust: 'consistent',
    makers: { Avery: 'L7417 L7419' },
    source: 'LibreOffice',
  }),
  sheet('a4-8-90x55', 'A4', [90, 55], [2, 4], [10, 25], [100, 64], {
    trust: 'consistent',
    makers: { 'SANWA SUPPLY': 'JP-MC8 JP-MC8K' },
    source: 'LibreOffice',
    bleedMm: 3,
  }),
  sheet('a4-10-90x55', 'A4', [90, 55], [2, 5], [15, 7], [90, 55], {
    trust: 'single',
    makers: {
      HISAGO: 'BM102S BM108S CJ160S CJ602S LP11NS',
      'SANWA SUPPLY': 'JP-MC10A JP-MC10EW JP-MC10EY JP-MC10K JP-MCSOFT JP-MCWASHI LBP-MMC10 LBP-MMC10K',
    },
    source: 'LibreOffice',
  }),
  sheet('a4-4-90x55-folded', 'A4', [90, 55], [2, 2], [10, 25], [100, 133.7], {
    trust: 'single',
    makers: { HISAGO: 'BM120S BM121S BM122S CJ605S' },
    source: 'LibreOffice',
    fold: 'horizontal',
  }),
  sheet('a4-8-91x55', 'A4', [91, 55], [2, 4], [10, 25], [99, 64], {
    trust: 'consistent',
    makers: { HISAGO: 'CJ600S LP10NS LP930M' },
    source: 'LibreOffice',
    bleedMm: 3,
  }),
  sheet('a4-8-91x55-2', 'A4', [91, 55], [2, 4], [15, 25], [99, 64], {
    trust: 'disputed',
    makers: { 'Avery Asia': 'C91149 J21031 J21149' },
    source: 'LibreOffice',
    bleedMm: 3,
  }),
  sheet('a4-3-91x60', 'A4', [91, 60], [1, 3], [107, 20.5], [91, 98], {
    trust: 'single',
    makers: { 'Avery Asia': 'C2413' },
    source: 'LibreOffice',
    bleedMm: 3,
  }),
  sheet('a4-5-85x54-folded-2', 'A4', [85, 54], [1, 5], [20, 14], [170, 54], {
    trust: 'single',
    makers: { Sattleford: 'VM-6356 VM-5856' },
    source: 'gLabels',
    fold: 'vertical',
  }),
  sheet('a4-5-85x55-folded', 'A4', [85, 55], [1, 5], [20, 10], [170, 55], {
    trust: 'single',
    makers: { Sigel: 'DP838/DP938' },
    source: 'LibreOffice',
    fold: 'vertical',
  }),
  sheet('a4-5-90x50-folded', 'A4', [90, 50], [1, 5], [15, 14], [180, 55], {
    trust: 'single',
    makers: { Sattleford: 'VM-6200' },
    source: 'gLabels',
    fold: 'vertical',
  }),
  sheet('a4-5-90x50-folded-2', 'A4', [90, 50], [1, 5], [15, 14], [180, 55], {
    trust: 'single',
    makers: { Sattleford: 'VM-6700' },
    source: 'gLabels',
    fold: 'vertical',
  }),
  sheet('a4-5-90x50-folded-3', 'A4', [90, 50], [1, 5], [15, 23.5], [180, 50], {
    trust: 'consistent',
    makers: { Rayfilm: 'VIZ1' },
    source: 'gLabels',
    fold: 'vertical',
  }),
  sheet('a4-5-90x50-folded-4', 'A4', [90, 50], [1, 5], [15, 13.5], [180, 55], {
    trust: 'consistent',
    makers: { Rayfilm: 'VIZ2' },
    source: 'gLabels',
    fold: 'vertical',
  }),
  sheet('a4-4-90x55-folded-2', 'A4', [90, 55], [1, 4], [10, 25], [180, 64], {
    trust: 'single',
    makers: { HISAGO: 'BM130S BM131S BM132S CJ606S' },
    source: 'LibreOffice',
    fold: 'vertical',
  }),
  sheet('a4-5-91x55-folded', 'A4', [91, 55], [1, 5], [14, 11], [182, 55], {
    trust: 'consistent',
    makers: { 'A-one': '51151' },
    source: 'LibreOffice',
    fold: 'vertical',
  }),
  sheet('a4-cut', 'A4', [85, 55], [2, 5], [20, 11], [85, 55], {
    trust: 'agreed',
    makers: {},
    source: 'plain card stock, centred: computed',
  }),
];

/**
 * Part numbers that no database lists, and the sheet that public programs or a third table give them: to be tested on
 * plain paper.
 */
export const UNVERIFIED_PARTS: Readonly<Record<string, string>> = {
  '5870': 'letter-10',
  '28878': 'letter-10',
  C32016: 'a4-10-85x54',
  C32028: 'a4-8-85x54',
};
