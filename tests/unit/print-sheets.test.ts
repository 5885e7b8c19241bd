import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '@/lib/print/card-options';
import { PAPERS, SHEET_TEMPLATES, UNVERIFIED_PARTS } from '@/lib/print/sheet-templates';
import { cardPositions, findSheets, plainSheet, sheetById, sheetNamed, TRIMS } from '@/lib/print/sheets';
import { cardOf, ELODIE } from '../support/cards';
import { FULL, prepared } from '../support/print';

const SHARED = '../shared/print/sheet-templates.json';

describe.each(SHEET_TEMPLATES.map(({ id }) => id))('%s', (id) => {
  it('has cards that do not overlap and stay inside the paper', () => {
    const sheet = sheetNamed(id);
    const paper = PAPERS[sheet.paper];
    const positions = cardPositions(sheet);
    expect(positions).toHaveLength(sheet.columns * sheet.rows);
    for (const { xMm, yMm } of positions) {
      expect(xMm).toBeGreaterThanOrEqual(0);
      expect(xMm + sheet.trim.widthMm).toBeLessThanOrEqual(paper.widthMm);
      expect(yMm + sheet.trim.heightMm).toBeLessThanOrEqual(paper.heightMm);
    }
    expect(sheet.pitchMm.x).toBeGreaterThanOrEqual(sheet.trim.widthMm + 2 * sheet.bleedMm - 12.7);
    expect(sheet.pitchMm.y).toBeGreaterThanOrEqual(sheet.trim.heightMm);
  });

  it('is found by each of its part numbers, with or without the maker', () => {
    const template = SHEET_TEMPLATES.find((candidate) => candidate.id === id);
    for (const [maker, parts] of Object.entries(template?.makers ?? {}))
      for (const part of parts.split(' ').filter((text) => !/^\D*\d+-\D*\d+$/.test(text))) {
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

  it('finds a number within a range, and a partial number', () => {
    expect(ids('32021')).toEqual(['a4-10-85x54']);
    expect(ids('Zweckform 32030')).toEqual(['a4-10-85x54']);
    expect(ids('51200')).toEqual(['a4-10-91x55']);
    expect(ids('C3201')).toContain('a4-10-85x54');
    expect(ids('Sigel')).toEqual(['a4-10-85x55']);
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
