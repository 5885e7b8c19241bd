// Runs benchmarks, which print figures and have no pass or fail. `npm run bench -- usable` runs the files of
// tests/bench whose name contains "usable".
import { readdirSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT, run } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
const wanted = process.argv[2] ?? '';
const benches = readdirSync(`${ROOT}tests/bench`).filter((name) => name.endsWith('.mjs') && name.includes(wanted));
for (const name of benches) {
  console.log(`\n${name}`);
  const { status } = await run(process.execPath, [`tests/bench/${name}`]);
  if (status !== 0) process.exitCode = 1;
}
