import { readdirSync, readFileSync } from 'node:fs';
import { create } from 'fontkit';
import { describe, expect, it } from 'vitest';
import type { CardPatch } from '@/lib/card/card';
import { DEFAULT_OPTIONS } from '@/lib/print/card-options';
import { missingText, withFallbackFonts } from '@/lib/print/fallback-fonts';
import { fitBlock } from '@/lib/print/fit-text';
import { bestFirst, parseSliceIndex, sliceFamilyFor } from '@/lib/print/font-slices';
import { type FaceName, type FontBytes, fontSets } from '@/lib/print/fonts';
import { layoutCard } from '@/lib/print/layout-card';
import { TRIMS } from '@/lib/print/sheets';
import { sfntOf } from '@/lib/print/woff';
import { cardOf, ELODIE } from '../support/cards';
import { FONTS, fontFile } from '../support/fonts';
import { NO_PICTURES, textsOf } from '../support/print';

const TYPEFACE = { family: 'atkinson', weight: 'regular' } as const;

const address = (streetAddress: string, locality: string, postalCode: string) => ({
  streetAddress,
  extendedAddress: '',
  locality,
  region: '',
  postalCode,
  countryName: '',
});

/** Cards with a name, a title, an organisation, a slogan and an address in one writing system. */
const CARDS: Readonly<Record<string, CardPatch>> = {
  'simplified Chinese': {
    givenNames: '小明',
    familyNames: '王',
    title: '总经理',
    organisation: '北京华美科技有限公司',
    headline: '我们让技术更简单',
    address: address('朝阳区建国路88号', '北京市', '100022'),
  },
  'traditional Chinese': {
    givenNames: '大文',
    familyNames: '陳',
    title: '業務經理',
    organisation: '臺灣茶葉股份有限公司',
    headline: '好茶，好人情',
    address: address('信義路五段7號', '臺北市', '110'),
  },
  Japanese: {
    givenNames: '太郎',
    familyNames: '山田',
    title: '代表取締役',
    organisation: '株式会社さくらデザイン',
    headline: 'くらしを、やさしく。',
    address: address('丸の内一丁目9番1号', '東京都千代田区', '100-0005'),
  },
  Korean: {
    givenNames: '민준',
    familyNames: '김',
    title: '대표이사',
    organisation: '한빛 기술 주식회사',
    headline: '사람을 먼저 생각합니다',
    address: address('강남구 테헤란로 123', '서울특별시', '06133'),
  },
};

const bytes: FontBytes = { 'atkinson-regular': fontFile('atkinson-regular') };
const openSet = fontSets();

/** Lays a card out as the app does: faces stay loaded, and a face is fetched only when the layout asks for it. */
async function layOut(content: CardPatch) {
  const fontsWith = async (faces: readonly FaceName[]) => {
    for (const face of faces) bytes[face] ??= fontFile(face);
    return openSet(bytes, faces);
  };
  const sliceIndex = async (family: string) => readFileSync(`public/fonts/slices/${family}.txt`, 'utf8');
  const { result, fonts: opened } = await withFallbackFonts(
    { fontsWith, sliceIndex },
    (fonts) =>
      layoutCard(cardOf({ ...ELODIE, ...content }), { ...DEFAULT_OPTIONS, code: 'none' }, TRIMS['88.9x50.8'], {
        fonts,
        region: 'fr-CA',
        pictures: NO_PICTURES,
        code: null,
      }),
    ({ front, back }) => missingText([front, back]),
  );
  const slices = (Object.keys(opened.bytes) as FaceName[]).filter((face) => sliceFamilyFor(face) !== null);
  return { result, slices, sizeBytes: slices.reduce((sum, face) => sum + fontFile(face).length, 0) };
}

/** Measured when the slices were chosen; the figures of the faces before them were 68 to 269 kB. */
const MOST_BYTES = 270_000;

describe('Chinese, Japanese and Korean cards', () => {
  it.each([
    ['simplified Chinese', 'sc', 7],
    ['traditional Chinese', 'tc', 7],
    ['Japanese', 'jp', 12],
    ['Korean', 'kr', 7],
  ])('%s: a few slices of its own face, whatever was drawn before', async (name, family, most) => {
    const content = CARDS[name] ?? {};
    const { result, slices, sizeBytes } = await layOut(content);
    expect(result.findings).toEqual([]);
    expect(slices.length).toBeLessThanOrEqual(most);
    expect(sizeBytes).toBeLessThanOrEqual(MOST_BYTES);
    expect(new Set(slices.map(sliceFamilyFor))).toEqual(new Set([family]));
    const printed = textsOf(result.front).map(({ text }) => text);
    for (const text of [content.title, content.organisation, content.headline]) expect(printed).toContain(text);
    expect(printed.join(' ')).toContain(content.givenNames);
  });

  it('opens every slice that is published', () => {
    const files = readdirSync('public/fonts/slices').filter((file) => file.endsWith('.woff'));
    expect(files.length).toBeGreaterThan(400);
    for (const file of files) {
      const face = file.slice(0, -'.woff'.length) as FaceName;
      const index = parseSliceIndex(readFileSync(`public/fonts/slices/${sliceFamilyFor(face)}.txt`, 'utf8'));
      const ranges = index.find(({ number }) => face.endsWith(`-${number}`))?.ranges ?? [];
      const font = create(sfntOf(fontFile(face)));
      expect(
        ranges.some(([from]) => font.hasGlyphForCodePoint(from)),
        file,
      ).toBe(true);
    }
  });

  it('draws Han characters alone as in China or in Taiwan, whichever has them in fewer slices', () => {
    const indexed = (['sc', 'tc', 'jp'] as const).map((family) => ({
      family,
      index: parseSliceIndex(readFileSync(`public/fonts/slices/${family}.txt`, 'utf8')),
    }));
    expect(bestFirst('总经理王小明', indexed)[0]).toBe('sc');
    expect(bestFirst('業務經理陳大文', indexed)[0]).toBe('tc');
  });
});

describe('Thai', () => {
  it('breaks a long line between words', () => {
    const block = {
      role: 'headline',
      key: 'headline',
      text: 'ร้านอาหารและขนมไทยโบราณ',
      style: { ...TYPEFACE, ink: 'text' as const, leading: 1.2 },
      sizesPt: { max: 10, min: 10 },
      maxLines: 4,
      rule: 'words' as const,
    };
    const { lines, cut } = fitBlock(FONTS, block, 22);
    expect(cut).toBe(false);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe(block.text);
    // No line starts inside a word of the sentence.
    const words = ['ร้าน', 'อาหาร', 'และ', 'ขนม', 'ไทย', 'โบราณ'];
    for (const line of lines.slice(1)) expect(words.some((word) => line.startsWith(word))).toBe(true);
  });
});
