// A command the checks of a PDF need (qpdf, gs): the system's, or Debian's when we may install it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PACKAGES = { qpdf: 'qpdf', gs: 'ghostscript' };

const works = (name) => spawnSync(name, ['--version']).status === 0;

/** Is the command there, installed if need be? False only where it cannot be had. */
export function findTool(name) {
  if (works(name)) return true;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', PACKAGES[name]], { env });
  return works(name);
}
