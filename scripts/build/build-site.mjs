// Makes the production build in `dist/`. `app/`: fonts and workers, the pages, then the service worker, which lists
// both; finally the response headers as data, and compressed copies of the files. `server/`: the server that reads that
// data.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ROOT, runTool } from '../run.mjs';
import { buildBundles } from './build-bundles.mjs';
import { buildFonts } from './build-fonts.mjs';
import { bundleServer } from './bundle-server.mjs';
import { describeSite } from './describe-site.mjs';
import { plainPages } from './plain-pages.ts';

const APP = `${ROOT}dist/app`;

/** Returns false if a step failed; it has printed why. */
export async function buildSite() {
  await buildFonts();
  await buildBundles();
  const pages = await runTool('next/dist/bin/next', ['build']);
  if (pages.status !== 0) return false;
  // Next's copies of the page that is also exported as `404.html`.
  for (const name of ['_not-found', '_not-found.html', '_not-found.txt'])
    rmSync(`${APP}/${name}`, { recursive: true, force: true });
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
