import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as pdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Finding } from '../../print/findings';
import { type Raster, VERIFICATION_DPI, verifyCodes } from '../../print/verify-codes';
import type { VerificationJob, VerificationRequest, VerificationResponse } from './verification-protocol';

// Verifies a finished PDF independently: PDF.js renders it and ZXing reads its codes; neither was used to make it.

declare const self: DedicatedWorkerGlobalScope & { pdfjsWorker?: unknown };

// PDF.js looks for its worker module here before it starts a worker; this thread already is one.
self.pdfjsWorker = pdfWorker;

prepareZXingModule({
  overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? '/proof/zxing_reader.wasm' : path) },
});

type Canvas = { canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null };

/** Canvas factory for PDF.js where there is no DOM. */
class OffscreenCanvases {
  create(width: number, height: number): Canvas {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
  }
  reset(entry: Canvas, width: number, height: number) {
    if (entry.canvas !== null) Object.assign(entry.canvas, { width, height });
  }
  destroy(entry: Canvas) {
    Object.assign(entry, { canvas: null, context: null });
  }
}

/** Filter factory for PDF.js that does nothing: our pages use no filters. */
class NoFilters {
  addFilter = () => 'none';
  addHCMFilter = () => 'none';
  addAlphaFilter = () => 'none';
  addLuminosityFilter = () => 'none';
  addKnockoutFilter = () => 'none';
  addHighlightHCMFilter = () => 'none';
  destroy = () => undefined;
}

async function openPdf(bytes: Uint8Array) {
  const task = getDocument({
    data: bytes,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: true,
    verbosity: VerbosityLevel.ERRORS,
    CanvasFactory: OffscreenCanvases,
    FilterFactory: NoFilters,
  });
  return task.promise;
}

async function raster(document: Awaited<ReturnType<typeof openPdf>>, pageNumber: number): Promise<Raster> {
  const page = await document.getPage(pageNumber);
  const viewport = page.getViewport({ scale: VERIFICATION_DPI / 72 });
  const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)];
  const { canvas, context } = new OffscreenCanvases().create(width, height);
  if (canvas === null || context === null) throw new Error('print.proof_no_canvas');
  // The types of PDF.js accept DOM canvases only, but it renders to any 2D context.
  const target = { canvas, canvasContext: context } as unknown as Parameters<typeof page.render>[0];
  await page.render({ ...target, viewport, intent: 'print' }).promise;
  return context.getImageData(0, 0, width, height);
}

async function decode({ data, width, height }: Raster): Promise<string[]> {
  const picture = new ImageData(new Uint8ClampedArray(data), width, height);
  const results = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true });
  return results.filter(({ isValid }) => isValid).map(({ text }) => text);
}

async function verify({ bytes, codes }: VerificationJob): Promise<Finding[]> {
  const document = await openPdf(bytes);
  try {
    for (const { page, pageWidthMm, codes: expected } of codes) {
      const findings = await verifyCodes(expected, await raster(document, page), pageWidthMm, decode);
      if (findings.length > 0) return findings;
    }
    return [];
  } finally {
    void document.destroy();
  }
}

self.onmessage = async ({ data: { id, job } }: MessageEvent<VerificationRequest>) => {
  const reply = (response: VerificationResponse) => self.postMessage(response);
  try {
    reply({ id, ok: true, result: await verify(job) });
  } catch (error) {
    reply({ id, ok: false, message: error instanceof Error ? error.message : String(error) });
  }
};
