import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '@/lib/print/card-options';
import { readMeasuredSheets } from '@/lib/print/settings';
import { PAPERS, SHEET_TEMPLATES, UNVERIFIED_PARTS } from '@/lib/print/sheet-templates';
import {
  cardPositions,
  findSheets,
  measuredSheet,
  pieceOf,
  plainSheet,
  sheetById,
  sheetNamed,
  TRIMS,
} from '@/lib/print/sheets';
import { cardOf, ELODIE } from '../support/cards';
import { FULL, prepared } from '../support/print';

const SHARED = '../shared/print/sheet-templates.json';
const SHARED_UNION = '../shared/print/sheet-layouts-union.txt';

describe.each(SHEET_TEMPLATES.map(({ id }) => id))('%s', (id) => {
  it('has cards that do not overlap and stay inside the paper', () => {
    const sheet = sheetNamed(id);
    const paper = PAPERS[sheet.paper];
    const positions = cardPositions(sheet);
    const piece = pieceOf(sheet);
    const count = [sheet, ...sheet.blocks].reduce((sum, { columns, rows }) => sum + columns * rows, 0);
    expect(positions).toHaveLength(count);
    for (const [index, one] of positions.entries()) {
      expect(one.xMm).toBeGreaterThanOrEqual(0);
      expect(one.xMm + piece.widthMm).toBeLessThanOrEqual(paper.widthMm + 0.001);
      expect(one.yMm + piece.heightMm).toBeLessThanOrEqual(paper.heightMm + 0.001);
      for (const other of positions.slice(index + 1)) {
        const apart = Math.max(
          Math.abs(one.xMm - other.xMm) - piece.widthMm,
          Math.abs(one.yMm - other.yMm) - piece.heightMm,
        );
        // Colour of one card never reaches another one.
        expect(apart).toBeGreaterThanOrEqual(2 * sheet.bleedMm - 0.001);
      }
    }
  });

  it('is found by each of its part numbers, with or without the maker', () => {
    const template = SHEET_TEMPLATES.find((candidate) => candidate.id === id);
    for (const [maker, parts] of Object.entries(template?.makers ?? {}))
      for (const part of parts.split(parts.includes('|') ? ' | ' : ' ')) {
        expect(
          findSheets(`${maker} ${part}`).map((match) => match.template.id),
          part,
        ).toContain(id);
        expect(
          findSheets(part.toLowerCase()).map((match) => match.template.id),
          part,
        ).toContain(id);
      }
  });
});

describe('sheet search', () => {
  const ids = (query: string) => findSheets(query).map(({ template }) => template.id);

  it.each([
    ['avery5371', 'letter-10'],
    ['#5371', 'letter-10'],
    ['Avery® 5371', 'letter-10'],
    ['Avery #5371', 'letter-10'],
    ['５３７１', 'letter-10'],
    ['Avery 5371 / 8371', 'letter-10'],
    ['LP 800', 'a4-10-85x55'],
    ['lp800', 'a4-10-85x55'],
    ['Sigel LP-800', 'a4-10-85x55'],
    ['DP836', 'a4-10-85x55'],
    ['DP936', 'a4-10-85x55'],
    ['DP838', 'a4-5-85x55-folded'],
    ['C32011-25', 'a4-10-85x54'],
    ['C32011', 'a4-10-85x54'],
    ['Zweckform 32015', 'a4-8-85x54'],
    ['Avery Zweckform C32010-25', 'a4-10-85x54'],
    ['zweckform32010', 'a4-10-85x54'],
    ['L7415', 'a4-10-90x52'],
    ['7415', 'a4-10-90x52'],
    ['BC#11', 'letter-10-gap'],
    ['bc 11', 'letter-10-gap'],
    ['A-one 51002', 'a4-10-91x55'],
    ['51091', 'a4-10-85x49'],
    ['51415', 'a4-10-85x49'],
    ['OCC-3342', 'a4-10-85x54'],
    ['occ3342', 'a4-10-85x54'],
    ['28878', 'letter-10'],
    ['C32016', 'a4-10-85x54'],
    ['C32016-10', 'a4-10-85x54'],
    ['C32028', 'a4-8-85x54'],
  ])('finds «%s» as people type it', (query, id) => {
    expect(findSheets(query)[0]).toMatchObject({ exact: true, template: { id } });
  });

  it('finds a partial number and a maker, and no number that no list has', () => {
    expect(ids('32021')).toEqual(['a4-10-85x54']);
    expect(ids('C3201')).toContain('a4-10-85x54');
    expect(ids('Sigel')).toContain('a4-10-85x55');
    for (const number of ['51200', '51100', '51150']) expect(ids(number), number).toEqual([]);
    expect(ids('51151')).toEqual(['a4-5-91x55-folded']);
  });

  it('marks the part numbers that are unverified', () => {
    for (const part of Object.keys(UNVERIFIED_PARTS))
      expect(findSheets(part)[0], part).toMatchObject({ verified: false, template: { id: UNVERIFIED_PARTS[part] } });
    expect(findSheets('J8414')[0]).toMatchObject({ verified: false, template: { trust: 'disputed' } });
    expect(findSheets('5371')[0]).toMatchObject({ verified: true });
  });

  it('finds nothing for an empty, meaningless or hostile query', () => {
    for (const query of ['', '   ', '99999', 'x'.repeat(5000), '(((', '5371; drop', '\u0000'])
      expect(ids(query), JSON.stringify(query.slice(0, 20))).toEqual([]);
    expect(sheetById('__proto__')).toBeNull();
  });
});

it('has at least sixty layouts, each with a source and a trust level', () => {
  expect(SHEET_TEMPLATES.length).toBeGreaterThanOrEqual(60);
  for (const { id, source, trust, paper, originMm, columns, pitchMm, trim, fold, rows } of SHEET_TEMPLATES) {
    expect(source, id).not.toBe('');
    if (trust !== 'consistent') continue;
    // «Consistent» means centred on its paper.
    const piece = pieceOf({ trim, fold });
    const right = PAPERS[paper].widthMm - originMm.x - (columns - 1) * pitchMm.x - piece.widthMm;
    const bottom = PAPERS[paper].heightMm - originMm.y - (rows - 1) * pitchMm.y - piece.heightMm;
    expect(Math.abs(right - originMm.x), id).toBeLessThanOrEqual(0.3);
    expect(Math.abs(bottom - originMm.y), id).toBeLessThanOrEqual(0.3);
  }
});

describe('folded and two-grid sheets', () => {
  it('prints both sides of a folded card on the outside of the sheet, the front on the right', () => {
    const { pages } = prepared({
      paper: { kind: 'sheet', sheet: 'a4-5-85x55-folded' },
      options: { ...DEFAULT_OPTIONS, sides: 2 },
    });
    expect(pages).toHaveLength(1);
    expect(pages[0]?.placed).toHaveLength(10);
    const [front, back] = pages[0]?.placed ?? [];
    expect(front?.box).toMatchObject({ xMm: 105, yMm: 10, widthMm: 85, heightMm: 55 });
    expect(back?.box).toMatchObject({ xMm: 20, yMm: 10, widthMm: 85, heightMm: 55 });
  });

  it('turns the back of a card that is folded at the top', () => {
    const { pages } = prepared({
      paper: { kind: 'sheet', sheet: 'letter-4-88.9x50.8-folded' },
      options: { ...DEFAULT_OPTIONS, sides: 2 },
    });
    const [front, back] = pages[0]?.placed ?? [];
    expect([front?.rotation, back?.rotation]).toEqual([0, 180]);
    expect((front?.box.yMm ?? 0) - (back?.box.yMm ?? 0)).toBeCloseTo(50.8, 5);
  });

  it('fills every grid of a sheet that has two', () => {
    const sheet = SHEET_TEMPLATES.find(({ makers }) => 'Staples' in makers);
    const { pages } = prepared({ paper: { kind: 'sheet', sheet: sheet?.id ?? '' } });
    expect(pages[0]?.placed).toHaveLength(10);
    expect(new Set(pages[0]?.placed.map(({ box }) => box.xMm))).toEqual(new Set([15, 110]));
  });
});

describe('a measured sheet', () => {
  const measured = {
    name: 'Cartes du Dépanneur',
    paper: 'A3' as const,
    trim: { widthMm: 90, heightMm: 50 },
    columns: 3,
    rows: 7,
    originMm: { x: 10, y: 20 },
    pitchMm: { x: 95, y: 54 },
  };

  it('prints at its own places, on large paper too', () => {
    const { pages, findings } = prepared({ paper: { kind: 'measured', sheet: measured } });
    expect(findings).toEqual([]);
    expect(pages[0]?.mediaBox).toEqual(PAPERS.A3);
    expect(pages[0]?.placed).toHaveLength(21);
    expect(pages[0]?.placed.at(-1)?.box).toMatchObject({ xMm: 200, yMm: 344 });
  });

  it('is refused when its cards overlap or leave the paper, and read back from settings', () => {
    expect(measuredSheet({ ...measured, pitchMm: { x: 80, y: 54 } })).toBeNull();
    expect(measuredSheet({ ...measured, columns: 4 })).toBeNull();
    expect(readMeasuredSheets(JSON.stringify([measured]))).toEqual([measured]);
    for (const text of [null, '{', '[{}]', JSON.stringify([{ ...measured, columns: 9 }])])
      expect(readMeasuredSheets(text)).toEqual([]);
  });
});

describe('plain paper', () => {
  it('centres as many cards as fit, which yields the verified A4 and Letter grids', () => {
    const a4 = plainSheet('A4', TRIMS['85x55']);
    const cut = sheetNamed('a4-cut');
    expect(a4).toMatchObject({ columns: 2, rows: 5, originMm: cut.originMm, pitchMm: cut.pitchMm });
    const letter = plainSheet('Letter', TRIMS['88.9x50.8']);
    expect(letter?.originMm.x).toBeCloseTo(19.05, 6);
    expect(letter?.originMm.y).toBeCloseTo(12.7, 6);
    expect([letter?.columns, letter?.rows]).toEqual([2, 5]);
  });

  it('fits eight badges on either paper, and no card larger than the paper', () => {
    for (const paper of ['A4', 'Letter'] as const) {
      const sheet = plainSheet(paper, { widthMm: 86, heightMm: 60 });
      expect((sheet?.columns ?? 0) * (sheet?.rows ?? 0)).toBe(8);
    }
    expect(plainSheet('A4', { widthMm: 280, heightMm: 280 })).toBeNull();
  });

  it('aligns crop marks with every cut, outside the cards and on the front only', () => {
    const { pages } = prepared({
      paper: { kind: 'plain', paper: 'A4', trim: TRIMS['85x54'] },
      options: { ...DEFAULT_OPTIONS, sides: 2 },
    });
    const [front, back] = pages;
    const marks = front?.cropMarks ?? [];
    const verticals = [...new Set(marks.filter((m) => m.x1Mm === m.x2Mm).map((m) => m.x1Mm))].toSorted((a, b) => a - b);
    expect(verticals).toEqual([20, 105, 190]);
    expect(back?.cropMarks).toEqual([]);
    const sheet = plainSheet('A4', TRIMS['85x54']);
    for (const mark of marks)
      for (const { xMm, yMm } of sheet === null ? [] : cardPositions(sheet)) {
        const x = (mark.x1Mm + mark.x2Mm) / 2;
        const y = (mark.y1Mm + mark.y2Mm) / 2;
        expect(x > xMm && x < xMm + 85 && y > yMm && y < yMm + 54).toBe(false);
      }
  });
});

describe('filling a sheet', () => {
  const placedPositions = (overrides: Parameters<typeof prepared>[0]) =>
    prepared(overrides).pages.map((page) => page.placed.map(({ box }) => box.xMm + 1000 * box.yMm));

  it('starts at the first free position, continues on the next sheet and never prints on a used position', () => {
    const all = placedPositions({})[0] ?? [];
    expect(placedPositions({ start: 4 })).toEqual([all.slice(3)]);
    expect(placedPositions({ start: 9, copies: 5 })).toEqual([all.slice(8), all.slice(0, 3)]);
  });

  it('clamps an out-of-range start, and reports too many copies', () => {
    expect(placedPositions({ start: 99, copies: 1 })[0]).toHaveLength(1);
    expect(placedPositions({ start: -3, copies: 2 })[0]).toHaveLength(2);
    expect(prepared({ copies: 501 }).findings.map(({ code }) => code)).toContain('print.too_many_cards');
  });

  it('gives every sheet of a two-sided job a back, even blank, so that no front is printed behind another', () => {
    const short = cardOf({ givenNames: 'Zoé', phones: ELODIE.phones ?? [] });
    const long = cardOf(FULL);
    const options = { ...DEFAULT_OPTIONS, design: 'large-print' as const, sides: 2 as const };
    const { pages } = prepared({ cards: [long, short, short], options, copies: 10, duplex: 'long' });
    expect(pages.map(({ side }) => side)).toEqual(['front', 'back', 'front', 'back', 'front', 'back']);
    expect(pages.map(({ placed }) => placed.length)).toEqual([10, 10, 10, 0, 10, 0]);
  });

  it('puts all fronts before all backs for manual duplex', () => {
    const { pages } = prepared({ options: { ...DEFAULT_OPTIONS, sides: 2 }, copies: 20, duplex: 'none' });
    expect(pages.map(({ side }) => side)).toEqual(['front', 'front', 'back', 'back']);
  });

  it('divides a sheet equally between several cards', () => {
    const cards = [cardOf(ELODIE), cardOf({ ...ELODIE, givenNames: 'Paul' }), cardOf({ ...ELODIE, givenNames: 'Ana' })];
    const { pages, cards: printed } = prepared({ cards });
    expect(printed).toHaveLength(3);
    for (const { front } of printed) expect(pages[0]?.placed.filter(({ scene }) => scene === front)).toHaveLength(3);
  });
});

describe.runIf(existsSync(SHARED_UNION))('shared list of layouts', () => {
  it('is covered: each of its grids is a sheet here, but for two that other sources contradict', () => {
    const lines = readFileSync(SHARED_UNION, 'utf8').split('\n').slice(1).filter(Boolean);
    const absent = lines.filter((line) => {
      const [, width, height, cardWidth, cardHeight, columns, rows, x, y] =
        /\| ([\d.]+)x([\d.]+) ([\d.]+)x([\d.]+) (\d+)x(\d+) @([\d.]+),([\d.]+)/.exec(line)?.map(Number) ?? [];
      return !SHEET_TEMPLATES.some((sheet) => {
        const piece = pieceOf(sheet);
        const own = [
          PAPERS[sheet.paper].widthMm,
          PAPERS[sheet.paper].heightMm,
          piece.widthMm,
          piece.heightMm,
          sheet.columns,
          sheet.rows,
          sheet.originMm.x,
          sheet.originMm.y,
        ];
        const other = [width, height, cardWidth, cardHeight, columns, rows, x, y];
        return own.every((value, index) => Math.abs(value - (other[index] ?? 0)) < 0.02);
      });
    });
    expect(lines.length).toBe(63);
    expect(absent.length).toBeLessThanOrEqual(2);
  });
});

describe.runIf(existsSync(SHARED))('shared sheet geometries', () => {
  it('are all present, with the same dimensions', () => {
    const { recommended, unverified } = JSON.parse(readFileSync(SHARED, 'utf8')) as {
      recommended: {
        id: string;
        paper: number[];
        card: number[];
        nx: number;
        ny: number;
        x0: number;
        y0: number;
        dx: number;
        dy: number;
        waste?: number;
      }[];
      unverified: { part: string }[];
    };
    expect(recommended.length).toBeGreaterThan(10);
    for (const shared of recommended) {
      const own = sheetNamed(shared.id);
      const paper = PAPERS[own.paper];
      expect([paper.widthMm, paper.heightMm], shared.id).toEqual(shared.paper);
      expect([own.trim.widthMm, own.trim.heightMm]).toEqual(shared.card);
      expect([own.columns, own.rows, own.originMm.x, own.originMm.y, own.pitchMm.x, own.pitchMm.y]).toEqual([
        shared.nx,
        shared.ny,
        shared.x0,
        shared.y0,
        shared.dx,
        shared.dy,
      ]);
      if (shared.waste !== undefined) expect(own.bleedMm).toBe(shared.waste);
    }
    for (const part of ['5870', '28878', 'C32016']) expect(unverified.map((entry) => entry.part)).toContain(part);
  });
});
