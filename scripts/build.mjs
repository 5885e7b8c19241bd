// npm run build: the production build in `dist/`.
import { pathToFileURL } from 'node:url';
import { markBuilt } from './build/build-stamp.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

/** Builds the app and the server. Needs the dependencies. Returns false if a step failed. */
export async function build() {
  const { register } = await import('tsx/esm/api');
  register();
  const { buildSite } = await import('./build/build-site.mjs');
  return buildSite();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalled();
  if (!(await build())) process.exit(1);
  markBuilt();
}
