// Makes the fonts in public/fonts from npm packages: WOFF2 for the screens, WOFF for the print engine (fontkit reads
// WOFF at any subset size, but cannot subset WOFF2). Downloads nothing and keeps fonts already made.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

const charactersOf = (ranges) =>
  ranges
    .map(([from, to]) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i)))
    .join('');

const ATKINSON_REGULAR = 'atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf';
const ATKINSON_SEMIBOLD = 'atkinson-hyperlegible-next/600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf';
const NOTO_REGULAR = 'noto-sans/400Regular/NotoSans_400Regular.ttf';
const NOTO_SEMIBOLD = 'noto-sans/600SemiBold/NotoSans_600SemiBold.ttf';

/** Writing systems that have their own font file, complete, fetched when a name needs it. */
const SCRIPT_FONTS = {
  arabic: ['noto-sans-arabic', 'NotoSansArabic'],
  hebrew: ['noto-sans-hebrew', 'NotoSansHebrew'],
  syllabics: ['noto-sans-canadian-aboriginal', 'NotoSansCanadianAboriginal'],
};

const FONTS = [
  { source: ATKINSON_REGULAR, out: 'screen-regular.woff2', ranges: SCREEN_RANGES },
  { source: ATKINSON_SEMIBOLD, out: 'screen-semibold.woff2', ranges: SCREEN_RANGES },
  { source: ATKINSON_REGULAR, out: 'print-regular.woff' },
  { source: ATKINSON_SEMIBOLD, out: 'print-semibold.woff' },
  { source: NOTO_REGULAR, out: 'print-fallback-regular.woff', ranges: FALLBACK_RANGES },
  { source: NOTO_SEMIBOLD, out: 'print-fallback-semibold.woff', ranges: FALLBACK_RANGES },
  ...Object.entries(SCRIPT_FONTS).flatMap(([script, [folder, name]]) => [
    { source: `${folder}/400Regular/${name}_400Regular.ttf`, out: `print-${script}-regular.woff` },
    { source: `${folder}/600SemiBold/${name}_600SemiBold.ttf`, out: `print-${script}-semibold.woff` },
  ]),
];

export async function buildFonts() {
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildFonts();
