import { describe, expect, it } from 'vitest';
import type { Design } from '@/lib/print/designs';
import { imposeSheet, imposeSingle, type Page } from '@/lib/print/impose';
import { layoutCard } from '@/lib/print/layout-card';
import { renderPdf } from '@/lib/print/render-pdf';
import { cardPositions, SHEETS, SHOP_TRIMS, type SheetId } from '@/lib/print/sheets';
import { cardOf, ELODIE } from '../support/cards';
import { FONTS } from '../support/fonts';
import { rasterise, textOf } from '../support/pdf';

const INFO = { title: 'Carte', author: 'Élodie', language: 'fr-CA', createdAt: new Date(Date.UTC(2026, 10, 22)) };
const sceneOf = (trim: { widthMm: number; heightMm: number }, design: Design = 'classic') =>
  layoutCard(cardOf(ELODIE), design, trim, { fonts: FONTS, profile: 'fr-CA' }).scene;
const pdfOf = (page: Page) => renderPdf([page], FONTS, INFO);
const sourceOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('imposition', () => {
  it.each(Object.keys(SHEETS) as SheetId[])('%s: ten cards that do not overlap, inside the paper', (id) => {
    const sheet = SHEETS[id];
    const positions = cardPositions(sheet);
    expect(positions).toHaveLength(10);
    for (const { xMm, yMm } of positions) {
      expect(xMm + sheet.trim.widthMm).toBeLessThanOrEqual(sheet.paper.widthMm);
      expect(yMm + sheet.trim.heightMm).toBeLessThanOrEqual(sheet.paper.heightMm);
    }
    expect(sheet.pitchMm.x).toBeGreaterThanOrEqual(sheet.trim.widthMm);
    expect(sheet.pitchMm.y).toBeGreaterThanOrEqual(sheet.trim.heightMm);
  });

  it('puts crop marks in line with every cut and on no card', () => {
    const sheet = SHEETS['a4-10-85x54'];
    const { cropMarks } = imposeSheet(sceneOf(sheet.trim), sheet, { marks: true });
    const verticals = [...new Set(cropMarks.filter((m) => m.x1Mm === m.x2Mm).map((m) => m.x1Mm))].sort((a, b) => a - b);
    expect(verticals).toEqual([15, 100, 110, 195]);
    for (const mark of cropMarks)
      for (const { xMm, yMm } of cardPositions(sheet)) {
        const x = (mark.x1Mm + mark.x2Mm) / 2;
        const y = (mark.y1Mm + mark.y2Mm) / 2;
        expect(x > xMm && x < xMm + sheet.trim.widthMm && y > yMm && y < yMm + sheet.trim.heightMm).toBe(false);
      }
  });
});

describe('renderPdf', () => {
  it('writes pages in true size, asks not to be scaled, and embeds subset fonts only', async () => {
    const sheet = SHEETS['letter-10'];
    const bytes = await pdfOf(imposeSheet(sceneOf(sheet.trim), sheet, { marks: false }));
    const { widthPt, heightPt } = await rasterise(bytes, 20);
    expect([widthPt, heightPt]).toEqual([612, 792]);
    const source = sourceOf(bytes);
    expect(source).toMatch(/\/PrintScaling \/None/);
    expect(source).toMatch(/\/BaseFont \/[A-Z]{6}\+AtkinsonHyperlegibleNext/);
    expect(source.match(/\/FontFile2 /g)?.length).toBe(2);
    expect(source).not.toMatch(/Helvetica/);
  });

  it('gives a shop one card with its trim box inside 3 mm of bleed (ISO 32000-1 §14.11.2)', async () => {
    const bytes = await pdfOf(imposeSingle(sceneOf(SHOP_TRIMS['85x55'])));
    const box = (name: string) =>
      new RegExp(`/${name} \\[([^\\]]+)\\]`)
        .exec(sourceOf(bytes))?.[1]
        ?.trim()
        .split(/\s+/)
        .map((pt) => Math.round((Number(pt) * 25.4 * 100) / 72) / 100);
    expect(box('MediaBox')).toEqual([0, 0, 91, 61]);
    expect(box('BleedBox')).toEqual([0, 0, 91, 61]);
    expect(box('TrimBox')).toEqual([3, 3, 88, 58]);
  });

  it('keeps the words searchable, as they were typed', async () => {
    const words = (await textOf(await pdfOf(imposeSingle(sceneOf(SHOP_TRIMS['89x51']))))).join(' ');
    for (const said of ['Élodie Côté-Gagné', 'Boulangerie L’Été; Fils, inc.', 'elodie@boulangerie-lete.ca'])
      expect(words).toContain(said);
  });

  it('draws each line where the scene says, to a tenth of a millimetre', async () => {
    const scene = sceneOf(SHOP_TRIMS['89x51']);
    const dpi = 600;
    const { data, width, height } = await rasterise(await pdfOf(imposeSingle(scene)), dpi);
    const perMm = dpi / 25.4;
    const isInk = (x: number, y: number) => (data[(y * width + x) * 4 + 1] ?? 255) < 128;
    for (const item of scene.items) {
      if (item.kind !== 'text' || !/^[A-ZÉ]/.test(item.text)) continue;
      const top = Math.round((item.baselineMm + 3 - item.fontSizePt * 0.25) * perMm);
      const bottom = Math.round((item.baselineMm + 3) * perMm);
      let [left, right, lowest] = [width, 0, 0];
      for (let y = top; y <= bottom + 2 && y < height; y += 1)
        for (let x = 0; x < Math.round((3 + 58) * perMm); x += 1)
          if (isInk(x, y)) [left, right, lowest] = [Math.min(left, x), Math.max(right, x), Math.max(lowest, y)];
      // A glyph's own side bearings are inside its advance: under half a millimetre at these sizes.
      expect(Math.abs(left / perMm - 3 - item.xMm)).toBeLessThan(0.5);
      expect(Math.abs(right / perMm - 3 - (item.xMm + item.widthMm))).toBeLessThan(0.5);
    }
  });
});
