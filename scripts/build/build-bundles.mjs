// Bundles into public/ what the browser loads besides Next's chunks: the workers and the scripts of the pages without a
// framework. Workers are bundled here because Turbopack passes a worker's parameters in the fragment of its URL, and
// the fragment is lost when a service worker responds from its cache: offline, nothing was drawn.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { ROOT } from '../run.mjs';

const BUNDLES = [
  { folder: 'print', entryPoints: { worker: 'lib/browser/print/print-worker.ts' }, tsconfig: 'tsconfig.worker.json' },
  {
    folder: 'proof',
    entryPoints: { worker: 'lib/browser/print/verification-worker.ts' },
    tsconfig: 'tsconfig.worker.json',
    // The decoder that matches the bundled version.
    files: { 'zxing_reader.wasm': 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm' },
  },
  {
    folder: 'import',
    entryPoints: { worker: 'lib/browser/card/contact-file-worker.ts' },
    tsconfig: 'tsconfig.worker.json',
  },
  { folder: 'book', entryPoints: { worker: 'lib/browser/book/book-worker.ts' }, tsconfig: 'tsconfig.worker.json' },
  { folder: 'scan', entryPoints: { worker: 'lib/browser/scan/scan-worker.ts' }, tsconfig: 'tsconfig.worker.json' },
  {
    // Tesseract as published: its worker, its engines, and the French and English data.
    folder: 'ocr/v7',
    entryPoints: {},
    tsconfig: 'tsconfig.worker.json',
    files: {
      'worker.min.js': 'node_modules/tesseract.js/dist/worker.min.js',
      'tesseract-core-lstm.wasm.js': 'node_modules/tesseract.js-core/tesseract-core-lstm.wasm.js',
      'tesseract-core-simd-lstm.wasm.js': 'node_modules/tesseract.js-core/tesseract-core-simd-lstm.wasm.js',
      'tesseract-core-relaxedsimd-lstm.wasm.js':
        'node_modules/tesseract.js-core/tesseract-core-relaxedsimd-lstm.wasm.js',
      'fra.traineddata.gz': 'node_modules/@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz',
      'eng.traineddata.gz': 'node_modules/@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz',
    },
  },
  { folder: 'open', entryPoints: { page: 'lib/browser/pages/link-page.ts' }, tsconfig: 'tsconfig.json' },
  { folder: 'show', entryPoints: { page: 'lib/browser/pages/show-page.ts' }, tsconfig: 'tsconfig.json' },
  {
    folder: 'reply',
    entryPoints: { page: 'lib/browser/pages/reply-page.ts' },
    tsconfig: 'tsconfig.json',
    // The form's script has a byte budget, and contains the name.
    chunkNames: '[hash]',
  },
];

export async function buildBundles() {
  const { build } = await import('esbuild');
  for (const { folder, entryPoints, tsconfig, files = {}, chunkNames = '[name]-[hash]' } of BUNDLES) {
    const outdir = `${ROOT}public/${folder}`;
    rmSync(outdir, { recursive: true, force: true });
    mkdirSync(outdir, { recursive: true });
    for (const [name, path] of Object.entries(files)) copyFileSync(ROOT + path, `${outdir}/${name}`);
    if (Object.keys(entryPoints).length === 0) continue;
    await build({
      entryPoints: Object.fromEntries(Object.entries(entryPoints).map(([name, path]) => [name, ROOT + path])),
      outdir,
      chunkNames,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'browser',
      target: ['es2022', 'safari16.4'],
      minify: true,
      legalComments: 'none',
      logLevel: 'warning',
      define: { 'process.env.NODE_ENV': '"production"' },
      alias: { 'brotli/decompress.js': `${ROOT}lib/print/no-woff2.ts` },
      tsconfig: ROOT + tsconfig,
    });
  }
}
