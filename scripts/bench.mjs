// Figures, never pass or fail: each file of tests/bench prints its own. `npm run bench -- usable` runs those whose name
// has that word in it.
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
