// Bundles the server as JavaScript for Node 20: `main.mjs` runs the process; `start.mjs` and `open.mjs` provide the
// same as modules.
import { rmSync } from 'node:fs';
import { ROOT } from '../run.mjs';

/** Packages with native code, and what drawing pictures needs. They are loaded from node_modules on first use. */
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
  // CommonJS packages load Node's modules with `require`.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
});

export async function bundleServer() {
  const { build } = await import('esbuild');
  const options = serverBundle();
  rmSync(options.outdir, { recursive: true, force: true });
  await build(options);
}
