// The print engine as a worker of its own, in public/print. Turbopack starts a worker through parameters in the
// fragment of its address, which is lost when a service worker answers from its cache: offline, nothing was drawn.
import { mkdirSync, rmSync } from 'node:fs';
import { ROOT } from './run.mjs';

export async function buildPrintWorker() {
  const { build } = await import('esbuild');
  rmSync(`${ROOT}public/print`, { recursive: true, force: true });
  mkdirSync(`${ROOT}public/print`, { recursive: true });
  await build({
    entryPoints: { worker: `${ROOT}lib/browser/print-worker.ts` },
    outdir: `${ROOT}public/print`,
    chunkNames: '[name]-[hash]',
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
    tsconfig: `${ROOT}tsconfig.worker.json`,
  });
}
