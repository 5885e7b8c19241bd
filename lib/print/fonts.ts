import { create, type Font, type GlyphRun } from 'fontkit';
import { visualRuns } from './bidi';

export type Weight = 'regular' | 'semibold';

/** Writing systems that have a file of their own: loaded when a name needs it. */
const SCRIPTS = {
  fallback: /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}]/u,
  arabic: /\p{scx=Arabic}/u,
  hebrew: /\p{sc=Hebrew}/u,
  syllabics: /\p{sc=Canadian_Aboriginal}/u,
} as const;
type Script = keyof typeof SCRIPTS;
const SCRIPT_NAMES = Object.keys(SCRIPTS) as Script[];

export type FaceName = Weight | `${Script}-${Weight}`;

/** OpenType features asked of every run, on screen and in the PDF alike, so that both are shaped the same. */
export const FEATURES = ['kern', 'liga', 'ccmp', 'locl', 'mark', 'mkmk'];

type ShapedSegment = { face: FaceName; text: string; xEm: number; widthEm: number };
type ShapedText = { segments: ShapedSegment[]; widthEm: number; missing: string };

/** The two faces every card needs, and those that only some names do: they may be absent until one is met. */
export type FontBytes = Record<Weight, Uint8Array> & Partial<Record<FaceName, Uint8Array>>;

/** The faces of the print engine, opened, and what can be asked of them. Lengths are in ems. */
export type FontSet = {
  bytes: FontBytes;
  shape(text: string, weight: Weight): ShapedText;
  layout(text: string, face: FaceName): { run: GlyphRun; unitsPerEm: number };
  /** Height of a capital, for optical alignment. */
  capHeightEm: number;
  xHeightEm: number;
};

/** Some hundred cards' worth: a sheet for a whole club is shaped without forgetting. */
const MAX_SHAPED = 5000;

/** The faces that `text` may need beside the two of every card: files to load. */
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

  /** Runs of one face, in reading order; what joins or marks stays with the letters it belongs to. */
  function runsOfFaces(text: string, weight: Weight): { pieces: { face: FaceName; text: string }[]; missing: string } {
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

  // The same words are measured at many sizes: their shape in ems is the same at all of them.
  const shaped = new Map<string, ShapedText>();

  function shape(text: string, weight: Weight): ShapedText {
    const key = `${weight} ${text}`;
    const known = shaped.get(key);
    if (known !== undefined) return known;
    if (shaped.size >= MAX_SHAPED) shaped.clear();
    const made = shapeAnew(text, weight);
    shaped.set(key, made);
    return made;
  }

  function shapeAnew(text: string, weight: Weight): ShapedText {
    let xEm = 0;
    let missing = '';
    const segments: ShapedSegment[] = [];
    for (const { text: run, rightToLeft } of visualRuns(forShaping(text))) {
      const split = runsOfFaces(run, weight);
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
 * Composed as the faces have it; of Arabic marks on one letter the shadda first, which canonical order puts last
 * (Unicode Technical Report #53): marks are placed on what is before them.
 */
function forShaping(text: string): string {
  return text.normalize('NFC').replace(/([\u064b-\u0650\u0652]+)\u0651/gu, '\u0651$1');
}

/** Joiners, direction marks and variation selectors draw nothing of their own. */
function isInvisible(character: string): boolean {
  return /[\p{Cf}\p{Variation_Selector}]/u.test(character);
}

/** Spaces and marks are of every writing system: set in the face of the letters they follow. */
function isCommon(character: string): boolean {
  return /[\p{Zs}\p{M}]/u.test(character);
}
