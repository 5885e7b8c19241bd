// Makes the production build in `dist/`. `app/`: fonts and workers, the pages, then the service worker, which lists
// both; finally the response headers as data, and compressed copies of the files. `server/`: the server that reads that
// data.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { buildBundles } from './build/build-bundles.mjs';
import { buildFonts } from './build/build-fonts.mjs';
import { bundleServer } from './build/bundle-server.mjs';
import { describeSite } from './build/describe-site.mjs';
import { ROOT, runTool } from './run.mjs';

const APP = `${ROOT}dist/app`;

export async function build() {
  await buildFonts();
  await buildBundles();
  const pages = await runTool('next/dist/bin/next', ['build']);
  if (pages.status !== 0) return false;
  // Next's copies of the page that is also exported as `404.html`.
  for (const name of ['_not-found', '_not-found.html', '_not-found.txt'])
    rmSync(`${APP}/${name}`, { recursive: true, force: true });
  const { plainPages } = await tsImport('./build/plain-pages.ts', import.meta.url);
  for (const [file, html] of Object.entries(plainPages())) {
    mkdirSync(dirname(`${APP}/${file}`), { recursive: true });
    writeFileSync(`${APP}/${file}`, html);
  }
  const worker = await runTool('@serwist/cli/dist/bin.mjs', ['build', 'serwist.config.mjs']);
  if (worker.status !== 0) return false;
  await bundleServer();
  await describeSite(APP);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { ensureInstalled } = await import('./ensure-installed.mjs');
  const { markBuilt } = await import('./build/build-stamp.mjs');
  await ensureInstalled();
  if (!(await build())) process.exit(1);
  markBuilt();
}
