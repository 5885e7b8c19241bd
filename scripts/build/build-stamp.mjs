// Records whether the installation and the build match the current files. Compares contents, not dates, because a
// checkout or a branch switch changes dates.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { ROOT } from '../run.mjs';

const SOURCES = [
  'app',
  'components',
  'lib',
  'server',
  'public',
  'scripts/build.mjs',
  'scripts/build',
  'package-lock.json',
  'next.config.js',
  'postcss.config.mjs',
  'serwist.config.mjs',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.worker.json',
  'tsconfig.server.json',
];
/** Folders that the build writes inside source folders. */
const GENERATED = new Set([
  'public/fonts',
  'public/print',
  'public/proof',
  'public/open',
  'public/reply',
  'public/show',
  'public/import',
  'public/book',
  'public/scan',
  'public/ocr',
]);

const INSTALL_STAMP = `${ROOT}node_modules/.installed-lockfile`;
const BUILD_STAMP = `${ROOT}dist/.built-sources`;

function* filesUnder(path) {
  if (GENERATED.has(path) || !existsSync(ROOT + path)) return;
  if (!statSync(ROOT + path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(ROOT + path).sort()) yield* filesUnder(`${path}/${name}`);
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of filesUnder(path))
      hash
        .update(`${file}\0`)
        .update(readFileSync(ROOT + file))
        .update('\0');
  return hash.digest('hex');
}

const readStamp = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const installDigest = () => `${digest(['package-lock.json'])} ${process.platform} ${process.arch}`;

export const isInstalled = () => readStamp(INSTALL_STAMP) === installDigest();
export const markInstalled = () => writeFileSync(INSTALL_STAMP, installDigest());
export const isBuilt = () => existsSync(`${ROOT}dist/site.json`) && readStamp(BUILD_STAMP) === digest(SOURCES);
export const markBuilt = () => writeFileSync(BUILD_STAMP, digest(SOURCES));
