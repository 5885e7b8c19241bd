// Checks that imports run one way (docs/architecture.md): app → components → lib/browser → domain; server → domain;
// lib/worker → domain. Browser, worker and server never import each other, and domain folders do not import React, Next, DOM
// or Node. Cycles are Biome's to find (noImportCycles in biome.json).
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, sep } from 'node:path';
import { ROOT } from '../run.mjs';

/** Each domain folder, and the other domain folders that it may import. */
const DOMAIN = {
  card: [],
  i18n: ['card'],
  vcard: ['card'],
  qr: ['card', 'vcard'],
  share: ['card', 'vcard', 'qr', 'i18n', 'exchange'],
  scan: ['card', 'vcard', 'i18n', 'exchange', 'share', 'print', 'book'],
  print: ['card', 'qr', 'i18n'],
  exchange: ['card', 'i18n'],
  book: ['card', 'vcard', 'i18n'],
  page: ['card', 'i18n', 'share', 'exchange', 'vcard', 'qr'],
};
/** Folders of lib/browser; '' is the folder itself. Each may import those before it. */
const BROWSER_ORDER = ['storage', 'platform', 'card', 'book', 'scan', 'print', 'exchange', 'copy', '', 'pages'];
const DOMAIN_PACKAGES = [
  'zod',
  'lean-qr',
  'pdfkit',
  'fontkit',
  'bidi-js',
  'color-name',
  'libphonenumber-js',
  'fflate',
  'hpke',
  '@scure/bip39',
  'papaparse',
];
const NODE_MODULES = new Set(builtinModules);

const IMPORT =
  /(?:^|[\s;{}(])(?:import|export)\s*(?:type\s*)?(?:[\w*{][^'"`;]*?from\s*)?['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g;

/** Returns every module that a source file imports, statically, dynamically or as a worker. */
export function importsOf(source) {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...withoutComments.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3]);
}

const layerOf = (path) => {
  const [top, folder] = path.split('/');
  if (top === 'components') return 'components';
  if (top === 'lib') return Object.hasOwn(DOMAIN, folder) ? 'domain' : folder;
  return top;
};

/** `lib/browser/card/card-store` is in `card`; a file of lib/browser itself is in ''. */
const browserFolder = (path) => {
  const [, , folder = '', ...rest] = path.split('/');
  return rest.length === 0 ? '' : folder;
};

/** The layers that each layer may import. */
const MAY = {
  app: ['app', 'components', 'browser', 'domain'],
  components: ['components', 'browser', 'domain'],
  browser: ['browser', 'domain'],
  worker: ['worker', 'domain'],
  server: ['server', 'domain'],
  domain: ['domain'],
};
/**
 * Returns an error message if `file` must not import `specifier`, else null. Paths are relative to the project's root.
 */
export function importProblem(file, specifier) {
  const from = layerOf(file);
  if (!specifier.startsWith('.') && !specifier.startsWith('@/')) return packageProblem(file, from, specifier);
  const target = specifier.startsWith('@/')
    ? specifier.slice(2)
    : normalize(join(dirname(file), specifier))
        .split(sep)
        .join('/');
  const to = layerOf(target);
  if (to === 'app' && from !== 'app') return `${file}: only app may import app (${specifier})`;
  if (!(MAY[from] ?? []).includes(to)) return `${file}: ${from} must not import ${to} (${specifier})`;
  if (from === 'components' && file.startsWith('components/ui/') && !target.startsWith('components/ui/'))
    return `${file}: components/ui must import only components/ui (${specifier})`;
  if (from === 'browser' && to === 'browser') {
    const [own, other] = [browserFolder(file), browserFolder(target)];
    if (BROWSER_ORDER.indexOf(other) > BROWSER_ORDER.indexOf(own))
      return `${file}: lib/browser/${own} must not import lib/browser/${other}`;
  }
  if (from === 'domain') {
    const [, own] = file.split('/');
    const [, other] = target.split('/');
    if (own !== other && !DOMAIN[own].includes(other)) return `${file}: lib/${own} must not import lib/${other}`;
  }
  return null;
}

function packageProblem(file, from, specifier) {
  const name = specifier.replace(/^node:/, '');
  const isNode = specifier.startsWith('node:') || NODE_MODULES.has(name);
  if (isNode && !['server', 'tests', 'scripts'].includes(from))
    return `${file}: ${from} must not import Node (${specifier})`;
  const packageName = specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : specifier.split('/')[0];
  if (from === 'domain' && !DOMAIN_PACKAGES.includes(packageName))
    return `${file}: the domain must not import ${packageName}`;
  if (['browser', 'worker', 'server'].includes(from) && /^(react|react-dom|next)$/.test(packageName))
    return `${file}: ${from} must not import ${packageName}`;
  return null;
}

function* sourcesUnder(path) {
  if (!existsSync(ROOT + path)) return;
  for (const name of readdirSync(ROOT + path)) {
    const child = `${path}/${name}`;
    if (statSync(ROOT + child).isDirectory()) yield* sourcesUnder(child);
    else if (/\.(ts|tsx)$/.test(name)) yield child;
  }
}

/** Returns one message per import that breaks the rules. */
export function checkImports() {
  return ['app', 'components', 'lib', 'server'].flatMap((top) =>
    [...sourcesUnder(top)].flatMap((file) =>
      importsOf(readFileSync(ROOT + file, 'utf8')).flatMap((specifier) => importProblem(file, specifier) ?? []),
    ),
  );
}
