// Independent code readers, each from an RGBA image {data, width, height} to its text, or null.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import jsQrModule from 'jsqr';
import decodeQr from 'qr/decode.js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const require = createRequire(import.meta.url);
prepareZXingModule({
  overrides: { wasmBinary: readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')).buffer },
});
const zbar = await import('@undecaf/zbar-wasm');
const jsQR = jsQrModule.default ?? jsQrModule;

export const DECODERS = {
  zxing: async (image) => {
    const [result] = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 });
    return result === undefined || result.error !== '' ? null : result.text;
  },
  jsQR: async ({ data, width, height }) => jsQR(data, width, height)?.data ?? null,
  zbar: async ({ data, width, height }) => {
    const rgba = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    const [result] = await zbar.scanRGBABuffer(rgba, width, height);
    return result?.decode() ?? null;
  },
};

/** With one more reader, the least robust of them. */
export const FOUR_DECODERS = {
  ...DECODERS,
  qr: async (image) => {
    try {
      return decodeQr(image);
    } catch {
      return null;
    }
  },
};
