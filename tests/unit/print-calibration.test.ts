import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyError,
  CROSS_INSET_MM,
  correctionMatrix,
  type FrontMeasures,
  INK_GAUGE,
  inkSpreadFrom,
  measureBack,
  measureFront,
  NO_ERROR,
  nominalMeasures,
  type SideError,
  VERNIER,
} from '@/lib/print/calibration';
import { inkSpreadOf } from '@/lib/print/make-pdf';
import { calibrationPages } from '@/lib/print/products/calibration-sheet';
import { isPrinter } from '@/lib/print/records';
import { PAPERS } from '@/lib/print/sheet-templates';
import { cardPositions, sheetNamed } from '@/lib/print/sheets';
import { rasterise, textOf } from '../../scripts/commands/read-pdf';
import { FONTS } from '../support/fonts';
import { ORDER, pdfOf, prepared } from '../support/print';
import { inkCount, inkOf, turned } from '../support/raster';

const errors: fc.Arbitrary<SideError> = fc.record({
  dxMm: fc.double({ min: -3, max: 3, noNaN: true }),
  dyMm: fc.double({ min: -3, max: 3, noNaN: true }),
  scaleX: fc.double({ min: 0.98, max: 1.02, noNaN: true }),
  scaleY: fc.double({ min: 0.98, max: 1.02, noNaN: true }),
  rotationDeg: fc.double({ min: -1, max: 1, noNaN: true }),
});

const PRINTER = { id: 'p', schemaVersion: 1 as const, name: 'Bureau', tray: '', front: NO_ERROR, back: NO_ERROR };

/** Returns the exact measurements of a calibration sheet printed with `error`. */
function measureSheet(error: SideError, { widthMm, heightMm }: { widthMm: number; heightMm: number }): FrontMeasures {
  const printedAt = (x: number, y: number) => applyError(error, x, y);
  const topLeft = printedAt(CROSS_INSET_MM, CROSS_INSET_MM);
  const topRight = printedAt(widthMm - CROSS_INSET_MM, CROSS_INSET_MM);
  const bottomLeft = printedAt(CROSS_INSET_MM, heightMm - CROSS_INSET_MM);
  return {
    leftOfTopCross: topLeft.x,
    leftOfBottomCross: bottomLeft.x,
    aboveTopCross: topLeft.y,
    across: Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y),
    down: Math.hypot(bottomLeft.x - topLeft.x, bottomLeft.y - topLeft.y),
  };
}

describe('printer error', () => {
  it('is cancelled by its correction at every point', () => {
    fc.assert(
      fc.property(
        errors,
        fc.double({ min: 0, max: 210, noNaN: true }),
        fc.double({ min: 0, max: 297, noNaN: true }),
        (error, x, y) => {
          const [a, b, c, d, e, f] = correctionMatrix(error);
          const printedPoint = applyError(error, a * x + c * y + e, b * x + d * y + f);
          expect(printedPoint.x).toBeCloseTo(x, 6);
          expect(printedPoint.y).toBeCloseTo(y, 6);
        },
      ),
    );
  });

  it('is recovered from the measurements of the calibration sheet', () => {
    fc.assert(
      fc.property(errors, (error) => {
        const found = measureFront(measureSheet(error, PAPERS.Letter), PAPERS.Letter);
        for (const key of ['dxMm', 'dyMm', 'scaleX', 'scaleY', 'rotationDeg'] as const)
          expect(found?.[key], key).toBeCloseTo(error[key], 4);
      }),
    );
  });

  it('is zero for a perfect printer; impossible measurements are rejected', () => {
    expect(measureFront(nominalMeasures(PAPERS.A4), PAPERS.A4)).toMatchObject({
      dxMm: 0,
      dyMm: 0,
      scaleX: 1,
      scaleY: 1,
    });
    const measures = nominalMeasures(PAPERS.A4);
    for (const wrong of [{ leftOfTopCross: 1.5 }, { across: 7.1 }, { down: Number.NaN }, { aboveTopCross: 150 }])
      expect(measureFront({ ...measures, ...wrong }, PAPERS.A4)).toBeNull();
    expect(measureFront(measures, PAPERS.Letter)).toBeNull();
  });

  it('is measured on the back from the two vernier readings, for either duplex edge', () => {
    const paper = PAPERS.Letter;
    const middle = { x: paper.widthMm / 2, y: paper.heightMm / 2 };
    for (const duplex of ['long', 'short'] as const)
      for (const [right, below] of [
        [0, 0],
        [7, -3],
        [-12, 20],
      ] as const) {
        const back = measureBack(NO_ERROR, { right, below }, paper, duplex);
        if (back === null) throw new Error('off the scale');
        const printedPoint = applyError(back, middle.x, middle.y);
        const observed = {
          x: (printedPoint.x - middle.x) * (duplex === 'long' ? -1 : 1),
          y: (printedPoint.y - middle.y) * (duplex === 'long' ? 1 : -1),
        };
        expect(observed.x).toBeCloseTo(right * 0.1, 6);
        expect(observed.y).toBeCloseTo(below * 0.1, 6);
      }
    expect(measureBack(NO_ERROR, { right: 21, below: 0 }, paper, 'long')).toBeNull();
    expect(measureBack(NO_ERROR, { right: Number.NaN, below: 0 }, paper, 'long')).toBeNull();
  });

  it('shifts the printed sheet by the measured amount and leaves the template unchanged', async () => {
    const sheet = sheetNamed('letter-10');
    const before = JSON.stringify(sheet);
    const printer = {
      id: 'p',
      schemaVersion: 1 as const,
      name: 'P',
      tray: '',
      front: { ...NO_ERROR, dxMm: 1.2, dyMm: -0.8 },
      back: NO_ERROR,
    };
    const dpi = 254;
    const measureFirstInk = async (options: Parameters<typeof prepared>[0]) => {
      const { ink, width } = inkOf(await rasterise(await pdfOf(prepared(options).pages), dpi));
      const rows = Math.floor(ink.indexOf(1) / width);
      let left = width;
      for (let at = 0; at < ink.length; at += 1) if (ink[at] === 1) left = Math.min(left, at % width);
      return { x: left / 10, y: rows / 10 };
    };
    const [uncorrected, corrected] = [await measureFirstInk({}), await measureFirstInk({ printer })];
    expect(corrected.x - uncorrected.x).toBeCloseTo(-1.2, 0);
    expect(Math.abs(corrected.x - uncorrected.x + 1.2)).toBeLessThanOrEqual(0.1001);
    expect(Math.abs(corrected.y - uncorrected.y - 0.8)).toBeLessThanOrEqual(0.1001);
    expect(JSON.stringify(sheet)).toBe(before);
    expect(cardPositions(sheet)[0]).toEqual({ xMm: 19.05, yMm: 12.7 });
  });
});

describe('the calibration sheet', () => {
  it.each(['long', 'short'] as const)(
    'aligns the crosses and the vernier’s middle lines of front and back, %s edge',
    async (duplex) => {
      const pages = calibrationPages(PAPERS.A4, FONTS, duplex, { region: 'fr-CA', lines: ['Réglage', 'À 100 %'] });
      const bytes = await pdfOf(pages, { duplex });
      const front = inkOf(await rasterise(bytes, 254, 1));
      const back = turned(inkOf(await rasterise(bytes, 254, 2)), duplex);
      expect(inkCount(back)).toBeGreaterThan(500);
      const at = (mask: typeof front, xMm: number, yMm: number) => {
        for (let dy = -2; dy <= 2; dy += 1)
          for (let dx = -2; dx <= 2; dx += 1)
            if (mask.ink[(Math.round(yMm * 10) + dy) * mask.width + Math.round(xMm * 10) + dx] === 1) return true;
        return false;
      };
      for (const [x, y] of [
        [15, 15],
        [195, 15],
        [15, 282],
        [195, 282],
      ] as const) {
        expect(at(front, x, y)).toBe(true);
        expect(at(back, x, y)).toBe(true);
      }
      // The axis of the horizontal scale is 40 mm above the centre: front lines are above it, back lines below.
      const [middleX, middleY] = [105, 148.5 - 40];
      expect(at(front, middleX, middleY - 4)).toBe(true);
      expect(at(back, middleX, middleY + 4)).toBe(true);
      // Ten lines further, the two scales differ by 1 mm.
      expect(at(front, middleX + 10 * VERNIER.frontPitchMm, middleY - 4)).toBe(true);
      expect(at(back, middleX + 10 * VERNIER.backPitchMm, middleY + 4)).toBe(true);
      expect((await textOf(bytes)).join(' ')).toContain('+20');
    },
  );

  it('shows the ink spread: lines close in their order, and the profile makes modules smaller by as much', async () => {
    const [front] = calibrationPages(PAPERS.A4, FONTS, 'long', { region: 'fr-CA', lines: ['Réglage'] });
    const bars = front?.placed[0]?.scene.items.filter((item) => item.kind === 'rect') ?? [];
    const gaps = Object.values(INK_GAUGE).map(({ gapMm }) => gapMm);
    const drawn = bars.slice(1).map((bar, index) => bar.xMm - (bars[index]?.xMm ?? 0) - (bars[index]?.widthMm ?? 0));
    for (const gap of gaps) expect(drawn.filter((width) => Math.abs(width - gap) < 1e-6)).toHaveLength(5);
    // Ink that spreads by what a reading says closes the lines of that reading, and not the next wider ones.
    for (const [index, name] of (['A', 'B', 'C', 'D'] as const).entries()) {
      const closed = gaps.filter((gap) => gap <= 2 * inkSpreadFrom(name));
      expect(closed).toEqual(gaps.slice(0, index + 1));
    }
    expect(gaps.filter((gap) => gap <= 2 * inkSpreadFrom(null))).toEqual([]);
    const printer = { ...PRINTER, inkSpreadMm: inkSpreadFrom('C') };
    expect(inkSpreadOf({ ...ORDER, printer })).toBe(0.106);
    expect(isPrinter(printer)).toBe(true);
  });
});
