import { isBuilt, markBuilt } from './build/build-stamp.mjs';

/** Builds the app and the server unless the build matches the current sources. Requires the dependencies. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  console.log('Building…');
  const { build } = await import('./build.mjs');
  if (!(await build())) {
    console.error('The build failed; see the errors above.');
    process.exit(1);
  }
  markBuilt();
}
