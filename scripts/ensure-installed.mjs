import { isInstalled, markInstalled } from './build/build-stamp.mjs';
import { run } from './run.mjs';

/** Installs the dependencies of the lockfile, unless they are already installed. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing the dependencies listed in package-lock.json…');
  const { status } = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (status !== 0) {
    console.error('The installation failed. Check the network connection, then run the command again.');
    process.exit(1);
  }
  markInstalled();
}
