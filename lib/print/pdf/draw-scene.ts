import type PDFDocument from 'pdfkit';
import type { PdfReference } from 'pdfkit';
import { darkRuns } from '../../qr/svg-path';
import { FEATURES, type FontSet } from '../fonts';
import { inkCmyk, inkRgb, toCmyk } from '../inks';
import { coverSize, type ImageItem, type Ink, type PrintPicture, type Scene, type TextItem } from '../scene';
import { mmToPt, ptToMm } from '../units';
import type { Preset } from './presets';

/** A document being drawn, with the resources its pages share. */
export type Canvas = {
  document: PDFDocument;
  fonts: FontSet;
  preset: Preset;
  pictures: Map<string, { name: string; reference: PdfReference }>;
  /** Black overprints; everything else knocks out (ISO 32000-1 §8.6.7, OPM 1). */
  overprint: { on: PdfReference; off: PdfReference } | null;
};

const colourOf = ({ preset }: Canvas, ink: Ink, accent: string): number[] => [
  ...(preset.standard === 'none' ? inkRgb(ink, accent) : inkCmyk(ink, accent)),
];

export function drawScene(canvas: Canvas, scene: Scene): void {
  const { document } = canvas;
  for (const item of scene.items) {
    if (item.kind === 'image') {
      drawPicture(canvas, item);
      continue;
    }
    const ink: Ink = item.kind === 'symbol' ? 'text' : item.ink;
    setOverprint(canvas, ink === 'text');
    const colour = colourOf(canvas, ink, scene.accent);
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
      case 'symbol': {
        const module = mmToPt(item.moduleMm);
        document.fillColor(colour);
        for (const { x, y, length } of darkRuns(item))
          document.rect(mmToPt(item.xMm) + x * module, mmToPt(item.yMm) + y * module, length * module, module);
        document.fill();
      }
    }
  }
}

function setOverprint({ document, overprint }: Canvas, on: boolean): void {
  if (overprint === null) return;
  const name = on ? 'OverprintOn' : 'OverprintOff';
  document.page.ext_gstates[name] = on ? overprint.on : overprint.off;
  document.addContent(`/${name} gs`);
}

function drawText({ document }: Canvas, item: TextItem): void {
  document.fontSize(item.fontSizePt);
  for (const { face, text, xMm, widthMm } of item.segments)
    document.font(face).text(text, mmToPt(item.xMm + xMm), mmToPt(item.baselineMm), {
      lineBreak: false,
      baseline: 'alphabetic',
      features: FEATURES,
      textWidth: mmToPt(widthMm),
      wordCount: 1,
    });
}

/** Draws text as shapes: the same outlines as on the screen. */
function drawOutlines({ document, fonts }: Canvas, item: TextItem): void {
  for (const segment of item.segments) {
    const { run, unitsPerEm } = fonts.layout(segment.text, segment.face);
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
      penX += position?.xAdvance ?? 0;
    }
  }
}

/** A higher resolution is beyond what these printers can resolve, and makes the file too large to send. */
const MAX_PPI = 360;

function drawPicture(canvas: Canvas, item: ImageItem): void {
  const { document } = canvas;
  const size = coverSize(item);
  const { name, reference } = pictureObject(canvas, item, size.widthMm);
  document.page.xobjects[name] = reference;
  const x = mmToPt(item.xMm + (item.widthMm - size.widthMm) / 2);
  const y = mmToPt(item.yMm + (item.heightMm - size.heightMm) / 2);
  const [width, height] = [mmToPt(size.widthMm), mmToPt(size.heightMm)];
  setOverprint(canvas, false);
  document
    .save()
    .rect(mmToPt(item.xMm), mmToPt(item.yMm), mmToPt(item.widthMm), mmToPt(item.heightMm))
    .clip()
    .transform(width, 0, 0, -height, x, y + height)
    .addContent(`/${name} Do`)
    .restore();
}

/**
 * Returns the picture's image XObject: stored once per resolution, in the preset's colour space, limited by `MAX_PPI`.
 */
function pictureObject({ document, preset, pictures }: Canvas, { picture }: ImageItem, widthMm: number) {
  const maxWidthPx = Math.ceil((widthMm / 25.4) * MAX_PPI);
  const step = Math.max(1, Math.ceil(picture.widthPx / maxWidthPx));
  const key = `${picture.id} ${step}`;
  const existing = pictures.get(key);
  if (existing !== undefined) return existing;
  const { widthPx, heightPx, rgb } = downsample(picture, step);
  const isPress = preset.standard !== 'none';
  const reference = document.ref({
    Type: 'XObject',
    Subtype: 'Image',
    Width: widthPx,
    Height: heightPx,
    BitsPerComponent: 8,
    ColorSpace: isPress ? 'DeviceCMYK' : 'DeviceRGB',
  });
  reference.write(isPress ? cmykSamples(rgb) : rgb);
  reference.end();
  const pictureEntry = { name: `Picture${pictures.size + 1}`, reference };
  pictures.set(key, pictureEntry);
  return pictureEntry;
}

/** Downsamples a picture: every `step` × `step` pixels become their mean. */
function downsample(picture: PrintPicture, step: number): Pick<PrintPicture, 'widthPx' | 'heightPx' | 'rgb'> {
  if (step === 1) return picture;
  const widthPx = Math.max(1, Math.floor(picture.widthPx / step));
  const heightPx = Math.max(1, Math.floor(picture.heightPx / step));
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y += 1)
    for (let x = 0; x < widthPx; x += 1)
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (let dy = 0; dy < step; dy += 1)
          for (let dx = 0; dx < step; dx += 1)
            sum += picture.rgb[((y * step + dy) * picture.widthPx + x * step + dx) * 3 + channel] ?? 0;
        rgb[(y * widthPx + x) * 3 + channel] = Math.round(sum / (step * step));
      }
  return { widthPx, heightPx, rgb };
}

function cmykSamples(rgb: Uint8Array): Uint8Array {
  const samples = new Uint8Array((rgb.length / 3) * 4);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    const inks = toCmyk([rgb[from] ?? 0, rgb[from + 1] ?? 0, rgb[from + 2] ?? 0]);
    for (const [index, percent] of inks.entries()) samples[to + index] = Math.round(percent * 2.55);
  }
  return samples;
}
