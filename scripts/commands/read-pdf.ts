// Reads a PDF as pixels and as text with PDF.js, which is not the library that made it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const require = createRequire(import.meta.url);
const pdfjs = dirname(require.resolve('pdfjs-dist/package.json'));
const wasmPath = require.resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasmPath)).buffer } });

export type RasterPage = { data: Uint8ClampedArray; width: number; height: number; widthPt: number; heightPt: number };

async function open(bytes: Uint8Array) {
  const directory = (name: string) => `${pathToFileURL(`${pdfjs}/${name}`).href}/`.replace('file://', '');
  return getDocument({
    data: Uint8Array.from(bytes),
    standardFontDataUrl: directory('standard_fonts'),
    cMapUrl: directory('cmaps'),
    verbosity: 0,
  }).promise;
}

export async function pageCount(bytes: Uint8Array): Promise<number> {
  return (await open(bytes)).numPages;
}

type OpenDocument = Awaited<ReturnType<typeof open>>;

async function rasterisePage(document: OpenDocument, dpi: number, pageNumber: number): Promise<RasterPage> {
  const page = await document.getPage(pageNumber);
  const viewport = page.getViewport({ scale: dpi / 72 });
  const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)];
  const factory = document.canvasFactory as {
    create(width: number, height: number): { canvas: unknown; context: CanvasRenderingContext2D };
  };
  const { canvas, context } = factory.create(width, height);
  await page.render({ canvas: canvas as HTMLCanvasElement, canvasContext: context, viewport }).promise;
  const { data } = context.getImageData(0, 0, width, height);
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = page.view;
  page.cleanup();
  return { data, width, height, widthPt: x1 - x0, heightPt: y1 - y0 };
}

/** Renders a page at `dpi`. The result includes the page's size in points. */
export const rasterise = async (bytes: Uint8Array, dpi: number, pageNumber = 1): Promise<RasterPage> =>
  rasterisePage(await open(bytes), dpi, pageNumber);

/** Opens a document once, to render many of its pages. */
export async function openRaster(bytes: Uint8Array) {
  const document = await open(bytes);
  return {
    rasterise: (dpi: number, pageNumber: number) => rasterisePage(document, dpi, pageNumber),
    close: () => document.destroy(),
  };
}

/** Returns the text runs of a page, in drawing order. */
export async function textOf(bytes: Uint8Array, pageNumber = 1): Promise<string[]> {
  const page = await (await open(bytes)).getPage(pageNumber);
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).filter((text) => text.trim() !== '');
}

/** Reads every QR code in a raster with ZXing. Returns their texts. */
export async function readCodes({ data, width, height }: { data: Uint8ClampedArray; width: number; height: number }) {
  const picture = { data, width, height, colorSpace: 'srgb' } as ImageData;
  const results = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 40 });
  return results.filter(({ isValid }) => isValid).map(({ text }) => text);
}
