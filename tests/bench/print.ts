// The functions tests/bench/print.mjs runs: our sheet, and the same primitives drawn by pdfkit alone, at the same
// places.
import { Buffer } from 'node:buffer';
import PDFDocument from 'pdfkit';
import type { FontSet } from '@/lib/print/fonts';
import { FEATURES } from '@/lib/print/fonts';
import type { Page } from '@/lib/print/impose';
import { inkRgb } from '@/lib/print/inks';
import { prepare } from '@/lib/print/prepare';
import { mmToPt } from '@/lib/print/units';
import { darkRuns } from '@/lib/qr/svg-path';
import { cardOf, ELODIE } from '../support/cards';
import { meansOf, ORDER, pdfOf } from '../support/print';

/** The part of pdfkit that only this comparison uses. */
type PdfkitText = {
  fontSize(pt: number): void;
  font(name: string): { text(text: string, x: number, y: number, options: Record<string, unknown>): void };
};

const printResources = meansOf(ELODIE);

export const prepareSheet = (): Page[] => prepare({ ...ORDER, cards: [cardOf(ELODIE)] }, printResources).pages;
export const renderSheet = (pages: readonly Page[]) => pdfOf(pages);
export const fonts: FontSet = printResources.fonts;

/** Draws the pages with pdfkit alone: its `text` for each text segment, its `rect` for each run of dark modules. */
export function renderRaw(pages: readonly Page[]): Promise<Uint8Array> {
  const document = new PDFDocument({
    autoFirstPage: false,
    font: '',
    pdfVersion: '1.7',
    lang: 'fr-CA',
    displayTitle: true,
    info: { Title: 'Carte' },
  });
  const chunks: Uint8Array[] = [];
  const pdfBytes = new Promise<Uint8Array>((resolve, reject) => {
    document.on('data', (chunk) => chunks.push(Uint8Array.from(chunk)));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  for (const [face, file] of Object.entries(fonts.bytes) as [string, Uint8Array][]) document.registerFont(face, file);
  for (const page of pages) {
    document.addPage({ size: [mmToPt(page.mediaBox.widthMm), mmToPt(page.mediaBox.heightMm)], margin: 0 });
    for (const { scene, box } of page.placed) {
      document.save().translate(mmToPt(box.xMm), mmToPt(box.yMm));
      for (const item of scene.items) {
        if (item.kind === 'text') {
          document.fillColor([...inkRgb(item.ink, scene)]);
          const writer = document as unknown as PdfkitText;
          writer.fontSize(item.fontSizePt);
          for (const { face, text, xMm, widthMm } of item.segments)
            writer.font(face).text(text, mmToPt(item.xMm + xMm), mmToPt(item.baselineMm), {
              lineBreak: false,
              baseline: 'alphabetic',
              features: FEATURES,
              textWidth: mmToPt(widthMm),
              wordCount: 1,
            });
        }
        if (item.kind === 'symbol') {
          const module = mmToPt(item.moduleMm);
          document.fillColor([0, 0, 0]);
          for (const { x, y, length } of darkRuns(item))
            document.rect(mmToPt(item.xMm) + x * module, mmToPt(item.yMm) + y * module, length * module, module);
          document.fill();
        }
      }
      document.restore();
    }
  }
  document.end();
  return pdfBytes;
}
