import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseColour, type Rgb } from '@/lib/card/colour';
import { refuses } from '@/lib/print/findings';
import { ACCENTS } from '@/lib/print/inks';
import { makePdf } from '@/lib/print/make-pdf';
import { openPressColour } from '@/lib/print/pdf/press-colour';
import { codeSource } from '@/lib/print/printed-code';
import { symbolRects } from '@/lib/print/symbol-rects';
import { THRESHOLDS } from '@/lib/print/thresholds';
import { linkCodeIn } from '@/lib/share/link-code';
import { cardOf, ELODIE } from '../support/cards';
import { FONTS } from '../support/fonts';
import { lay, NO_PICTURES, ORDER, ORIGIN, pictureOf, symbolOf } from '../support/print';

const ICC = Uint8Array.from(readFileSync('public/profiles/FOGRA39L_coated.icc'));
const press = openPressColour(ICC);
const rgb = (hex: string): Rgb => parseColour(hex) ?? [0, 0, 0];
const total = (inks: readonly number[]) => inks.reduce((sum, ink) => sum + ink, 0);

describe('colours through the press profile', () => {
  it.each(Object.entries(ACCENTS))(
    'prints %s within ΔE 5 of the screen, with two coloured inks at most',
    (_name, hex) => {
      expect(press.differenceOf(rgb(hex))).toBeLessThan(5);
      const [cyan, magenta, yellow] = press.solid(rgb(hex));
      expect(Math.min(cyan, magenta, yellow)).toBe(0);
    },
  );

  it('prints greys with black alone, and white with nothing', () => {
    expect(press.solid([0, 0, 0])).toEqual([0, 0, 0, 100]);
    expect(press.solid([128, 128, 128]).slice(0, 3)).toEqual([0, 0, 0]);
    expect(press.solid([255, 255, 255])).toEqual([0, 0, 0, 0]);
  });

  it('keeps every pixel of a dark photo within the ink limit, so that X-1a accepts it', () => {
    const pixels = Uint8Array.from({ length: 3 * 20_000 }, (_, at) => (at * 7919) % 60);
    const inks = press.pixels(pixels);
    let most = 0;
    for (let at = 0; at < inks.length; at += 4) most = Math.max(most, total([...inks.subarray(at, at + 4)]) / 2.55);
    // Each ink is rounded to one 255th.
    expect(most).toBeLessThanOrEqual(THRESHOLDS.totalInkPercent + 1);
  });

  it('converts pixels as it converts colours one by one', () => {
    const pixels = Uint8Array.of(255, 255, 255, 0x0b, 0x5b, 0x6b);
    const inks = press.pixels(pixels);
    expect([...inks.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    expect(total([...inks.subarray(4, 8)])).toBeGreaterThan(300);
  });
});

const context = (picture = NO_PICTURES) => ({
  fontsWith: async () => FONTS,
  sliceIndex: async () => '',
  picturesOf: () => picture,
  origin: ORIGIN,
  linkCodeOf: async () => codeSource('link', (room) => linkCodeIn(cardOf(ELODIE), ORIGIN, null, room)),
  icc: async () => ICC,
});
const DETAILS = { title: 'Carte', createdAt: new Date(0), documentId: '0'.repeat(32) };
const shopOrder = (overrides: Partial<typeof ORDER.options>) => ({
  ...ORDER,
  options: { ...ORDER.options, ...overrides },
  paper: { kind: 'single' as const, trim: { widthMm: 85, heightMm: 55 } },
  preset: 'shop-x1a' as const,
});

describe('findings of a press', () => {
  it('warns about an accent that no ink can print as on a screen, and about no other', async () => {
    const codes = async (accent: string) =>
      (await makePdf(shopOrder({ accent }), context(), DETAILS)).prepared.findings.map(({ code }) => code);
    expect(await codes('#0000ff')).toContain('print.colour_shift');
    expect(await codes('#e0662a')).not.toContain('print.colour_shift');
  });

  it('accepts a dark photo', async () => {
    const photo = { ...pictureOf(900, 900), rgb: new Uint8Array(900 * 900 * 3).fill(9) };
    const made = await makePdf(shopOrder({ design: 'portrait' }), context({ photo, logo: null }), DETAILS);
    expect(refuses(made.prepared.findings)).toBe(false);
  });
});

describe('ink spread', () => {
  const item = symbolOf(lay(ELODIE).front);
  const isDark = (x: number, y: number) =>
    item !== undefined && x >= 0 && y >= 0 && x < item.size && y < item.size && item.modules[y * item.size + x] === 1;
  const covers = (spreadMm: number, x: number, y: number) =>
    item !== undefined &&
    symbolRects(item, spreadMm).some(
      (box) => x > box.xMm && x < box.xMm + box.widthMm && y > box.yMm && y < box.yMm + box.heightMm,
    );

  it('draws dark modules smaller on the sides that touch light ones, and only there', () => {
    if (item === undefined) throw new Error('no code');
    const { xMm, yMm, moduleMm } = item;
    const spread = 0.042;
    for (let y = 0; y < 9; y += 1)
      for (let x = 0; x < 9; x += 1) {
        const at = (dx: number, dy: number) => [xMm + (x + dx) * moduleMm, yMm + (y + dy) * moduleMm] as const;
        expect(covers(spread, ...at(0.5, 0.5))).toBe(isDark(x, y));
        const edge = spread / moduleMm / 2;
        expect(covers(spread, ...at(edge, 0.5))).toBe(isDark(x, y) && isDark(x - 1, y));
        expect(covers(spread, ...at(0.5, edge))).toBe(isDark(x, y) && isDark(x, y - 1));
        expect(covers(0, ...at(edge, 0.5))).toBe(isDark(x, y));
      }
  });
});
