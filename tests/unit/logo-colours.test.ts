import { expect, test } from 'vitest';
import { logoColours } from '@/lib/print/logo-colours';
import type { PrintPicture } from '@/lib/print/scene';

/** A picture of one row: each colour as many pixels wide as given; `null` is transparent. */
function rowOf(...parts: [colour: readonly [number, number, number] | null, widthPx: number][]): PrintPicture {
  const pixels = parts.flatMap(([colour, width]) => Array.from({ length: width }, () => colour));
  const rgb = Uint8Array.from(pixels.flatMap((colour) => [...(colour ?? [0, 255, 0])]));
  const alpha = Uint8Array.from(pixels.map((colour) => (colour === null ? 0 : 255)));
  return { id: 'logo', widthPx: pixels.length, heightPx: 1, rgb, dataUrl: '', alpha };
}

test('proposes the colours of a logo, the most present first', () => {
  const picture = rowOf([[200, 16, 46], 300], [[0, 84, 150], 500], [null, 900]);
  expect(logoColours(picture)).toEqual(['#005496', '#c8102e']);
});

test('leaves out whites, blacks, greys and what is a trace', () => {
  const picture = rowOf([[255, 255, 255], 400], [[0, 0, 0], 400], [[120, 124, 130], 400], [[240, 150, 0], 5]);
  expect(logoColours(picture)).toEqual([]);
});

test('gives shades of one colour once, and three colours at most', () => {
  const shades = rowOf([[10, 100, 60], 500], [[20, 112, 70], 300], [[4, 90, 52], 300]);
  expect(logoColours(shades)).toHaveLength(1);
  const many = rowOf([[255, 0, 0], 90], [[0, 160, 0], 80], [[0, 0, 255], 70], [[200, 0, 200], 60]);
  expect(logoColours(many)).toEqual(['#ff0000', '#00a000', '#0000ff']);
});

test('reads the fills of a drawing', () => {
  const shape = { rgb: [200, 16, 46] as const, path: [] };
  const drawing = { ...rowOf([[255, 255, 255], 10]), shapes: [shape] } as unknown as PrintPicture;
  expect(logoColours(drawing)).toEqual(['#c8102e']);
});
