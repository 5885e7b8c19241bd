// The app's own modules for commands and benches: bundled as the browser gets them, then run by Node, whatever version
// of it is there to read types or not.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './run.mjs';

/** What the TypeScript file at `path`, from the project's root, exports. */
export async function loadTypescript(path) {
  const { build } = await import('esbuild');
  // Inside node_modules, so that what is not bundled is found from there.
  const folder = mkdtempSync(join(ROOT, 'node_modules/.poignee-'));
  const outfile = join(folder, 'module.mjs');
  try {
    await build({
      entryPoints: [ROOT + path],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      alias: { '@': ROOT.replace(/\/$/, '') },
      logLevel: 'error',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
