import { create, type Font, type GlyphRun } from 'fontkit';

export type FaceName = 'regular' | 'semibold' | 'fallback-regular' | 'fallback-semibold';
export type Weight = 'regular' | 'semibold';

export const FACES: readonly FaceName[] = ['regular', 'semibold', 'fallback-regular', 'fallback-semibold'];

/** OpenType features asked of every run, on screen and in the PDF alike, so that both are shaped the same. */
export const FEATURES = ['kern', 'liga', 'ccmp', 'locl', 'mark', 'mkmk'];

export type ShapedSegment = { face: FaceName; text: string; xEm: number; widthEm: number };
export type ShapedText = { segments: ShapedSegment[]; widthEm: number; missing: string };

/** The two faces every card needs, and those that only some names do: they may be absent until one is met. */
export type FontBytes = Record<Weight, Uint8Array> & Partial<Record<FaceName, Uint8Array>>;

/** The faces of the print engine, opened, and what can be asked of them. Lengths are in ems. */
export type FontSet = {
  bytes: FontBytes;
  shape(text: string, weight: Weight): ShapedText;
  layout(text: string, face: FaceName): { run: GlyphRun; unitsPerEm: number };
  /** Height of a capital, for optical alignment. */
  capHeightEm: number;
};

export function openFonts(bytes: FontBytes): FontSet {
  const regular = create(bytes.regular);
  const faces = new Map<FaceName, Font>([
    ['regular', regular],
    ['semibold', create(bytes.semibold)],
  ]);
  for (const name of FACES) {
    const file = bytes[name];
    if (file !== undefined && !faces.has(name)) faces.set(name, create(file));
  }

  function layout(text: string, face: FaceName) {
    const font = faces.get(face) ?? regular;
    return { run: font.layout(text, FEATURES), unitsPerEm: font.unitsPerEm };
  }

  function faceFor(codePoint: number, weight: Weight): FaceName | null {
    const candidates: FaceName[] = [weight, `fallback-${weight}`];
    return candidates.find((name) => faces.get(name)?.hasGlyphForCodePoint(codePoint)) ?? null;
  }

  function shape(text: string, weight: Weight): ShapedText {
    const pieces: { face: FaceName; text: string }[] = [];
    let missing = '';
    for (const character of text.normalize('NFC')) {
      const codePoint = character.codePointAt(0) ?? 0;
      const face = faceFor(codePoint, weight);
      if (face === null && !isInvisible(character)) missing += character;
      const last = pieces.at(-1);
      const chosen = face ?? last?.face ?? weight;
      if (last?.face === chosen) last.text += character;
      else pieces.push({ face: chosen, text: character });
    }
    let xEm = 0;
    const segments = pieces.map((piece) => {
      const { run, unitsPerEm } = layout(piece.text, piece.face);
      const segment = { ...piece, xEm, widthEm: run.advanceWidth / unitsPerEm };
      xEm += segment.widthEm;
      return segment;
    });
    return { segments, widthEm: xEm, missing };
  }

  return { bytes, shape, layout, capHeightEm: regular.capHeight / regular.unitsPerEm };
}

/** Joiners, direction marks and variation selectors draw nothing of their own. */
function isInvisible(character: string): boolean {
  return /[\p{Cf}\p{Variation_Selector}]/u.test(character);
}
