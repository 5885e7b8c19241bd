import type { Corners, Raster } from '../../scan/straighten';
import { workerClient } from '../platform/worker-client';
import type { ScanJob } from './scan-protocol';

/** Built from scan-worker.ts by scripts/build/build-bundles.mjs. */
const runJob = workerClient('/scan/worker.js', 'scan.failed');
const transferOf = (picture: Raster) => [picture.data.buffer as ArrayBuffer];

type Detector = { detect: (source: ImageBitmapSource) => Promise<{ rawValue: string }[]> };
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats: () => Promise<string[]> };

let detectorPromise: Promise<Detector | null> | null = null;

/** Returns the browser's native barcode detector if it reads QR codes. */
function nativeDetector(): Promise<Detector | null> {
  detectorPromise ??= (async () => {
    const { BarcodeDetector } = window as { BarcodeDetector?: DetectorClass };
    if (BarcodeDetector === undefined) return null;
    try {
      const formats = await BarcodeDetector.getSupportedFormats();
      return formats.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null;
    } catch {
      return null;
    }
  })();
  return detectorPromise;
}

/** Reads the codes in the current video frame. Returns none until the video has a frame. */
export async function codesInVideo(video: HTMLVideoElement): Promise<string[]> {
  if (video.videoWidth === 0) return [];
  const detector = await nativeDetector();
  if (detector !== null) {
    const found = await detector.detect(video).catch(() => null);
    if (found !== null) return found.map(({ rawValue }) => rawValue).filter(Boolean);
  }
  const picture = rasterOf(video, video.videoWidth, video.videoHeight, 1280);
  return picture === null
    ? []
    : ((await runJob({ kind: 'codes', picture, thorough: false } satisfies ScanJob, transferOf(picture))) as string[]);
}

/** A picture without a size of its own, such as an SVG, is drawn at this one. */
const DEFAULT_SIDE_PX = 1024;

/**
 * Reads the distinct codes in a photo or a screenshot, at several sizes in turn: a small code in a large photo needs a
 * larger raster, a large code out of focus a smaller one. Transparent areas are white, then black; a margin of that
 * colour is the quiet zone of a code that has none.
 */
export async function codesInPicture(image: HTMLImageElement): Promise<string[]> {
  const [width, height] = [image.naturalWidth || DEFAULT_SIDE_PX, image.naturalHeight || DEFAULT_SIDE_PX];
  for (const background of ['#fff', '#000'])
    for (const longSide of [1600, 3200, 800]) {
      const picture = rasterOf(image, width, height, longSide, background);
      if (picture === null) return [];
      const found = (await runJob(
        { kind: 'codes', picture, thorough: true } satisfies ScanJob,
        transferOf(picture),
      )) as string[];
      if (found.length > 0) return [...new Set(found)];
    }
  return [];
}

export const cornersOf = (picture: Raster) =>
  runJob({ kind: 'corners', picture } satisfies ScanJob) as Promise<Corners | null>;
export const straightened = (picture: Raster, corners: Corners, longSidePx: number) =>
  runJob({ kind: 'straighten', picture, corners, longSidePx } satisfies ScanJob) as Promise<Raster>;

/** The quiet zone that ISO/IEC 18004 asks for is four modules of at most 177: a tenth of the picture is more. */
const MARGIN_SHARE = 0.1;

/**
 * Returns the pixels of a picture, scaled so that its longer side is at most `longSidePx`. With a `background`, the
 * picture is drawn on it, inside a margin.
 */
export function rasterOf(
  source: CanvasImageSource,
  width: number,
  height: number,
  longSidePx: number,
  background?: string,
): Raster | null {
  const scale = Math.min(1, longSidePx / Math.max(width, height));
  const [drawnWidth, drawnHeight] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const margin = background === undefined ? 0 : Math.round(Math.max(drawnWidth, drawnHeight) * MARGIN_SHARE);
  const canvas = document.createElement('canvas');
  canvas.width = drawnWidth + 2 * margin;
  canvas.height = drawnHeight + 2 * margin;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  if (background !== undefined) {
    context.fillStyle = background;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.drawImage(source, margin, margin, drawnWidth, drawnHeight);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
