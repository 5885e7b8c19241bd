import PDFDocument from 'pdfkit';
import { darkRuns } from '../qr/svg-path';
import { FACES, FEATURES, type FontSet } from './fonts';
import type { Box, Page } from './impose';
import { PRESS_INKS } from './inks';
import type { Scene } from './scene';
import { mmToPt } from './units';

export type PdfInfo = { title: string; author: string; language: string; createdAt: Date };

/**
 * Pages as a PDF in true millimetres: fonts embedded and subset, the code as filled squares, CMYK inks, trim and bleed
 * boxes, and the viewer asked not to scale (ISO 32000-1 §12.2, PrintScaling). Rejects when a font cannot be embedded.
 */
export function renderPdf(pages: readonly Page[], fonts: FontSet, info: PdfInfo): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({
    autoFirstPage: false,
    font: '',
    pdfVersion: '1.6',
    lang: info.language,
    displayTitle: true,
    info: { Title: info.title, Author: info.author, Creator: 'Poignée', CreationDate: info.createdAt },
  });
  const finished = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk) => chunks.push(Uint8Array.from(chunk)));
    document.on('end', () => resolve(joined(chunks)));
    document.on('error', reject);
  });
  for (const face of FACES) {
    const file = fonts.bytes[face];
    if (file !== undefined) document.registerFont(face, file);
  }
  for (const page of pages) drawPage(document, page);
  viewerPreferences(document);
  document.end();
  return finished;
}

function drawPage(document: PDFDocument, page: Page): void {
  const { widthMm, heightMm } = page.mediaBox;
  document.addPage({ size: [mmToPt(widthMm), mmToPt(heightMm)], margin: 0 });
  const boxes = { BleedBox: page.bleedBox, TrimBox: page.trimBox };
  for (const [name, box] of Object.entries(boxes))
    if (box !== undefined) document.page.dictionary.data[name] = boxArray(box, heightMm);
  for (const { scene, xMm, yMm } of page.placed) {
    document.save().translate(mmToPt(xMm), mmToPt(yMm));
    drawScene(document, scene);
    document.restore();
  }
  if (page.cropMarks.length === 0) return;
  document.lineWidth(0.25).strokeColor(PRESS_INKS.text);
  for (const { x1Mm, y1Mm, x2Mm, y2Mm } of page.cropMarks)
    document.moveTo(mmToPt(x1Mm), mmToPt(y1Mm)).lineTo(mmToPt(x2Mm), mmToPt(y2Mm));
  document.stroke();
}

function drawScene(document: PDFDocument, scene: Scene): void {
  for (const item of scene.items) {
    if (item.kind === 'symbol') {
      const module = mmToPt(item.moduleMm);
      document.fillColor(PRESS_INKS.text);
      for (const { x, y, length } of darkRuns(item))
        document.rect(mmToPt(item.xMm) + x * module, mmToPt(item.yMm) + y * module, length * module, module);
      document.fill();
    } else {
      document.fillColor(PRESS_INKS[item.ink]).fontSize(item.fontSizePt);
      for (const segment of item.segments)
        document.font(segment.face).text(segment.text, mmToPt(item.xMm + segment.xMm), mmToPt(item.baselineMm), {
          lineBreak: false,
          baseline: 'alphabetic',
          features: FEATURES,
        });
    }
  }
}

/** PDF boxes count from the bottom left. */
function boxArray({ xMm, yMm, widthMm, heightMm }: Box, pageHeightMm: number): number[] {
  return [xMm, pageHeightMm - yMm - heightMm, xMm + widthMm, pageHeightMm - yMm].map(
    (mm) => Math.round(mmToPt(mm) * 1000) / 1000,
  );
}

function viewerPreferences(document: PDFDocument): void {
  const existing = document._root.data.ViewerPreferences;
  const preferences = isDictionary(existing) ? existing.data : {};
  Object.assign(preferences, { DisplayDocTitle: true, PrintScaling: 'None', PickTrayByPDFSize: true });
  if (!isDictionary(existing)) document._root.data.ViewerPreferences = preferences;
}

function isDictionary(value: unknown): value is { data: Record<string, unknown> } {
  return typeof value === 'object' && value !== null && 'data' in value;
}

function joined(chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
