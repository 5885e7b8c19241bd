import { create, type Font, type GlyphRun } from 'fontkit';
import { type Direction, visualRuns } from './bidi';
import { type SliceName, sliceFamilyFor } from './font-slices';
import { sfntOf } from './woff';

export type Weight = 'regular' | 'semibold' | 'italic';

/** The type families of the designs, and the weights each one has. */
const FAMILIES = {
  atkinson: ['regular', 'semibold'],
  'public-sans': ['regular', 'semibold'],
  'source-serif': ['regular', 'semibold', 'italic'],
  'young-serif': ['regular'],
  'barlow-condensed': ['regular', 'semibold'],
} as const satisfies Record<string, readonly Weight[]>;
export type Family = keyof typeof FAMILIES;

/** Writing systems with their own font files, loaded when a text needs them. */
const SCRIPTS = {
  fallback: /[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}]/u,
  arabic: /\p{scx=Arabic}/u,
  hebrew: /\p{sc=Hebrew}/u,
  syllabics: /\p{sc=Canadian_Aboriginal}/u,
  thai: /\p{sc=Thai}/u,
  devanagari: /\p{scx=Devanagari}/u,
  armenian: /\p{sc=Armenian}/u,
  georgian: /\p{sc=Georgian}/u,
} as const;
type Script = keyof typeof SCRIPTS;
const SCRIPT_NAMES = Object.keys(SCRIPTS) as Script[];

export type FaceName = `${Family}-${Weight}` | `${Script}-${'regular' | 'semibold'}` | SliceName;

/** A face of a family, with the OpenType features and the letter spacing of one line of text. */
export type Typeface = {
  family: Family;
  weight: Weight;
  smallCaps?: boolean;
  oldStyleFigures?: boolean;
  trackingEm?: number;
};

/** OpenType features applied to every run, on screen and in the PDF, so that both are shaped alike. */
export const FEATURES = ['kern', 'liga', 'ccmp', 'locl', 'mark', 'mkmk'];

/** How a run is shaped besides its face; `features` are those of its typeface alone. */
export type RunStyle = { features: readonly string[]; rightToLeft: boolean };

type ShapedSegment = RunStyle & { face: FaceName; text: string; xEm: number; widthEm: number; trackingEm: number };
type ShapedText = { segments: ShapedSegment[]; widthEm: number; missing: string };

export type FontBytes = Partial<Record<FaceName, Uint8Array>>;

/** The opened fonts of the print engine. Lengths are in ems. */
export type FontSet = {
  /** The OpenType files, to be embedded. */
  bytes: FontBytes;
  /** Faces that were asked for and are not loaded: the text was measured with another one. */
  wanted: ReadonlySet<FaceName>;
  shape(text: string, typeface: Typeface, direction?: Direction): ShapedText;
  layout(text: string, face: FaceName, style: RunStyle): { run: GlyphRun; unitsPerEm: number };
  /** Heights of a capital and of an x, for optical alignment; with small capitals, of a small capital. */
  heightsOf(typeface: Typeface): { capHeightEm: number; xHeightEm: number };
};

/** Size of the shaping cache: enough for about a hundred cards, such as a print run for a whole club. */
const MAX_SHAPED = 5000;

/** Returns the fallback faces that `text` may need; those cut into slices are found with their index. */
export function facesFor(text: string): FaceName[] {
  const needed = SCRIPT_NAMES.filter((script) => SCRIPTS[script].test(text));
  return needed.flatMap((script): FaceName[] => [`${script}-regular`, `${script}-semibold`]);
}

/** Returns the face of a typeface: the regular one when the family lacks the weight. */
function faceOf({ family, weight }: Typeface): FaceName {
  const weights: readonly Weight[] = FAMILIES[family];
  return `${family}-${weights.includes(weight) ? weight : 'regular'}`;
}

function featuresOf({ smallCaps, oldStyleFigures, trackingEm }: Typeface): string[] {
  return [
    ...(smallCaps ? ['smcp', 'c2sc'] : []),
    ...(oldStyleFigures ? ['onum'] : []),
    // Letters that are spaced out are not joined.
    ...(trackingEm ? ['-liga'] : []),
  ];
}

/** A face is opened once, however many sets it is in. */
const openedFaces = new WeakMap<Uint8Array, { font: Font; sfnt: Uint8Array }>();

function openFace(file: Uint8Array): { font: Font; sfnt: Uint8Array } {
  const known = openedFaces.get(file);
  if (known !== undefined) return known;
  const sfnt = sfntOf(file);
  const opened = { font: create(sfnt), sfnt };
  openedFaces.set(file, opened);
  return opened;
}

/** Sets kept by `fontSets`: one for most cards, others for names in other scripts. */
const MAX_SETS = 8;

/**
 * Returns a function that opens the faces of `files` with the slices among `asked`, in their order. Slices that another
 * card has loaded are left out: a character that several families draw must not change its form with what was drawn
 * before.
 */
export function fontSets(): (files: FontBytes, asked: readonly FaceName[]) => FontSet {
  const sets = new Map<string, FontSet>();
  return (files, asked) => {
    const names = (Object.keys(files) as FaceName[]).filter((name) => sliceFamilyFor(name) === null);
    const slices = asked.filter((name) => sliceFamilyFor(name) !== null && files[name] !== undefined);
    const key = [...names, ...slices].join(' ');
    const known = sets.get(key);
    if (known !== undefined) return known;
    const [oldest] = sets.keys();
    if (sets.size >= MAX_SETS && oldest !== undefined) sets.delete(oldest);
    const fonts = openFonts(Object.fromEntries([...names, ...slices].map((name) => [name, files[name]])));
    sets.set(key, fonts);
    return fonts;
  };
}

/** Opens `files`, OpenType or WOFF, which hold at least one face; slices are looked in by their order. */
export function openFonts(files: FontBytes): FontSet {
  const faces = new Map<FaceName, Font>();
  const bytes: FontBytes = {};
  for (const [name, file] of Object.entries(files) as [FaceName, Uint8Array][]) {
    const { font, sfnt } = openFace(file);
    faces.set(name, font);
    bytes[name] = sfnt;
  }
  const [anyFace] = faces.values();
  if (anyFace === undefined) throw new Error('print.no_font');
  const sliceNames = ([...faces.keys()] as FaceName[]).filter((name) => sliceFamilyFor(name) !== null);
  const wanted = new Set<FaceName>();

  const fontOf = (face: FaceName): Font => faces.get(face) ?? anyFace;

  function layout(text: string, face: FaceName, { features, rightToLeft }: RunStyle) {
    const font = fontOf(face);
    const removed = features.filter((feature) => feature.startsWith('-')).map((feature) => feature.slice(1));
    const applied = [...FEATURES, ...features].filter(
      (feature) => !feature.startsWith('-') && !removed.includes(feature),
    );
    const run = font.layout(text, applied, undefined, undefined, rightToLeft ? 'rtl' : 'ltr');
    return { run, unitsPerEm: font.unitsPerEm };
  }

  function faceFor(codePoint: number, typeface: Typeface): FaceName | null {
    const own = faceOf(typeface);
    if (!faces.has(own)) wanted.add(own);
    const weight = typeface.weight === 'semibold' ? 'semibold' : 'regular';
    const candidates: FaceName[] = [
      own,
      ...SCRIPT_NAMES.map((script): FaceName => `${script}-${weight}`),
      ...sliceNames,
    ];
    return candidates.find((name) => faces.get(name)?.hasGlyphForCodePoint(codePoint)) ?? null;
  }

  /** Splits text into runs of one face, in reading order; spaces and marks stay with the letters they follow. */
  function splitByFace(text: string, typeface: Typeface) {
    const pieces: { face: FaceName; text: string }[] = [];
    let missing = '';
    for (const character of text) {
      const last = pieces.at(-1);
      const codePoint = character.codePointAt(0) ?? 0;
      const canStay = last !== undefined && faces.get(last.face)?.hasGlyphForCodePoint(codePoint) === true;
      const face = canStay && isCommon(character) ? last.face : faceFor(codePoint, typeface);
      if (face === null && !isInvisible(character)) missing += character;
      const chosen = face ?? last?.face ?? faceOf(typeface);
      if (last?.face === chosen) last.text += character;
      else pieces.push({ face: chosen, text: character });
    }
    return { pieces, missing };
  }

  // The same text is measured at many sizes; its shape in ems is the same at all of them.
  const shapes = new Map<string, Map<string, ShapedText>>();
  // Styles are objects that layouts share: their names are joined once.
  const shapesByStyle: Record<Direction, WeakMap<Typeface, Map<string, ShapedText>>> = {
    ltr: new WeakMap(),
    rtl: new WeakMap(),
  };
  let shapedCount = 0;

  function shapesOf(typeface: Typeface, direction: Direction): Map<string, ShapedText> {
    const known = shapesByStyle[direction].get(typeface);
    if (known !== undefined) return known;
    const { family, weight, smallCaps, oldStyleFigures, trackingEm } = typeface;
    const key = `${family} ${weight} ${smallCaps} ${oldStyleFigures} ${trackingEm} ${direction}`;
    const own = shapes.get(key) ?? new Map<string, ShapedText>();
    shapes.set(key, own);
    shapesByStyle[direction].set(typeface, own);
    return own;
  }

  function shape(text: string, typeface: Typeface, direction: Direction = 'ltr'): ShapedText {
    const known = shapesOf(typeface, direction);
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    if (shapedCount >= MAX_SHAPED) {
      for (const one of shapes.values()) one.clear();
      shapedCount = 0;
    }
    const result = computeShape(text, typeface, direction);
    known.set(text, result);
    shapedCount += 1;
    return result;
  }

  function computeShape(text: string, typeface: Typeface, direction: Direction): ShapedText {
    const tracking = typeface.trackingEm ?? 0;
    const features = featuresOf(typeface);
    const own = faceOf(typeface);
    let xEm = 0;
    let missing = '';
    const segments: ShapedSegment[] = [];
    for (const { text: run, rightToLeft } of visualRuns(normaliseForShaping(text), direction)) {
      const split = splitByFace(run, typeface);
      missing += split.missing;
      for (const piece of rightToLeft ? split.pieces.reverse() : split.pieces) {
        const style = { features, rightToLeft };
        const { run: glyphs, unitsPerEm } = layout(piece.text, piece.face, style);
        // Letters of other writing systems may be joined: they are never spaced out.
        const trackingEm = piece.face === own ? tracking : 0;
        const widthEm = glyphs.advanceWidth / unitsPerEm + trackingEm * glyphs.glyphs.length;
        segments.push({ ...piece, ...style, xEm, widthEm, trackingEm });
        xEm += widthEm;
      }
    }
    return { segments, widthEm: Math.max(0, xEm - (segments.at(-1)?.trackingEm ?? 0)), missing };
  }

  const heightsOfFace = new Map<FaceName, { capHeightEm: number; xHeightEm: number }>();

  function heightsOf(typeface: Typeface) {
    const face = faceOf(typeface);
    if (!faces.has(face)) wanted.add(face);
    let heights = heightsOfFace.get(face);
    if (heights === undefined) {
      const { unitsPerEm, capHeight, xHeight } = fontOf(face);
      heights = { capHeightEm: capHeight / unitsPerEm, xHeightEm: xHeight / unitsPerEm };
      heightsOfFace.set(face, heights);
    }
    // Small capitals are about as tall as an x, and some twentieths more.
    return typeface.smallCaps ? { capHeightEm: heights.xHeightEm * 1.06, xHeightEm: heights.xHeightEm } : heights;
  }

  return { bytes, wanted, shape, layout, heightsOf };
}

/** Returns the same fonts with every text in one family, whatever the design asks for. */
export function inFamily(fonts: FontSet, family: Family): FontSet {
  const styles = new WeakMap<Typeface, Typeface>();
  const styleOf = (typeface: Typeface): Typeface => {
    const known = styles.get(typeface) ?? { ...typeface, family };
    styles.set(typeface, known);
    return known;
  };
  return {
    ...fonts,
    shape: (text, typeface, direction) => fonts.shape(text, styleOf(typeface), direction),
    heightsOf: (typeface) => fonts.heightsOf(styleOf(typeface)),
  };
}

/**
 * Normalises text to NFC, as the fonts expect, and puts an Arabic shadda before the other marks of its letter, where
 * canonical order puts it last (Unicode Technical Report #53): each mark is positioned on what precedes it. A Thai sara
 * am becomes its two parts, the first of them under the tone mark (HarfBuzz's Thai shaper).
 */
function normaliseForShaping(text: string): string {
  return asLetters(text)
    .normalize('NFC')
    .replace(/([\u064b-\u0650\u0652]+)\u0651/gu, '\u0651$1')
    .replace(/([\u0e48-\u0e4b]?)\u0e33/gu, '\u0e4d$1\u0e32');
}

/** Returns text with the letters of ligatures that were typed as one character, and spaces for tabs. */
export const asLetters = (text: string): string =>
  text.replace(/[\ufb00-\ufb06]/gu, (ligature) => ligature.normalize('NFKC')).replace(/[\t\v\f]/g, ' ');

/** Joiners, direction marks and variation selectors have no glyph of their own. */
function isInvisible(character: string): boolean {
  return /[\p{Cf}\p{Variation_Selector}]/u.test(character);
}

/** Spaces and marks belong to every writing system, so they use the face of the letters they follow. */
function isCommon(character: string): boolean {
  return /[\p{Zs}\p{M}]/u.test(character);
}
