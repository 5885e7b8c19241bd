import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FontBytes, openFonts } from '@/lib/print/fonts';

const file = (name: string) =>
  Uint8Array.from(readFileSync(fileURLToPath(new URL(`../../public/fonts/print-${name}.woff`, import.meta.url))));

export const FONT_BYTES: FontBytes = {
  regular: file('regular'),
  semibold: file('semibold'),
  'fallback-regular': file('fallback-regular'),
  'fallback-semibold': file('fallback-semibold'),
};

export const FONTS = openFonts(FONT_BYTES);
