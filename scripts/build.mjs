// The production build: fonts, workers, then pages, then the service worker that has to list both.
import { pathToFileURL } from 'node:url';
import { buildBundles } from './build-bundles.mjs';
import { buildFonts } from './build-fonts.mjs';
import { runTool } from './run.mjs';
import { sealPages } from './seal-pages.mjs';

export async function build() {
  await buildFonts();
  await buildBundles();
  const pages = await runTool('next/dist/bin/next', ['build']);
  if (pages.status !== 0) return false;
  sealPages();
  const worker = await runTool('@serwist/cli/dist/bin.mjs', ['build', 'serwist.config.mjs']);
  return worker.status === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { ensureInstalled } = await import('./prepare.mjs');
  const { markBuilt } = await import('./freshness.mjs');
  await ensureInstalled();
  if (!(await build())) process.exit(1);
  markBuilt();
}
