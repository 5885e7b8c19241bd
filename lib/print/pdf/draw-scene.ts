import type { Glyph } from 'fontkit';
import type PDFDocument from 'pdfkit';
import type { PdfFont, PdfReference } from 'pdfkit';
import { ellipseCommands } from '../ellipse-commands';
import { asLetters, type FontSet } from '../fonts';
import { inkRgb } from '../inks';
import { MAX_PPI, placedPixels, resample, vectorShapes } from '../pictures';
import {
  coverSize,
  type ImageItem,
  type Ink,
  type Palette,
  type PathCommand,
  type SceneItem,
  type TextItem,
  type Trim,
} from '../scene';
import { symbolRects } from '../symbol-rects';
import { mmToPt, ptToMm } from '../units';
import type { Preset } from './presets';
import type { PressColour } from './press-colour';

/** A document being drawn, with the resources its pages share. */
export type Canvas = {
  document: PDFDocument;
  fonts: FontSet;
  preset: Preset;
  /** Converts colours for a press; `null` for a home printer. */
  press: PressColour | null;
  /** How far the printer's ink spreads on each side of a module (symbol-rects.ts). */
  inkSpreadMm: number;
  pictures: Map<string, { name: string; reference: PdfReference }>;
  /** Black overprints; everything else knocks out (ISO 32000-1 §8.6.7, OPM 1). */
  overprint: { on: PdfReference; off: PdfReference } | null;
};

/** Inks that are never separated: black text, and the grey of lines, are black ink alone; paper is no ink. */
const BLACK_INKS: Partial<Record<Ink, number[]>> = { text: [0, 0, 0, 100], rule: [0, 0, 0, 45], paper: [0, 0, 0, 0] };

/** Returns an ink's components: RGB for a home printer, percents of four inks for a press. */
export function colourOf({ press }: Pick<Canvas, 'press'>, ink: Ink, palette: Palette): number[] {
  const rgb = inkRgb(ink, palette);
  if (press === null) return [...rgb];
  return BLACK_INKS[ink] ?? [...press.solid(rgb)];
}

/** Draws some items of a scene in its colours, at the current transformation. */
export function drawItems(canvas: Canvas, palette: Palette, items: readonly SceneItem[]): void {
  const { document } = canvas;
  for (const item of items) {
    if (item.kind === 'image') {
      drawPicture(canvas, item, palette);
      continue;
    }
    const ink: Ink = item.kind === 'symbol' ? 'text' : item.ink;
    // Black text overprints what is under it; a coloured or white one knocks it out.
    setOverprint(canvas, ink === 'text');
    const colour = colourOf(canvas, ink, palette);
    switch (item.kind) {
      case 'text':
        document.fillColor(colour);
        if (canvas.preset.outlined) drawOutlines(canvas, item);
        else drawText(canvas, item);
        break;
      case 'rect':
        document.fillColor(colour);
        document.rect(mmToPt(item.xMm), mmToPt(item.yMm), mmToPt(item.widthMm), mmToPt(item.heightMm)).fill();
        break;
      case 'line':
        document.strokeColor(colour).lineWidth(mmToPt(item.strokeMm));
        document.moveTo(mmToPt(item.x1Mm), mmToPt(item.y1Mm)).lineTo(mmToPt(item.x2Mm), mmToPt(item.y2Mm)).stroke();
        break;
      case 'path':
        addPath(document, item.commands, mmToPt);
        if (item.strokeMm === null) document.fillColor(colour).fill();
        else document.strokeColor(colour).lineWidth(mmToPt(item.strokeMm)).addContent('1 J 1 j').stroke();
        break;
      case 'symbol':
        document.fillColor(colour);
        for (const { xMm, yMm, widthMm, heightMm } of symbolRects(item, canvas.inkSpreadMm))
          document.rect(mmToPt(xMm), mmToPt(yMm), mmToPt(widthMm), mmToPt(heightMm));
        document.fill();
    }
  }
}

function addPath(document: PDFDocument, commands: readonly PathCommand[], toPt: (value: number) => number): void {
  for (const command of commands) {
    switch (command[0]) {
      case 'M':
        document.moveTo(toPt(command[1]), toPt(command[2]));
        break;
      case 'L':
        document.lineTo(toPt(command[1]), toPt(command[2]));
        break;
      case 'C': {
        const [, x1, y1, x2, y2, x, y] = command;
        document.bezierCurveTo(toPt(x1), toPt(y1), toPt(x2), toPt(y2), toPt(x), toPt(y));
        break;
      }
      case 'Z':
        document.closePath();
    }
  }
}

function setOverprint({ document, overprint }: Canvas, on: boolean): void {
  if (overprint === null) return;
  const name = on ? 'OverprintOn' : 'OverprintOff';
  document.page.ext_gstates[name] = on ? overprint.on : overprint.off;
  document.addContent(`/${name} gs`);
}

const pdfNumber = (value: number): string => String(Math.round(value * 10000) / 10000);

/**
 * Shows a line's glyphs where layout has put them. pdfkit would shape each run anew and guess its direction; here the
 * run that was measured is the run that is shown (ISO 32000-1 §9.4).
 */
function drawText(canvas: Canvas, item: TextItem): void {
  const { document, fonts } = canvas;
  const operators: string[] = [];
  // What a reader makes of the glyphs.
  let shownText = '';
  const text = asLetters(item.text) + (endsWithSpace(item) ? ' ' : '');
  for (const segment of item.segments) {
    const { run, unitsPerEm } = fonts.layout(segment.text, segment.face, segment);
    const font = document.font(segment.face)._font;
    document.page.fonts[font.id] ??= font.ref();
    const sizePt = item.fontSizePt;
    const emScale = sizePt / unitsPerEm;
    const trackingPt = mmToPt(segment.trackingMm);
    operators.push('BT', `/${font.id} ${pdfNumber(sizePt)} Tf`);
    let penPt = mmToPt(item.xMm + segment.xMm);
    const baselinePt = mmToPt(item.baselineMm);
    let shown: string[] = [];
    let startPt = penPt;
    const flush = () => {
      // The page's y axis points down, and the text's up.
      if (shown.length > 0)
        operators.push(`1 0 0 -1 ${pdfNumber(startPt)} ${pdfNumber(baselinePt)} Tm [${shown.join(' ')}] TJ`);
      shown = [];
    };
    for (const [index, glyph] of run.glyphs.entries()) {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = run.positions[index] ?? {};
      const glyphIndex = includeGlyph(font, glyph, 1000 / unitsPerEm);
      shownText += String.fromCodePoint(...(font.unicode[glyphIndex] ?? []));
      const code = `<${hexCode(glyphIndex)}>`;
      if (xOffset !== 0 || yOffset !== 0) {
        flush();
        const x = penPt + xOffset * emScale;
        const y = baselinePt - yOffset * emScale;
        operators.push(`1 0 0 -1 ${pdfNumber(x)} ${pdfNumber(y)} Tm ${code} Tj`);
        penPt += xAdvance * emScale + trackingPt;
        startPt = penPt;
        continue;
      }
      if (shown.length === 0) startPt = penPt;
      const advancePt = xAdvance * emScale + trackingPt;
      const ownPt = glyph.advanceWidth * emScale;
      // Thousandths of an em to move back before the next glyph.
      const adjustment = ((ownPt - advancePt) / sizePt) * 1000;
      shown.push(Math.abs(adjustment) < 0.05 ? code : `${code} ${pdfNumber(adjustment)}`);
      penPt += advancePt;
    }
    if (endsWithSpace(item) && segment === item.segments.at(-1)) {
      const [glyph] = fonts.layout(' ', segment.face, segment).run.glyphs;
      if (glyph !== undefined && glyph.id !== 0) {
        if (shown.length === 0) startPt = penPt;
        shown.push(`<${hexCode(includeGlyph(font, glyph, 1000 / unitsPerEm))}>`);
        shownText += ' ';
      }
    }
    flush();
    operators.push('ET');
  }
  // Right-to-left glyphs are in visual order, some texts are rewritten for shaping, and a small capital stands for both
  // letters of its pair: the text is given as it was written (§14.9.4).
  const isReplaced = shownText !== text;
  if (isReplaced) document.addContent(`/Span <</ActualText ${pdfText(text)}>> BDC`);
  document.addContent(operators.join('\n'));
  if (isReplaced) document.addContent('EMC');
}

/**
 * A line that goes on is followed by a space, so that copied and spoken words do not run together. Not so within a word,
 * an address of the internet, or a script without spaces.
 */
const endsWithSpace = ({ leadingMm, role, text }: TextItem): boolean =>
  leadingMm !== null &&
  role !== 'email' &&
  role !== 'website' &&
  !/[-/\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u.test(text);

const ZERO_WIDTH_SPACE = 0x200b;
const hexCode = (code: number): string => code.toString(16).padStart(4, '0');

/** Adds a glyph to the font's subset and returns its code in the file. */
function includeGlyph(font: PdfFont, glyph: Glyph, perMille: number): number {
  const code = font.subset.includeGlyph(glyph.id);
  font.widths[code] ??= glyph.advanceWidth * perMille;
  // A glyph that shaping has split off has no character of its own.
  font.unicode[code] ??= glyph.codePoints.length === 0 ? [ZERO_WIDTH_SPACE] : glyph.codePoints;
  return code;
}

/** A text string in UTF-16 with its byte order mark (ISO 32000-1 §7.9.2.2), in hexadecimal. */
function pdfText(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return `<feff${units.map((unit) => unit.toString(16).padStart(4, '0')).join('')}>`;
}

/** Draws text as shapes: the same outlines as on the screen. */
function drawOutlines({ document, fonts }: Canvas, item: TextItem): void {
  for (const segment of item.segments) {
    const { run, unitsPerEm } = fonts.layout(segment.text, segment.face, segment);
    const scale = mmToPt(ptToMm(item.fontSizePt)) / unitsPerEm;
    let penX = 0;
    for (const [index, glyph] of run.glyphs.entries()) {
      const position = run.positions[index];
      const x0 = mmToPt(item.xMm + segment.xMm) + (penX + (position?.xOffset ?? 0)) * scale;
      const y0 = mmToPt(item.baselineMm) - (position?.yOffset ?? 0) * scale;
      const toPage = (x = 0, y = 0): [number, number] => [x0 + x * scale, y0 - y * scale];
      for (const { command, args } of glyph.path.commands) {
        const [a, b, c, d, e, f] = args;
        if (command === 'moveTo') document.moveTo(...toPage(a, b));
        else if (command === 'lineTo') document.lineTo(...toPage(a, b));
        else if (command === 'quadraticCurveTo') document.quadraticCurveTo(...toPage(a, b), ...toPage(c, d));
        else if (command === 'bezierCurveTo') document.bezierCurveTo(...toPage(a, b), ...toPage(c, d), ...toPage(e, f));
        else document.closePath();
      }
      if (glyph.path.commands.length > 0) document.fill();
      penX += (position?.xAdvance ?? 0) + mmToPt(segment.trackingMm) / scale;
    }
  }
}

function drawPicture(canvas: Canvas, item: ImageItem, palette: Palette): void {
  const { document } = canvas;
  const size = coverSize(item);
  const x = mmToPt(item.xMm + (item.widthMm - size.widthMm) / 2);
  const y = mmToPt(item.yMm + (item.heightMm - size.heightMm) / 2);
  const [width, height] = [mmToPt(size.widthMm), mmToPt(size.heightMm)];
  setOverprint(canvas, false);
  document.save();
  if (item.isRound) addPath(document, ellipseCommands(item), mmToPt);
  else document.rect(mmToPt(item.xMm), mmToPt(item.yMm), mmToPt(item.widthMm), mmToPt(item.heightMm));
  document.clip();
  if (item.picture.shapes === undefined) {
    const { name, reference } = pictureObject(canvas, item, size, palette);
    document.page.xobjects[name] = reference;
    document.transform(width, 0, 0, -height, x, y + height).addContent(`/${name} Do`);
  } else {
    const scale = width / item.picture.widthPx;
    document.transform(scale, 0, 0, height / item.picture.heightPx, x, y);
    for (const { commands, rgb, evenOdd, stroke } of vectorShapes(item, palette)) {
      const colour = [...(canvas.press?.solid(rgb) ?? rgb)];
      addPath(document, commands, (value) => value);
      if (stroke === undefined) document.fillColor(colour).fill(evenOdd ? 'even-odd' : 'non-zero');
      else {
        const { widthPx, cap, join, miterLimit } = stroke;
        document.lineWidth(widthPx).addContent(`${cap} J ${join} j ${pdfNumber(miterLimit)} M`);
        document.strokeColor(colour).stroke();
      }
    }
  }
  document.restore();
}

/**
 * Returns the picture's image XObject: stored once per size and look. For a home printer, the JPEG as it is; otherwise in
 * the preset's colour space, resampled to at most `MAX_PPI`.
 */
function pictureObject(canvas: Canvas, item: ImageItem, size: Trim, palette: Palette) {
  const { document, press, pictures } = canvas;
  const mostPx = (mm: number) => Math.ceil((mm / 25.4) * MAX_PPI);
  const [widthMax, heightMax] = [mostPx(size.widthMm), mostPx(size.heightMm)];
  const look = [item.ground ?? 'paper', item.isReversed === true, palette.accent, palette.tint];
  const key = [item.picture.id, widthMax, heightMax, ...look].join(' ');
  const existing = pictures.get(key);
  if (existing !== undefined) return existing;
  const { jpeg } = item.picture;
  const isJpeg = jpeg !== undefined && press === null && !item.isReversed;
  const { widthPx, heightPx, rgb } = isJpeg ? item.picture : resample(placedPixels(item, palette), widthMax, heightMax);
  const reference = document.ref({
    Type: 'XObject',
    Subtype: 'Image',
    Width: widthPx,
    Height: heightPx,
    BitsPerComponent: 8,
    ColorSpace: press === null ? 'DeviceRGB' : 'DeviceCMYK',
    ...(isJpeg ? { Filter: 'DCTDecode' } : {}),
  });
  if (isJpeg) reference.compress = false;
  reference.write(isJpeg ? jpeg : (press?.pixels(rgb) ?? rgb));
  reference.end();
  const pictureEntry = { name: `Picture${pictures.size + 1}`, reference };
  pictures.set(key, pictureEntry);
  return pictureEntry;
}
