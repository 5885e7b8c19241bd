// Finds a command that some checks need: the system's, or Debian's if this process may install it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The Debian package of each command, and the argument that prints its version. */
const TOOLS = {
  qpdf: ['qpdf', '--version'],
  gs: ['ghostscript', '--version'],
  nginx: ['nginx', '-v'],
  caddy: ['caddy', 'version'],
  openssl: ['openssl', 'version'],
  'systemd-analyze': ['systemd', '--version'],
};

const isAvailable = (name) => spawnSync(name, [TOOLS[name][1]]).status === 0;

/** Returns whether the command is available, after installing it if needed and possible. */
export function findTool(name) {
  if (isAvailable(name)) return true;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', TOOLS[name][0]], { env });
  return isAvailable(name);
}
