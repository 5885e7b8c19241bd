import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { create } from 'fontkit';
import * as hb from 'harfbuzzjs';
import { describe, expect, it } from 'vitest';
import { visualRuns } from '@/lib/print/bidi';
import { type FaceName, FEATURES, facesFor } from '@/lib/print/fonts';
import { FONTS, fontFile } from '../support/fonts';

const require = createRequire(import.meta.url);
const SOURCES: Partial<Record<FaceName, [folder: string, file: string]>> = {
  regular: ['atkinson-hyperlegible-next', '400Regular/AtkinsonHyperlegibleNext_400Regular.ttf'],
  semibold: ['atkinson-hyperlegible-next', '600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf'],
  'fallback-regular': ['noto-sans', '400Regular/NotoSans_400Regular.ttf'],
  'arabic-regular': ['noto-sans-arabic', '400Regular/NotoSansArabic_400Regular.ttf'],
  'hebrew-regular': ['noto-sans-hebrew', '400Regular/NotoSansHebrew_400Regular.ttf'],
  'syllabics-regular': ['noto-sans-canadian-aboriginal', '400Regular/NotoSansCanadianAboriginal_400Regular.ttf'],
};

/** Opens in HarfBuzz the complete face as published by its makers. */
function openHarfbuzzFont(face: FaceName): hb.Font {
  const [folder = '', file = ''] = SOURCES[face] ?? [];
  const root = dirname(require.resolve(`@expo-google-fonts/${folder}/package.json`));
  return new hb.Font(new hb.Face(new hb.Blob(Uint8Array.from(readFileSync(`${root}/${file}`)).buffer)));
}

type Placed = { d: string; x: number; y: number };

/** Returns the outline and position of each visible glyph as HarfBuzz shapes the text, in font units. */
function shapeWithHarfbuzz(font: hb.Font, text: string): Placed[] {
  const buffer = new hb.Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  hb.shape(font, buffer);
  const positions = buffer.getGlyphPositions();
  let pen = 0;
  return buffer.getGlyphInfos().flatMap((info, index) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
    const placed = { d: font.glyphToPath(info.codepoint), x: pen + xOffset, y: yOffset };
    pen += xAdvance;
    return placed.d === '' ? [] : [placed];
  });
}

/** Returns the same as our engine shapes it, from its subset font. */
function shapeWithOurEngine(face: FaceName, text: string): Placed[] {
  const { run } = FONTS.layout(text, face);
  let pen = 0;
  return run.glyphs.flatMap((glyph, index) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = run.positions[index] ?? {};
    const placed = { d: glyph.path.toSVG(), x: pen + xOffset, y: yOffset };
    pen += xAdvance;
    return placed.d === '' ? [] : [placed];
  });
}

/** Returns the rounded positions, sorted, because engines may draw a mark before or after its letter. */
const sortedPositions = (glyphs: Placed[]) =>
  glyphs.map(({ x, y }) => [Math.round(x), Math.round(y)] as const).toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);

const WORDS: [FaceName, string[]][] = [
  [
    'regular',
    ['AVAToll', 'Wyatt, Yves', 'L’Été; Fils, inc.', 'Œuvre', 'office fi fl ffi', '514 285-9286', 'e\u0301te\u0301'],
  ],
  ['semibold', ['Élodie Côté-Gagné', 'Tökölyová', 'Ľubomír', 'Ţăran', 'AWAY To Vault']],
  ['fallback-regular', ['Ελευθερία', 'Наталія', 'Nguyễn Thị Hằng', 'Ĳsselmeer']],
  ['arabic-regular', ['محمد', 'العلي', 'عبد الله', 'فاطمة الزهراء', 'لا إله', 'السَّلَامُ']],
  ['hebrew-regular', ['כהן', 'שָׁלוֹם', 'לוי']],
  ['syllabics-regular', ['ᐃᓄᒃᑎᑐᑦ', 'ᐊᓇᓪᑎ']],
];

describe.each(WORDS)('%s', (face, words) => {
  const font = openHarfbuzzFont(face);
  it.each(words)('sets «%s» as HarfBuzz does: the same number of glyphs, at the same positions', (word) => {
    // The text as the engine passes it to this face; a word split between faces is passed whole.
    const { segments } = FONTS.shape(word, face.endsWith('semibold') ? 'semibold' : 'regular');
    const text = segments.length === 1 ? (segments[0]?.text ?? '') : word.normalize('NFC');
    expect(sortedPositions(shapeWithOurEngine(face, text))).toEqual(sortedPositions(shapeWithHarfbuzz(font, word)));
  });
});

describe('bidirectional lines (UAX #9)', () => {
  const runs = (line: string) => visualRuns(line).map(({ text, rightToLeft }) => [text, rightToLeft]);

  it('leaves a line without right-to-left letters unchanged', () => {
    expect(runs('Élodie (Côté) 514')).toEqual([['Élodie (Côté) 514', false]]);
  });

  it('keeps numbers readable inside Arabic, and puts the first word on the right', () => {
    expect(runs('محمد 514')).toEqual([
      ['514', false],
      ['محمد ', true],
    ]);
  });

  it('mirrors brackets of a right-to-left run (rule L4)', () => {
    const [first] = visualRuns('כהן (לוי)');
    expect(first).toEqual({ text: 'כהן )לוי(', rightToLeft: true });
  });

  it('keeps a Latin line left to right around a Hebrew word', () => {
    const line = visualRuns('Cohen כהן, inc.');
    expect(line.map(({ text }) => text)).toEqual(['Cohen ', 'כהן', ', inc.']);
  });

  it('sets an Arabic name in one face, with its first word on the right', () => {
    const { segments } = FONTS.shape('محمد العلي', 'regular');
    expect(segments.map(({ face }) => face)).toEqual(['arabic-regular']);
    expect(FONTS.shape('محمد Paul', 'regular').segments.at(-1)?.text.trim()).toBe('محمد');
  });
});

describe('faces', () => {
  it('requests only the font files that the letters need', () => {
    expect(facesFor('')).toEqual([]);
    expect(facesFor('محمد')).toEqual(['arabic-regular', 'arabic-semibold']);
    expect(facesFor('ᐃᓄᒃ')).toEqual(['syllabics-regular', 'syllabics-semibold']);
    expect(facesFor('ế')).toEqual(['fallback-regular', 'fallback-semibold']);
  });

  it('reports the characters that no face has', () => {
    expect(FONTS.shape('Zoé 王🥐', 'semibold').missing).toBe('王🥐');
    expect(FONTS.shape('Zo\u200dé\ufe0f', 'semibold').missing).toBe('');
  });

  it('sets a space within an Arabic name in the Arabic face, so that the letters beside it keep their forms', () => {
    expect(FONTS.shape('عبد الله', 'semibold').segments).toHaveLength(1);
  });

  it('uses the same font features on screen and in the PDF', () => {
    const font = create(fontFile('regular'));
    expect(font.layout('AV', FEATURES).advanceWidth).toBe(FONTS.layout('AV', 'regular').run.advanceWidth);
    expect(font.layout('AV', FEATURES).advanceWidth).toBeLessThan(
      font.layout('AV', { kern: false } as unknown as string[]).advanceWidth,
    );
  });
});
