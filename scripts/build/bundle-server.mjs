// The server as JavaScript that Node 20 runs: `main.mjs` is the process; `start.mjs` and `open.mjs` are the same as modules.
import { rmSync } from 'node:fs';
import { ROOT } from '../run.mjs';

/** Native code, and what a picture needs: loaded from node_modules when it is first used. */
const EXTERNAL = ['libsql', 'pg', 'sharp', 'fontkit'];

export const serverBundle = (outdir = `${ROOT}dist/server`) => ({
  entryPoints: {
    main: `${ROOT}server/main.ts`,
    start: `${ROOT}server/start-server.ts`,
    open: `${ROOT}server/open-server.ts`,
  },
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: EXTERNAL,
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: { 'brotli/decompress.js': `${ROOT}lib/print/no-woff2.ts` },
  tsconfig: `${ROOT}tsconfig.server.json`,
  // Packages written for CommonJS ask for Node's modules by `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});

export async function bundleServer() {
  const { build } = await import('esbuild');
  const options = serverBundle();
  rmSync(options.outdir, { recursive: true, force: true });
  await build(options);
}
