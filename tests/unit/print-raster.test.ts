import { describe, expect, it } from 'vitest';
import { type CardOptions, DEFAULT_OPTIONS } from '@/lib/print/card-options';
import { DESIGNS } from '@/lib/print/designs/design-names';
import { imposeSheet } from '@/lib/print/impose';
import { DEFAULT_ACCENT } from '@/lib/print/inks';
import { renderPageSvg, renderSvg } from '@/lib/print/render-svg';
import type { Scene } from '@/lib/print/scene';
import { type Sheet, sheetNamed, TRIMS } from '@/lib/print/sheets';
import { codesOn } from '@/lib/print/verify-codes';
import { rasterise, readCodes } from '../../scripts/commands/read-pdf';
import { DECODERS } from '../bench/scanning/decoders.mjs';
import { ELODIE } from '../support/cards';
import { FONTS } from '../support/fonts';
import { FULL, pdfOf, prepared } from '../support/print';
import { boundsIn, inkCount, inkOf, rasteriseSvg, strayInk, turned } from '../support/raster';

const TENTH_MM = 0.1;
/** Designs that saving ink changes. */
const COLOURED = ['band', 'solid'];
const MAIN_SHEETS = ['letter-10', 'a4-10-85x54', 'a4-10-85x55'];

const options = (overrides: Partial<CardOptions>): CardOptions => ({ ...DEFAULT_OPTIONS, ...overrides });

/** Every design at 600 dpi on one sheet, and one design at 300 dpi on the others; test:long tries them all at both. */
const isLongRun = process.env.POIGNEE_LONG === '1';
const resolutionsFor = (sheet: string) => (isLongRun ? [300, 600] : sheet === MAIN_SHEETS[0] ? [600] : [300]);
const designsFor = (sheet: string) => (isLongRun || sheet === MAIN_SHEETS[0] ? DESIGNS : DESIGNS.slice(0, 1));

describe.each(MAIN_SHEETS)('%s', (sheet) => {
  it.each(designsFor(sheet))('%s: every code decodes with ZXing and zbar, in its expected position', async (design) => {
    const { pages } = prepared({ paper: { kind: 'sheet', sheet }, options: options({ design }) });
    const bytes = await pdfOf(pages);
    for (const [index, page] of pages.entries()) {
      const codes = codesOn(page);
      for (const dpi of resolutionsFor(sheet)) {
        const raster = await rasterise(bytes, dpi, index + 1);
        const read = await readCodes(raster);
        expect(read).toHaveLength(codes.length);
        for (const { payload } of codes) expect(read).toContain(payload);
        const perMm = dpi / 25.4;
        const ink = inkOf(raster);
        for (const { box, payload } of codes) {
          // The ink fills the symbol: the box without its quiet zone of four modules on each side.
          const bounds = boundsIn(ink, {
            left: box.xMm * perMm,
            top: box.yMm * perMm,
            right: (box.xMm + box.widthMm) * perMm,
            bottom: (box.yMm + box.heightMm) * perMm,
          });
          const quiet = (box.widthMm * 4) / (Math.round(box.widthMm / moduleOf(page)) || 1);
          expect(Math.abs((bounds?.left ?? 0) / perMm - box.xMm - quiet)).toBeLessThanOrEqual(TENTH_MM);
          expect(Math.abs((bounds?.bottom ?? 0) / perMm - box.yMm - box.heightMm + quiet)).toBeLessThanOrEqual(
            TENTH_MM,
          );
          expect(await DECODERS.zbar(crop(raster, box, perMm))).toBe(payload);
        }
      }
    }
  });
});

const moduleOf = (page: ReturnType<typeof prepared>['pages'][number]): number => {
  for (const { scene } of page.placed) for (const item of scene.items) if (item.kind === 'symbol') return item.moduleMm;
  return 1;
};

function crop(
  { data, width }: { data: Uint8ClampedArray; width: number },
  box: { xMm: number; yMm: number; widthMm: number; heightMm: number },
  perMm: number,
) {
  const [left, top] = [Math.round(box.xMm * perMm), Math.round(box.yMm * perMm)];
  const [w, h] = [Math.round(box.widthMm * perMm), Math.round(box.heightMm * perMm)];
  const part = new Uint8ClampedArray(w * h * 4);
  for (let y = 0; y < h; y += 1)
    part.set(data.subarray(((top + y) * width + left) * 4, ((top + y) * width + left + w) * 4), y * w * 4);
  return { data: part, width: w, height: h };
}

describe('the preview matches the PDF within 0.1 mm', () => {
  const DPI = 508; // 20 pixels per millimetre
  const REACH = 2;
  const cases = DESIGNS.flatMap((design) =>
    (['saving', 'full'] as const).map((ink): [string, Partial<CardOptions>] => [
      `${design}, ${ink} ink`,
      { design, ink, sides: 2 },
    ]),
  );
  const tried = isLongRun
    ? cases
    : cases.filter(([, { design, ink }]) => ink === 'full' || COLOURED.includes(design ?? ''));
  it.each(tried)('%s', async (_name, overrides) => {
    const paper = { kind: 'single', trim: TRIMS['88.9x50.8'] } as const;
    const { pages } = prepared({ paper, preset: 'shop-x1a-0', options: options(overrides) }, FULL);
    const bytes = await pdfOf(pages);
    for (const [index, { placed }] of pages.entries()) {
      const scene = placed[0]?.scene;
      if (scene === undefined) throw new Error('nothing on the page');
      const pdf = await rasterise(bytes, DPI, index + 1);
      const svg = await rasteriseSvg(renderSvg(scene, FONTS), pdf.width, pdf.height);
      const [onPaper, onScreen] = [inkOf(pdf), inkOf(svg)];
      expect(inkCount(onPaper)).toBeGreaterThan(1000);
      expect(strayInk(onPaper, onScreen, REACH)).toBe(0);
      expect(strayInk(onScreen, onPaper, REACH)).toBe(0);
    }
  });

  it('a whole sheet with marks and cards rotated by a quarter turn', async () => {
    const { pages } = prepared({
      paper: { kind: 'plain', paper: 'Letter', trim: TRIMS['85x55'] },
      options: options({ orientation: 'portrait', design: 'band', sides: 2 }),
      duplex: 'long',
    });
    const bytes = await pdfOf(pages, { duplex: 'long' });
    // A whole page has fifteen times a card's pixels: ten to a millimetre, and the same tenth of a millimetre.
    const [dpi, reach] = [DPI / 2, REACH / 2];
    for (const [index, page] of pages.entries()) {
      const pdf = await rasterise(bytes, dpi, index + 1);
      const svg = await rasteriseSvg(renderPageSvg(page, FONTS), pdf.width, pdf.height);
      expect(strayInk(inkOf(pdf), inkOf(svg), reach)).toBe(0);
      expect(strayInk(inkOf(svg), inkOf(pdf), reach)).toBe(0);
    }
  });
});

describe('front and back', () => {
  /** Returns a scene with a cross near each corner, so that any shift between front and back is visible. */
  const registrationScene = (trim: Sheet['trim']): Scene => ({
    region: 'fr-CA',
    owner: '',
    trim,
    accent: DEFAULT_ACCENT,
    tint: '',
    items: [
      [1, 1],
      [trim.widthMm - 1, 1],
      [1, trim.heightMm - 1],
      [trim.widthMm - 1, trim.heightMm - 1],
    ].flatMap(([x = 0, y = 0]) => [
      { kind: 'rect' as const, ink: 'text' as const, xMm: x - 0.8, yMm: y - 0.2, widthMm: 1.6, heightMm: 0.4 },
      { kind: 'rect' as const, ink: 'text' as const, xMm: x - 0.2, yMm: y - 0.8, widthMm: 0.4, heightMm: 1.6 },
    ]),
  });
  const ASYMMETRIC: Sheet = {
    ...sheetNamed('a4-10-85x55'),
    originMm: { x: 7.3, y: 9.1 },
    pitchMm: { x: 97.2, y: 56.4 },
  };
  const SHEETS: [string, Sheet][] = [
    ['a4-10-85x55, whose top and bottom margins differ', sheetNamed('a4-10-85x55')],
    ['a sheet asymmetric on both axes', ASYMMETRIC],
  ];

  it.each(SHEETS.flatMap(([name, sheet]) => (['long', 'short'] as const).map((edge) => [name, edge, sheet] as const)))(
    '%s, %s edge: register within 0.1 mm',
    async (_name, edge, sheet) => {
      const scene = registrationScene(sheet.trim);
      const cards = Array.from({ length: 10 }, () => ({ front: scene, back: scene }));
      const pages = imposeSheet(cards, sheet, { start: 1, marks: false, outlines: false, duplex: edge, printer: null });
      const bytes = await pdfOf(pages, { duplex: edge });
      const dpi = 508;
      const front = inkOf(await rasterise(bytes, dpi, 1));
      const back = turned(inkOf(await rasterise(bytes, dpi, 2)), edge);
      expect(inkCount(front)).toBeGreaterThan(5000);
      expect(strayInk(front, back, 2)).toBe(0);
      expect(strayInk(back, front, 2)).toBe(0);
    },
  );

  it('rotates the back by 180° for short-edge duplex, and portrait cards by 90° or 270°', () => {
    const rotations = (orientation: 'landscape' | 'portrait', duplex: 'long' | 'short') =>
      prepared({ options: options({ sides: 2, orientation }), duplex }).pages.map(({ placed }) => placed[0]?.rotation);
    expect(rotations('landscape', 'long')).toEqual([0, 0]);
    expect(rotations('landscape', 'short')).toEqual([0, 180]);
    expect(rotations('portrait', 'long')).toEqual([90, 270]);
    expect(rotations('portrait', 'short')).toEqual([90, 90]);
  });

  it('prints ten readable codes on the back of a sheet, for either duplex edge', async () => {
    for (const duplex of ['long', 'short'] as const) {
      const { pages } = prepared(
        { paper: { kind: 'sheet', sheet: 'a4-10-85x55' }, options: options({ sides: 2 }), duplex },
        ELODIE,
      );
      expect(await readCodes(await rasterise(await pdfOf(pages, { duplex }), 200, 2))).toHaveLength(10);
    }
  });
});
