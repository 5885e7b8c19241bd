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

/**
 * Reads the codes in a photo or a screenshot, at several sizes in turn: a small code in a large photo needs a larger
 * raster, a large code out of focus a smaller one.
 */
export async function codesInPicture(image: HTMLImageElement): Promise<string[]> {
  for (const longSide of [1600, 3200, 800]) {
    const picture = rasterOf(image, image.naturalWidth, image.naturalHeight, longSide);
    if (picture === null) return [];
    const found = (await runJob(
      { kind: 'codes', picture, thorough: true } satisfies ScanJob,
      transferOf(picture),
    )) as string[];
    if (found.length > 0) return found;
  }
  return [];
}

export const cornersOf = (picture: Raster) =>
  runJob({ kind: 'corners', picture } satisfies ScanJob) as Promise<Corners | null>;
export const straightened = (picture: Raster, corners: Corners, longSidePx: number) =>
  runJob({ kind: 'straighten', picture, corners, longSidePx } satisfies ScanJob) as Promise<Raster>;

/** Returns the pixels of a picture, scaled so that its longer side is at most `longSidePx`. */
export function rasterOf(source: CanvasImageSource, width: number, height: number, longSidePx: number): Raster | null {
  const scale = Math.min(1, longSidePx / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
