// Reads a million damaged contact files: none may make the reader throw, alter a prototype, or lose a property between
// reading and writing. `npm run bench:fuzz -- 5000000 7` sets the number of files and the seed.
import { tsImport } from 'tsx/esm/api';

const [cases = 1_000_000, seed = 20261122] = process.argv.slice(2).map(Number);
const { fuzzVcards } = await tsImport('../support/vcard-fuzz.ts', import.meta.url);
const start = performance.now();
const report = fuzzVcards(cases, seed);
const seconds = (performance.now() - start) / 1000;
console.log(
  `${cases} files, ${report.cards} cards, seed ${seed}: ${report.failures.length} failures; slowest ` +
    `${report.slowestMs.toFixed(0)} ms; ${seconds.toFixed(0)} s in total`,
);
for (const failure of report.failures.slice(0, 20)) console.log(failure);
if (report.failures.length > 0) process.exitCode = 1;
