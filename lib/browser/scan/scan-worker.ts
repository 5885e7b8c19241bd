import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { findCard, straighten } from '../../scan/straighten';
import type { ScanJob, ScanRequest, ScanResponse } from './scan-protocol';

// Analyses pictures off the main thread: finds codes, finds the corners of a paper card and straightens it.

declare const self: DedicatedWorkerGlobalScope;

prepareZXingModule({
  overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? '/proof/zxing_reader.wasm' : path) },
});

async function codesIn({ picture, thorough }: Extract<ScanJob, { kind: 'codes' }>): Promise<string[]> {
  const image = new ImageData(new Uint8ClampedArray(picture.data), picture.width, picture.height);
  const results = await readBarcodes(image, {
    formats: ['QRCode', 'MicroQRCode', 'DataMatrix', 'Aztec', 'PDF417'],
    tryHarder: thorough,
    tryInvert: true,
    maxNumberOfSymbols: thorough ? 8 : 2,
  });
  return results.filter(({ isValid }) => isValid).map(({ text }) => text);
}

function runJob(job: ScanJob): unknown {
  switch (job.kind) {
    case 'codes':
      return codesIn(job);
    case 'corners':
      return findCard(job.picture);
    case 'straighten':
      return straighten(job.picture, job.corners, job.longSidePx);
  }
}

self.onmessage = async ({ data: { id, job } }: MessageEvent<ScanRequest>) => {
  const reply = (response: ScanResponse) => self.postMessage(response);
  try {
    reply({ id, ok: true, result: await runJob(job) });
  } catch (error) {
    reply({ id, ok: false, message: error instanceof Error ? error.message : String(error) });
  }
};
