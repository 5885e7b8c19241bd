// Brings a clone to the state the server needs: installed from the lockfile, then built from the sources as they are.
import { isBuilt, isInstalled, markBuilt, markInstalled } from './freshness.mjs';
import { run } from './run.mjs';

export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing the dependencies of package-lock.json…');
  const { status } = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (status !== 0) fail('The installation did not finish. Check the network, then run the same command again.');
  markInstalled();
}

export async function ensureBuilt() {
  if (isBuilt()) return;
  console.log('Building…');
  const { build } = await import('./build.mjs');
  if (!(await build())) fail('The build failed: see above.');
  markBuilt();
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
