import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import bidiFactory from 'bidi-js';
import { create } from 'fontkit';
import * as hb from 'harfbuzzjs';
import { describe, expect, it } from 'vitest';
import { directionOf, visualRuns } from '@/lib/print/bidi';
import { type FaceName, FEATURES, facesFor, type RunStyle, type Typeface } from '@/lib/print/fonts';
import { FONTS, fontFile } from '../support/fonts';

const require = createRequire(import.meta.url);
const SOURCES: Partial<Record<FaceName, [folder: string, file: string]>> = {
  'atkinson-regular': ['atkinson-hyperlegible-next', '400Regular/AtkinsonHyperlegibleNext_400Regular.ttf'],
  'atkinson-semibold': ['atkinson-hyperlegible-next', '600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf'],
  'fallback-regular': ['noto-sans', '400Regular/NotoSans_400Regular.ttf'],
  'arabic-regular': ['noto-sans-arabic', '400Regular/NotoSansArabic_400Regular.ttf'],
  'hebrew-regular': ['noto-sans-hebrew', '400Regular/NotoSansHebrew_400Regular.ttf'],
  'source-serif-regular': ['source-serif-4', '400Regular/SourceSerif4_400Regular.ttf'],
  'source-serif-italic': ['source-serif-4', '400Regular_Italic/SourceSerif4_400Regular_Italic.ttf'],
  'public-sans-regular': ['public-sans', '400Regular/PublicSans_400Regular.ttf'],
  'public-sans-semibold': ['public-sans', '600SemiBold/PublicSans_600SemiBold.ttf'],
  'young-serif-regular': ['young-serif', '400Regular/YoungSerif_400Regular.ttf'],
  'barlow-condensed-semibold': ['barlow-condensed', '700Bold/BarlowCondensed_700Bold.ttf'],
  'thai-regular': ['noto-sans-thai', '400Regular/NotoSansThai_400Regular.ttf'],
  'devanagari-regular': ['noto-sans-devanagari', '400Regular/NotoSansDevanagari_400Regular.ttf'],
  'armenian-regular': ['noto-sans-armenian', '400Regular/NotoSansArmenian_400Regular.ttf'],
  'georgian-regular': ['noto-sans-georgian', '400Regular/NotoSansGeorgian_400Regular.ttf'],
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
function shapeWithHarfbuzz(font: hb.Font, text: string, style: RunStyle): Placed[] {
  const buffer = new hb.Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(style.rightToLeft ? hb.Direction.RTL : hb.Direction.LTR);
  hb.shape(
    font,
    buffer,
    style.features.map((feature) => hb.Feature.fromString(feature)).filter((one) => one != null),
  );
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
function shapeWithOurEngine(face: FaceName, text: string, style: RunStyle): Placed[] {
  const { run } = FONTS.layout(text, face, style);
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
    'atkinson-regular',
    ['AVAToll', 'Wyatt, Yves', 'L’Été; Fils, inc.', 'Œuvre', 'office fi fl ffi', '514 285-9286', 'e\u0301te\u0301'],
  ],
  ['atkinson-semibold', ['Élodie Côté-Gagné', 'Tökölyová', 'Ľubomír', 'Ţăran', 'AWAY To Vault']],
  ['fallback-regular', ['Ελευθερία', 'Наталія', 'Nguyễn Thị Hằng', 'Ĳsselmeer']],
  ['arabic-regular', ['محمد', 'العلي', 'عبد الله', 'فاطمة الزهراء', 'لا إله', 'السَّلَامُ']],
  ['hebrew-regular', ['כהן', 'שָׁלוֹם', 'לוי']],
  ['syllabics-regular', ['ᐃᓄᒃᑎᑐᑦ', 'ᐊᓇᓪᑎ']],
  ['source-serif-regular', ['Maître Élodie Côté', 'office, fi fl', '514 285-9286, poste 150', 'L’Hôpital']],
  ['source-serif-italic', ['Notaire et conseillère', 'AVATAR']],
  ['public-sans-regular', ['elodie@boulangerie-lete.ca', '0123456789']],
  ['public-sans-semibold', ['514 285-9286', 'Côté-Gagné']],
  ['young-serif-regular', ['Élodie Côté-Gagné', 'Zoé']],
  ['barlow-condensed-semibold', ['Plomberie L’Été inc.', '514 285-9286']],
  ['thai-regular', ['สมชาย', 'กรุงเทพมหานคร', 'น้ำ']],
  ['devanagari-regular', ['प्रिया शर्मा', 'कृष्ण', 'क्षत्रिय']],
  ['armenian-regular', ['Արամ Խաչատրյան']],
  ['georgian-regular', ['ნინო გელაშვილი']],
];

/** The typeface whose face this is; Atkinson for a fallback face. */
const typefaceOf = (face: FaceName): Typeface => {
  const [, family = 'atkinson', weight = 'regular'] =
    /^(atkinson|source-serif|public-sans|young-serif|barlow-condensed)-(\w+)$/.exec(face) ?? [];
  return { family, weight } as Typeface;
};
const REGULAR: Typeface = { family: 'atkinson', weight: 'regular' };
const SEMIBOLD: Typeface = { family: 'atkinson', weight: 'semibold' };
const PLAIN: RunStyle = { features: [], rightToLeft: false };

describe.each(WORDS)('%s', (face, words) => {
  const font = openHarfbuzzFont(face);
  it.each(words)('sets «%s» as HarfBuzz does: the same number of glyphs, at the same positions', (word) => {
    // The text as the engine passes it to this face; a word split between faces is passed whole.
    const { segments } = FONTS.shape(word, typefaceOf(face), directionOf(word));
    const text = segments.length === 1 ? (segments[0]?.text ?? '') : word.normalize('NFC');
    const style = { features: [], rightToLeft: directionOf(word) === 'rtl' };
    expect(sortedPositions(shapeWithOurEngine(face, text, style))).toEqual(
      sortedPositions(shapeWithHarfbuzz(font, word, style)),
    );
  });
});

describe('bidirectional lines (UAX #9)', () => {
  const runs = (line: string) =>
    visualRuns(line, directionOf(line)).map(({ text, rightToLeft }) => [text, rightToLeft]);

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
    const [first] = visualRuns('כהן (לוי)', 'rtl');
    expect(first).toEqual({ text: 'כהן )לוי(', rightToLeft: true });
  });

  it('keeps a Latin line left to right around a Hebrew word', () => {
    const line = visualRuns('Cohen כהן, inc.', 'ltr');
    expect(line.map(({ text }) => text)).toEqual(['Cohen ', 'כהן', ', inc.']);
  });

  it('sets an Arabic name in one face, with its first word on the right', () => {
    const { segments } = FONTS.shape('محمد العلي', REGULAR, 'rtl');
    expect(segments.map(({ face }) => face)).toEqual(['arabic-regular']);
    expect(FONTS.shape('محمد Paul', REGULAR, 'rtl').segments.at(-1)?.text.trim()).toBe('محمد');
  });
});

/** Whole addresses as they are written, with digits, punctuation and words of both directions. */
const ADDRESSES = [
  'شارع الحمراء 12، الطابق 3',
  'شارع الحمراء ١٢، الطابق ٣',
  'تهران، خیابان ولیعصر، پلاک ۱۲۳۴',
  'ص.ب. 1103-2010 بيروت (لبنان)',
  'هاتف: +961 1 234 567، تحويلة 12',
  'רחוב הרצל 12, דירה 3, תל אביב-יפו',
  'ת.ד. 1234, ירושלים (ישראל)',
  'Café بيروت, 12 rue Hamra',
  'עו"ד כהן & לוי, Montréal (Québec)  H3G 1M8',
];

describe('whole addresses against UAX #9 and HarfBuzz', () => {
  const reference = bidiFactory();
  const openFaces = new Map<FaceName, hb.Font>();
  const harfbuzzFont = (face: FaceName) => {
    const font = openFaces.get(face) ?? openHarfbuzzFont(face);
    openFaces.set(face, font);
    return font;
  };

  it.each(ADDRESSES)('orders and shapes «%s»', (line) => {
    const direction = directionOf(line);
    const { segments, missing } = FONTS.shape(line, REGULAR, direction);
    expect(missing).toBe('');
    const shown = segments.map(({ text, rightToLeft }) => (rightToLeft ? [...text].reverse().join('') : text)).join('');
    expect(shown).toBe(reference.getReorderedString(line, reference.getEmbeddingLevels(line, direction)));
    for (const { face, text, features, rightToLeft } of segments)
      expect(sortedPositions(shapeWithOurEngine(face, text, { features, rightToLeft })), text).toEqual(
        sortedPositions(shapeWithHarfbuzz(harfbuzzFont(face), text, { features, rightToLeft })),
      );
  });

  it('draws Arabic and Persian digits from left to right', () => {
    for (const digits of ['١٢٣', '۱۲۳']) {
      const [segment] = FONTS.shape(digits, REGULAR, 'rtl').segments;
      expect(segment).toMatchObject({ text: digits, rightToLeft: false });
    }
  });

  it('takes the direction of the whole entry for each of its lines', () => {
    expect(directionOf('12 شارع الحمراء')).toBe('rtl');
    expect(directionOf('12, rue Hamra')).toBe('ltr');
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
    expect(FONTS.shape('Zoé 王🥐', SEMIBOLD).missing).toBe('王🥐');
    expect(FONTS.shape('Zo\u200dé\ufe0f', SEMIBOLD).missing).toBe('');
  });

  it('sets a space within an Arabic name in the Arabic face, so that the letters beside it keep their forms', () => {
    expect(FONTS.shape('عبد الله', SEMIBOLD, 'rtl').segments).toHaveLength(1);
  });

  it('uses the same font features on screen and in the PDF', () => {
    const font = create(fontFile('atkinson-regular'));
    expect(font.layout('AV', FEATURES).advanceWidth).toBe(
      FONTS.layout('AV', 'atkinson-regular', PLAIN).run.advanceWidth,
    );
    expect(font.layout('AV', FEATURES).advanceWidth).toBeLessThan(
      font.layout('AV', { kern: false } as unknown as string[]).advanceWidth,
    );
  });
});
