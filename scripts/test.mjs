// Runs all checks and tests: static checks, unit and storage tests, byte budgets, then a real browser on the production
// build. Ends with one line, "N passed, N failed".
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT, run, runTool } from './run.mjs';

await ensureInstalled();
await ensureBuilt();

const reports = mkdtempSync(join(tmpdir(), 'poignee-tests-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const addCounts = ({ passed = 0, failed = 0, skipped = 0 }) => {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
};

console.log(
  existsSync(`${ROOT}../shared/vcard/oracle.json`)
    ? 'Found a shared corpus of contact files beside this clone; the tests use it too.'
    : 'No shared corpus beside this clone; the tests use their own cases only.',
);

console.log('\n— Checks');
const checks = await run(process.execPath, ['scripts/check.mjs'], { capture: true });
process.stdout.write(checks.output);
addCounts(countsIn(/Checks: (\d+) passed, (\d+) failed/, checks));

console.log('\n— Unit, storage and budgets');
const unitReport = join(reports, 'unit.json');
const unit = await runTool('vitest/vitest.mjs', [
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${unitReport}`,
]);
addCounts(unitCounts(unitReport, unit.status));

console.log('\n— In a browser, on the production build');
const { findBrowser } = await import('./find-browser.mjs');
const browser = await findBrowser();
const e2eReport = join(reports, 'e2e.json');
const e2e = await runTool('@playwright/test/cli.js', ['test', '--reporter=line,json'], {
  env: { PLAYWRIGHT_CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
});
addCounts(e2eCounts(e2eReport, e2e.status));

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed === 0 ? 0 : 1);

function countsIn(pattern, { output, status }) {
  const [, passed, failed] = pattern.exec(output) ?? [];
  return passed === undefined
    ? { failed: 1 }
    : atLeastOneFailure({ passed: Number(passed), failed: Number(failed) }, status);
}

/** Counts a failure if the runner exits with an error without reporting a failed test. */
function atLeastOneFailure(counts, status) {
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function unitCounts(report, status) {
  if (!existsSync(report)) return { failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  return atLeastOneFailure({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }, status);
}

function e2eCounts(report, status) {
  if (!existsSync(report)) return { failed: 1 };
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(report, 'utf8')).stats;
  return atLeastOneFailure({ passed: expected + flaky, failed: unexpected, skipped }, status);
}
