// Checks that each production dependency has a recorded reason and an accepted licence, and that the lockfile names no
// registry.
import { readFileSync } from 'node:fs';
import { ROOT } from '../run.mjs';

const LICENCES = new Set(
  'MIT ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD MPL-2.0 OFL-1.1 CC-BY-4.0 Unicode-3.0'.split(' '),
);
/** Packages accepted for a specific reason, given in docs/dependencies.md. */
const EXCEPTIONS = [
  /^png-js$/, // MIT in its LICENSE file, missing from its manifest
  /^@img\/sharp-/, // native code that Next may use on a server; never sent to a browser, and not used by this app
];

/**
 * Returns whether an SPDX expression without nested alternatives is accepted. "A OR B" needs one accepted licence; "A
 * AND B" needs both.
 */
const isAccepted = (expression = '') =>
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
    .map((name) => `docs/dependencies.md gives no reason for ${name}`);
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue;
    if (entry.resolved !== undefined) problems.push(`package-lock.json: ${path} names a registry (${entry.resolved})`);
    if (entry.version === undefined) problems.push(`package-lock.json: ${path} has no version`);
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!entry.dev && !isAccepted(entry.license) && !EXCEPTIONS.some((exception) => exception.test(name)))
      problems.push(`${path}: licence ${entry.license ?? 'missing'}`);
  }
  return problems;
}
