import { create, type Font, type GlyphRun } from 'fontkit';
import { visualRuns } from './bidi';

export type Weight = 'regular' | 'semibold';

/** Writing systems with their own font files, loaded when a text needs them. */
const SCRIPTS = {
  fallback: /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}]/u,
  arabic: /\p{scx=Arabic}/u,
  hebrew: /\p{sc=Hebrew}/u,
  syllabics: /\p{sc=Canadian_Aboriginal}/u,
} as const;
type Script = keyof typeof SCRIPTS;
const SCRIPT_NAMES = Object.keys(SCRIPTS) as Script[];

export type FaceName = Weight | `${Script}-${Weight}`;

/** OpenType features applied to every run, on screen and in the PDF, so that both are shaped alike. */
export const FEATURES = ['kern', 'liga', 'ccmp', 'locl', 'mark', 'mkmk'];

type ShapedSegment = { face: FaceName; text: string; xEm: number; widthEm: number };
type ShapedText = { segments: ShapedSegment[]; widthEm: number; missing: string };

/** The two faces that every card needs, and optional ones, absent until a text needs them. */
export type FontBytes = Record<Weight, Uint8Array> & Partial<Record<FaceName, Uint8Array>>;

/** The opened fonts of the print engine. Lengths are in ems. */
export type FontSet = {
  bytes: FontBytes;
  shape(text: string, weight: Weight): ShapedText;
  layout(text: string, face: FaceName): { run: GlyphRun; unitsPerEm: number };
  /** Height of a capital, for optical alignment. */
  capHeightEm: number;
  xHeightEm: number;
};

/** Size of the shaping cache: enough for about a hundred cards, such as a print run for a whole club. */
const MAX_SHAPED = 5000;

/** Returns the faces to load that `text` may need besides the two of every card. */
export function facesFor(text: string): FaceName[] {
  const needed = SCRIPT_NAMES.filter((script) => SCRIPTS[script].test(text));
  return needed.flatMap((script): FaceName[] => [`${script}-regular`, `${script}-semibold`]);
}

export function openFonts(bytes: FontBytes): FontSet {
  const regular = create(bytes.regular);
  const faces = new Map<FaceName, Font>([
    ['regular', regular],
    ['semibold', create(bytes.semibold)],
  ]);
  for (const [name, file] of Object.entries(bytes) as [FaceName, Uint8Array][])
    if (!faces.has(name)) faces.set(name, create(file));

  function layout(text: string, face: FaceName) {
    const font = faces.get(face) ?? regular;
    return { run: font.layout(text, FEATURES), unitsPerEm: font.unitsPerEm };
  }

  function faceFor(codePoint: number, weight: Weight): FaceName | null {
    const candidates: FaceName[] = [weight, ...SCRIPT_NAMES.map((script): FaceName => `${script}-${weight}`)];
    return candidates.find((name) => faces.get(name)?.hasGlyphForCodePoint(codePoint)) ?? null;
  }

  /** Splits text into runs of one face, in reading order; spaces and marks stay with the letters they follow. */
  function splitByFace(text: string, weight: Weight): { pieces: { face: FaceName; text: string }[]; missing: string } {
    const pieces: { face: FaceName; text: string }[] = [];
    let missing = '';
    for (const character of text) {
      const last = pieces.at(-1);
      const codePoint = character.codePointAt(0) ?? 0;
      const canStay = last !== undefined && faces.get(last.face)?.hasGlyphForCodePoint(codePoint) === true;
      const face = canStay && isCommon(character) ? last.face : faceFor(codePoint, weight);
      if (face === null && !isInvisible(character)) missing += character;
      const chosen = face ?? last?.face ?? weight;
      if (last?.face === chosen) last.text += character;
      else pieces.push({ face: chosen, text: character });
    }
    return { pieces, missing };
  }

  // The same text is measured at many sizes; its shape in ems is the same at all of them.
  const shapeCache = new Map<string, ShapedText>();

  function shape(text: string, weight: Weight): ShapedText {
    const key = `${weight} ${text}`;
    const cached = shapeCache.get(key);
    if (cached !== undefined) return cached;
    if (shapeCache.size >= MAX_SHAPED) shapeCache.clear();
    const result = computeShape(text, weight);
    shapeCache.set(key, result);
    return result;
  }

  function computeShape(text: string, weight: Weight): ShapedText {
    let xEm = 0;
    let missing = '';
    const segments: ShapedSegment[] = [];
    for (const { text: run, rightToLeft } of visualRuns(normaliseForShaping(text))) {
      const split = splitByFace(run, weight);
      missing += split.missing;
      for (const piece of rightToLeft ? split.pieces.reverse() : split.pieces) {
        const { run: glyphs, unitsPerEm } = layout(piece.text, piece.face);
        const widthEm = glyphs.advanceWidth / unitsPerEm;
        segments.push({ ...piece, xEm, widthEm });
        xEm += widthEm;
      }
    }
    return { segments, widthEm: xEm, missing };
  }

  const em = regular.unitsPerEm;
  return { bytes, shape, layout, capHeightEm: regular.capHeight / em, xHeightEm: regular.xHeight / em };
}

/**
 * Normalises text to NFC, as the fonts expect, and puts an Arabic shadda before the other marks of its letter, where
 * canonical order puts it last (Unicode Technical Report #53): each mark is positioned on what precedes it.
 */
function normaliseForShaping(text: string): string {
  return text.normalize('NFC').replace(/([\u064b-\u0650\u0652]+)\u0651/gu, '\u0651$1');
}

/** Joiners, direction marks and variation selectors have no glyph of their own. */
function isInvisible(character: string): boolean {
  return /[\p{Cf}\p{Variation_Selector}]/u.test(character);
}

/** Spaces and marks belong to every writing system, so they use the face of the letters they follow. */
function isCommon(character: string): boolean {
  return /[\p{Zs}\p{M}]/u.test(character);
}
