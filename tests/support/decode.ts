import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import type { QrSymbol } from '@/lib/qr/symbol';

const wasmPath = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(wasmPath)).buffer } });

/** Returns every valid QR code that an independent decoder (ZXing) finds in a picture file or in pixels. */
export async function decodeCodes(picture: Uint8Array | ImageData): Promise<ReadResult[]> {
  const input = picture instanceof Uint8Array ? new Blob([Uint8Array.from(picture)]) : picture;
  const results = await readBarcodes(input, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 20 });
  return results.filter((result) => result.isValid);
}

/** Draws a symbol at four pixels per module with its quiet zone, and decodes it. Throws if it cannot be read. */
export async function decodeSymbol(symbol: QrSymbol): Promise<ReadResult> {
  const scale = 4;
  const width = (symbol.size + 8) * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < symbol.size * scale; y += 1)
    for (let x = 0; x < symbol.size * scale; x += 1)
      if (symbol.modules[Math.floor(y / scale) * symbol.size + Math.floor(x / scale)] === 1)
        data.fill(0, ((y + 4 * scale) * width + x + 4 * scale) * 4, ((y + 4 * scale) * width + x + 4 * scale) * 4 + 3);
  const [result] = await decodeCodes({ data, width, height: width, colorSpace: 'srgb' } as ImageData);
  if (result === undefined) throw new Error('the symbol could not be read back');
  return result;
}
