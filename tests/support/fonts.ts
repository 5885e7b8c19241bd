import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sliceFamilyFor } from '@/lib/print/font-slices';
import { type FaceName, type FontBytes, openFonts } from '@/lib/print/fonts';

const FOLDER = fileURLToPath(new URL('../../public/fonts/', import.meta.url));

export const fontFile = (name: FaceName) =>
  Uint8Array.from(
    readFileSync(FOLDER + (sliceFamilyFor(name) === null ? `print-${name}.woff` : `slices/${name}.woff`)),
  );

const FACES = readdirSync(FOLDER).flatMap((file) => {
  const [, name] = /^print-(.+)\.woff$/.exec(file) ?? [];
  return name === undefined ? [] : [name as FaceName];
});

/** All faces of the print engine but the sliced ones, opened, as they are once every font file has been fetched. */
export const FONTS = openFonts(Object.fromEntries(FACES.map((name) => [name, fontFile(name)])) as FontBytes);
