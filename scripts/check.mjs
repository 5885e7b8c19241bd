// Runs the static checks: types, lint, import directions, messages, recorded dependencies, npm audit.
import { ensureInstalled } from './ensure-installed.mjs';
import { run, runTool } from './run.mjs';

await ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { checkImports } = await import('./check/imports.mjs');
const { checkMessages } = await import('./check/messages.mjs');
const { checkDependencyRecords } = await import('./check/dependencies.mjs');

const tsc = (project) => () => runTool('typescript/bin/tsc', ['-p', project], { capture: true });
const runCheck = (check) => async () => {
  const problems = await check();
  return { status: problems.length === 0 ? 0 : 1, output: problems.join('\n') };
};

const CHECKS = [
  ['route types', () => runTool('next/dist/bin/next', ['typegen'], { capture: true })],
  ['types: app and browser', tsc('tsconfig.json')],
  ['types: domain, without DOM or Node', tsc('tsconfig.domain.json')],
  ['types: workers', tsc('tsconfig.worker.json')],
  ['types: server, without DOM', tsc('tsconfig.server.json')],
  [
    'lint and format',
    () => runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'], { capture: true }),
  ],
  ['import directions', runCheck(checkImports)],
  ['messages', runCheck(checkMessages)],
  ['unused files, exports and dependencies', () => runTool('knip/bin/knip.js', ['--no-progress'], { capture: true })],
  ['dependencies recorded', runCheck(checkDependencyRecords)],
];

let failed = 0;
for (const [name, check] of CHECKS) {
  const { status, output } = await check();
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'}  ${name}`);
  if (status !== 0) {
    failed += 1;
    console.log(output.trimEnd());
  }
}
const audit = await auditResult();
console.log(`${audit.bad ? 'FAIL' : 'ok  '}  npm audit: ${audit.says}`);
if (audit.bad) failed += 1;
console.log(`Checks: ${CHECKS.length + 1 - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Returns the result of npm audit. No response from the registry is reported as such, not as a pass. */
async function auditResult() {
  const { output } = await run('npm', ['audit', '--omit=dev', '--json', '--audit-level=high'], { capture: true });
  const json = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1);
  try {
    const vulnerabilities = JSON.parse(json).metadata?.vulnerabilities;
    if (vulnerabilities === undefined) return { bad: false, says: 'not available: no response from the registry' };
    const seriousCount = (vulnerabilities.high ?? 0) + (vulnerabilities.critical ?? 0);
    return {
      bad: seriousCount > 0,
      says: `${vulnerabilities.total ?? 0} advisories in production dependencies, ${seriousCount} high or critical`,
    };
  } catch {
    return { bad: false, says: 'not available: no response from the registry' };
  }
}
