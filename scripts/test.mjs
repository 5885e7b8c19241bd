// Runs everything that must pass: static checks, unit and storage tests, byte budgets, then a real browser on the production
// build. Prints the duration of each stage and the ten slowest tests, and ends with one line: "N passed, N failed".
// `--long` (npm run test:long) adds the soaks.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT, run, runTool } from './run.mjs';

const isLong = process.argv.includes('--long');
// Without a terminal, the runners print plain lines.
const isTerminal = process.stdout.isTTY === true;
const soaks = isLong ? { POIGNEE_LONG: '1' } : {};
const output = isTerminal ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' };

const stages = [];
async function stage(name, work) {
  console.log(`\n— ${name}`);
  const startedMs = Date.now();
  const result = await work();
  stages.push(`${name}: ${Math.round((Date.now() - startedMs) / 1000)} s`);
  return result;
}

await stage('Installation', ensureInstalled);
// A browser may have to be installed: meanwhile, the other stages run.
const { findBrowser } = await import('./find-browser.mjs');
const browser = findBrowser();
await stage('Production build', ensureBuilt);

const reports = mkdtempSync(join(tmpdir(), 'poignee-tests-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const durations = [];
function add({ passed = 0, failed = 0, skipped = 0, tests = [] }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  durations.push(...tests);
}

console.log(
  existsSync(`${ROOT}../shared/vcard/oracle.json`)
    ? 'Found a shared corpus of contact files beside this clone; the tests use it too.'
    : 'No shared corpus beside this clone; the tests use their own cases only.',
);

await stage('Static checks', async () => {
  const checks = await run(process.execPath, ['scripts/check.mjs'], { capture: true });
  process.stdout.write(checks.output);
  add(countsIn(/Checks: (\d+) passed, (\d+) failed/, checks));
});

await stage('Unit and storage tests, byte budgets', async () => {
  const report = join(reports, 'unit.json');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = await runTool('vitest/vitest.mjs', ['run', ...reporters], { env: { ...output, ...soaks } });
  add(unitCounts(report, status));
});

await stage('Browser tests on the production build', async () => {
  const report = join(reports, 'e2e.json');
  const env = {
    ...output,
    PLAYWRIGHT_CHROMIUM_PATH: await browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    ...soaks,
  };
  const reporter = isTerminal ? 'line' : 'dot';
  const { status } = await runTool('@playwright/test/cli.js', ['test', `--reporter=${reporter},json`], { env });
  add(browserCounts(report, status));
});

console.log('\nTen slowest tests');
for (const { title, ms } of durations.toSorted((a, b) => b.ms - a.ms).slice(0, 10))
  console.log(`${(ms / 1000).toFixed(1).padStart(6)} s  ${title}`);
console.log(`\n${stages.join('\n')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed === 0 ? 0 : 1);

function countsIn(pattern, { output: text, status }) {
  const [, passed, failed] = pattern.exec(text) ?? [];
  return passed === undefined
    ? { failed: 1 }
    : atLeastOneFailure({ passed: Number(passed), failed: Number(failed) }, status);
}

/** Counts one failure for a runner that exits with an error but reports no failed test. */
function atLeastOneFailure(counts, status) {
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function unitCounts(report, status) {
  if (!existsSync(report)) return { failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({ title: fullName, ms: duration ?? 0 })),
  );
  return atLeastOneFailure({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, tests }, status);
}

function browserCounts(report, status) {
  if (!existsSync(report)) return { failed: 1 };
  const { stats, suites } = JSON.parse(readFileSync(report, 'utf8'));
  const { expected, unexpected, flaky, skipped } = stats;
  const tests = suites.flatMap(browserTests);
  return atLeastOneFailure({ passed: expected + flaky, failed: unexpected, skipped, tests }, status);
}

function browserTests({ specs = [], suites = [] }) {
  const own = specs.map(({ title, tests }) => ({
    title,
    ms: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
  }));
  return [...own, ...suites.flatMap(browserTests)];
}
