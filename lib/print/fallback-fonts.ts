import { bestFirst, parseSliceIndex, type SliceFamily, sliceFamiliesFor, slicesFor } from './font-slices';
import { type FaceName, type FontSet, facesFor } from './fonts';
import type { Scene } from './scene';

/** What a runtime provides to load faces. */
export type FontContext = {
  /** The base face and the faces `faces`, as far as they can be loaded. */
  fontsWith(faces: readonly FaceName[]): Promise<FontSet>;
  /** The index of a face that is cut into slices (font-slices.ts); '' when it cannot be loaded. */
  sliceIndex(family: SliceFamily): Promise<string>;
};

/** Text that the fonts in use cannot draw. */
export const missingText = (scenes: readonly (Pick<Scene, 'items'> | null)[]): string =>
  scenes
    .flatMap((scene) => scene?.items ?? [])
    .map((item) => (item.kind === 'text' ? item.missing : ''))
    .join('');

/** Passes of layout at most: the design's faces, then fallback ones, then one more for a design that they change. */
const MAX_PASSES = 5;

/** Lays out, loads the faces that the layout asked for or whose characters were missing, and lays out again. */
export async function withFallbackFonts<Result>(
  { fontsWith, sliceIndex }: FontContext,
  layOut: (fonts: FontSet) => Result,
  missing: (result: Result) => string,
): Promise<{ result: Result; fonts: FontSet }> {
  const asked = new Set<FaceName>();
  let fonts = await fontsWith([]);
  for (let pass = 1; ; pass += 1) {
    const result = layOut(fonts);
    const text = missing(result);
    const faces = [...fonts.wanted, ...facesFor(text), ...(await neededSlices(text, sliceIndex))];
    const newFaces = faces.filter((face) => !asked.has(face));
    if (newFaces.length === 0 || pass === MAX_PASSES) return { result, fonts };
    for (const face of newFaces) asked.add(face);
    fonts = await fontsWith([...asked]);
  }
}

/** Returns the slices of the Chinese, Japanese or Korean faces that hold the characters of `text`. */
async function neededSlices(text: string, sliceIndex: FontContext['sliceIndex']): Promise<FaceName[]> {
  const names: FaceName[] = [];
  const { families, isOrdered } = sliceFamiliesFor(text);
  const indexOf = async (family: SliceFamily) => ({ family, index: parseSliceIndex(await sliceIndex(family)) });
  const order = isOrdered ? families : bestFirst(text, await Promise.all(families.map(indexOf)));
  let rest = text;
  for (const family of order) {
    if (rest === '') break;
    const { index } = await indexOf(family);
    const { slices, absent } = slicesFor(rest, family, index);
    names.push(...slices);
    rest = absent;
  }
  return names;
}
