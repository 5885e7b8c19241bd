// Every production dependency has its reason on record, a licence we take, and the lockfile names no particular registry.
import { readFileSync } from 'node:fs';
import { ROOT } from '../run.mjs';

const LICENCES = new Set(
  'MIT ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD MPL-2.0 OFL-1.1 CC-BY-4.0 Unicode-3.0'.split(' '),
);
/** Packages whose licence is taken for a reason of its own; docs/dependencies.md tells each. */
const EXCEPTIONS = [
  /^png-js$/, // MIT in its LICENSE file, not said in its manifest
  /^@img\/sharp-/, // native code that Next may use on a server; never sent to a browser, and not used by this app
];

/** Is an SPDX expression, without nested alternatives, one we take? Of "A OR B" either will do; of "A AND B", both. */
const isTaken = (expression = '') =>
  expression
    .replace(/[()]/g, '')
    .split(' AND ')
    .every((part) => part.split(' OR ').some((name) => LICENCES.has(name)));

export function checkDependencyRecords() {
  const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
  const record = readFileSync(`${ROOT}docs/dependencies.md`, 'utf8');
  const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8'));
  const problems = Object.keys(manifest.dependencies)
    .filter((name) => !record.includes(`\`${name}\``))
    .map((name) => `docs/dependencies.md does not say why we have ${name}`);
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue;
    if (entry.resolved !== undefined) problems.push(`package-lock.json: ${path} names a registry (${entry.resolved})`);
    if (entry.version === undefined) problems.push(`package-lock.json: ${path} has no version`);
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!entry.dev && !isTaken(entry.license) && !EXCEPTIONS.some((exception) => exception.test(name)))
      problems.push(`${path}: licence ${entry.license ?? 'not said'}`);
  }
  return problems;
}
