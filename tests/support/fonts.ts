import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FaceName, type FontBytes, openFonts } from '@/lib/print/fonts';

export const fontFile = (name: FaceName) =>
  Uint8Array.from(readFileSync(fileURLToPath(new URL(`../../public/fonts/print-${name}.woff`, import.meta.url))));

const SCRIPTS = ['fallback', 'arabic', 'hebrew', 'syllabics'] as const;

export const FONT_BYTES: FontBytes = {
  regular: fontFile('regular'),
  semibold: fontFile('semibold'),
  ...Object.fromEntries(
    SCRIPTS.flatMap((script) => [
      [`${script}-regular`, fontFile(`${script}-regular`)],
      [`${script}-semibold`, fontFile(`${script}-semibold`)],
    ]),
  ),
};

/** Every face the print engine can have, open: what a card sees once all of them were fetched. */
export const FONTS = openFonts(FONT_BYTES);
