import { isBuilt, markBuilt } from './build/build-stamp.mjs';

/** Builds the app and the server unless the build is of the sources as they are. Needs the dependencies. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  console.log('Building…');
  const { build } = await import('./build.mjs');
  if (!(await build())) {
    console.error('The build failed: see above.');
    process.exit(1);
  }
  markBuilt();
}
