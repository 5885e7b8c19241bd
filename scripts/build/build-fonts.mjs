// Makes the fonts in public/fonts from npm packages: WOFF2 for the screens, WOFF for the print engine (fontkit reads
// WOFF at any subset size, but cannot subset WOFF2). Downloads nothing and keeps fonts already made.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../run.mjs';

const PACKAGES = `${ROOT}node_modules/@expo-google-fonts/`;
const OUT = `${ROOT}public/fonts/`;

/** Latin with all extensions, Greek, Cyrillic, punctuation, currency symbols, letter-like symbols and arrows. */
const FALLBACK_RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x52f],
  [0x1e00, 0x1fff],
  [0x2000, 0x206f],
  [0x20a0, 0x20bf],
  [0x2100, 0x214f],
  [0x2190, 0x2199],
];
/** Characters of the interface and of most European names. The print fonts keep all characters. */
const SCREEN_RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x218, 0x21b],
  [0x300, 0x304],
  [0x2000, 0x206f],
  [0x20ac, 0x20ac],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
];
/** Characters of the families that only designs use: Latin names and addresses. Others come from the fallback faces. */
const DESIGN_RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x300, 0x328],
  [0x1e00, 0x1eff],
  [0x2000, 0x206f],
  [0x20ac, 0x20ac],
  [0x2116, 0x2122],
  [0x2212, 0x2212],
];

const charactersOf = (ranges) =>
  ranges
    .map(([from, to]) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i)))
    .join('');

/** Path of a static font in its package: `<folder>/<style folder>/<name>_<style folder>.ttf`. */
const fontPath = (folder, name, style) => `${folder}/${style}/${name}_${style}.ttf`;

const ATKINSON = ['atkinson-hyperlegible-next', 'AtkinsonHyperlegibleNext'];
const NOTO = ['noto-sans', 'NotoSans'];

/** The families of the card designs, and the style that stands for each weight. */
const DESIGN_FAMILIES = {
  'source-serif': [
    'source-serif-4',
    'SourceSerif4',
    { regular: '400Regular', semibold: '600SemiBold', italic: '400Regular_Italic' },
  ],
  'public-sans': ['public-sans', 'PublicSans', { regular: '400Regular', semibold: '600SemiBold' }],
  'young-serif': ['young-serif', 'YoungSerif', { regular: '400Regular' }],
  'barlow-condensed': ['barlow-condensed', 'BarlowCondensed', { regular: '500Medium', semibold: '700Bold' }],
};

/** Writing systems that have their own font file, complete, fetched when a name needs it. */
const SCRIPT_FONTS = {
  arabic: ['noto-sans-arabic', 'NotoSansArabic'],
  hebrew: ['noto-sans-hebrew', 'NotoSansHebrew'],
  syllabics: ['noto-sans-canadian-aboriginal', 'NotoSansCanadianAboriginal'],
  thai: ['noto-sans-thai', 'NotoSansThai'],
  devanagari: ['noto-sans-devanagari', 'NotoSansDevanagari'],
  armenian: ['noto-sans-armenian', 'NotoSansArmenian'],
  georgian: ['noto-sans-georgian', 'NotoSansGeorgian'],
};

const FONTS = [
  { source: fontPath(...ATKINSON, '400Regular'), out: 'screen-regular.woff2', ranges: SCREEN_RANGES },
  { source: fontPath(...ATKINSON, '600SemiBold'), out: 'screen-semibold.woff2', ranges: SCREEN_RANGES },
  { source: fontPath(...ATKINSON, '400Regular'), out: 'print-atkinson-regular.woff' },
  { source: fontPath(...ATKINSON, '600SemiBold'), out: 'print-atkinson-semibold.woff' },
  { source: fontPath(...NOTO, '400Regular'), out: 'print-fallback-regular.woff', ranges: FALLBACK_RANGES },
  { source: fontPath(...NOTO, '600SemiBold'), out: 'print-fallback-semibold.woff', ranges: FALLBACK_RANGES },
  ...Object.entries(DESIGN_FAMILIES).flatMap(([family, [folder, name, styles]]) =>
    Object.entries(styles).map(([weight, style]) => ({
      source: fontPath(folder, name, style),
      out: `print-${family}-${weight}.woff`,
      ranges: DESIGN_RANGES,
    })),
  ),
  ...Object.entries(SCRIPT_FONTS).flatMap(([script, [folder, name]]) => [
    { source: fontPath(folder, name, '400Regular'), out: `print-${script}-regular.woff` },
    { source: fontPath(folder, name, '600SemiBold'), out: `print-${script}-semibold.woff` },
  ]),
];

export async function buildFonts() {
  copySlices();
  const missing = FONTS.filter(({ out }) => !existsSync(OUT + out));
  if (missing.length === 0) return;
  const { default: subsetFont } = await import('subset-font');
  const { create } = await import('fontkit');
  mkdirSync(OUT, { recursive: true });
  for (const { source, out, ranges } of missing) {
    const bytes = readFileSync(PACKAGES + source);
    const characters = ranges ? charactersOf(ranges) : String.fromCodePoint(...create(bytes).characterSet);
    const targetFormat = out.endsWith('.woff2') ? 'woff2' : 'woff';
    writeFileSync(OUT + out, await subsetFont(bytes, characters, { targetFormat }));
  }
}

/** Chinese, Japanese and Korean faces, and the one weight that cards use. */
const SLICED_FAMILIES = ['sc', 'tc', 'jp', 'kr'];
const SLICE_WEIGHT = 500;

/**
 * Copies the faces that are cut into slices of a hundred or so characters, and writes the index that tells which slice
 * has a character: `slices/<family>.txt`, one line per slice, its number and its ranges as CSS `unicode-range` gives
 * them (CSS Fonts 4 §4.5).
 */
function copySlices() {
  const folder = `${OUT}slices/`;
  mkdirSync(folder, { recursive: true });
  for (const family of SLICED_FAMILIES) {
    if (existsSync(`${folder}${family}.txt`)) continue;
    const source = `${ROOT}node_modules/@fontsource/noto-sans-${family}/`;
    const css = readFileSync(`${source}${SLICE_WEIGHT}.css`, 'utf8');
    const rule = /noto-sans-\w+-\[(\d+)\]-\d+-normal \*\/[^}]*?unicode-range: ([^;]+);/g;
    const lines = [...css.matchAll(rule)].map(([, slice, ranges]) => {
      const name = `noto-sans-${family}-${slice}-${SLICE_WEIGHT}-normal.woff`;
      copyFileSync(`${source}files/${name}`, `${folder}${family}-${slice}.woff`);
      return `${slice} ${ranges.replaceAll('U+', '')}`;
    });
    writeFileSync(`${folder}${family}.txt`, `${lines.join('\n')}\n`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildFonts();
