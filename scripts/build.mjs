// The production build: fonts, workers, then pages, then the service worker that has to list both.
import { cpSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { buildBundles } from './build-bundles.mjs';
import { buildFonts } from './build-fonts.mjs';
import { ROOT, runTool } from './run.mjs';
import { sealPages } from './seal-pages.mjs';

export async function build() {
  await buildFonts();
  await buildBundles();
  const pages = await runTool('next/dist/bin/next', ['build']);
  if (pages.status !== 0) return false;
  sealPages();
  const worker = await runTool('@serwist/cli/dist/bin.mjs', ['build', 'serwist.config.mjs']);
  if (worker.status !== 0) return false;
  assemble();
  return true;
}

/** What Next leaves out of the server that stands by itself: files, chunks, and the pages and headers as they were sealed. */
function assemble() {
  const standalone = `${ROOT}.next/standalone/`;
  cpSync(`${ROOT}public`, `${standalone}public`, { recursive: true });
  cpSync(`${ROOT}.next/static`, `${standalone}.next/static`, { recursive: true });
  cpSync(`${ROOT}.next/routes-manifest.json`, `${standalone}.next/routes-manifest.json`);
  cpSync(`${ROOT}.next/server/app`, `${standalone}.next/server/app`, { recursive: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { ensureInstalled } = await import('./prepare.mjs');
  const { markBuilt } = await import('./freshness.mjs');
  await ensureInstalled();
  if (!(await build())) process.exit(1);
  markBuilt();
}
