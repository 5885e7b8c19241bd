// Checks that imports run one way (docs/architecture.md): app → components → lib/browser → domain; server → domain;
// lib/worker → domain. Browser, worker and server never import each other. Domain folders do not import React, Next,
// DOM or Node.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { ROOT } from '../run.mjs';

const DOMAIN = ['card', 'vcard', 'qr', 'share', 'print', 'exchange', 'book', 'i18n', 'page'];
/** The other domain folders that each domain folder may import. */
const DOMAIN_MAY = {
  card: [],
  i18n: ['card'],
  vcard: ['card'],
  qr: ['card', 'vcard'],
  share: ['card', 'vcard', 'qr', 'i18n', 'exchange'],
  print: ['card', 'qr', 'i18n'],
  exchange: ['card', 'i18n'],
  book: ['card', 'vcard', 'i18n'],
  page: ['card', 'i18n', 'share', 'exchange', 'vcard', 'qr'],
};
const DOMAIN_PACKAGES = [
  'zod',
  'lean-qr',
  'pdfkit',
  'fontkit',
  'bidi-js',
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
  if (top === 'lib') return DOMAIN.includes(folder) ? 'domain' : folder;
  return top;
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
  if (from === 'domain') {
    const [, own] = file.split('/');
    const [, other] = target.split('/');
    if (own !== other && !(DOMAIN_MAY[own] ?? []).includes(other))
      return `${file}: lib/${own} must not import lib/${other}`;
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

/** Returns one message per import cycle. */
export function cyclesIn(graph) {
  const problems = [];
  const done = new Set();
  const visit = (file, trail) => {
    const at = trail.indexOf(file);
    if (at >= 0) {
      problems.push(`import cycle: ${[...trail.slice(at), file].join(' → ')}`);
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return [...new Set(problems)];
}

/** Returns the imports that remain at run time; type imports may form cycles. */
const runtimeImportsOf = (source) =>
  importsOf(source.replace(/(?:import|export)\s+type\s[^;]*?from\s*['"][^'"]+['"]/g, ''));

function resolveFile(file, specifier) {
  if (!specifier.startsWith('.') && !specifier.startsWith('@/')) return null;
  const base = specifier.startsWith('@/')
    ? specifier.slice(2)
    : relative('.', join(dirname(file), specifier))
        .split(sep)
        .join('/');
  return (
    ['', '.ts', '.tsx']
      .map((extension) => base + extension)
      .find((path) => existsSync(ROOT + path) && statSync(ROOT + path).isFile()) ?? null
  );
}

export function checkImports() {
  const graph = new Map();
  const problems = [];
  for (const top of ['app', 'components', 'lib', 'server']) {
    for (const file of sourcesUnder(top)) {
      const source = readFileSync(ROOT + file, 'utf8');
      for (const specifier of importsOf(source)) {
        const problem = importProblem(file, specifier);
        if (problem !== null) problems.push(problem);
      }
      graph.set(
        file,
        runtimeImportsOf(source)
          .map((specifier) => resolveFile(file, specifier))
          .filter((path) => path !== null),
      );
    }
  }
  return [...problems, ...cyclesIn(graph)];
}
