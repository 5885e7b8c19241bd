import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FaceName, type FontBytes, openFonts } from '@/lib/print/fonts';

export const fontFile = (name: FaceName) =>
  Uint8Array.from(readFileSync(fileURLToPath(new URL(`../../public/fonts/print-${name}.woff`, import.meta.url))));

const SCRIPTS = ['fallback', 'arabic', 'hebrew', 'syllabics'] as const;

const FONT_BYTES: FontBytes = {
  regular: fontFile('regular'),
  semibold: fontFile('semibold'),
  ...Object.fromEntries(
    SCRIPTS.flatMap((script) => [
      [`${script}-regular`, fontFile(`${script}-regular`)],
      [`${script}-semibold`, fontFile(`${script}-semibold`)],
    ]),
  ),
};

/** All faces of the print engine, opened, as they are once every font file has been fetched. */
export const FONTS = openFonts(FONT_BYTES);
