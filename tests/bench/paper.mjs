// Reads 200 photographs of cards typeset by our own engine, as the app does: share of the printed properties read
// exactly, by property, and time per card. `npm run bench -- paper`, followed by a number for another count.

import { tsImport } from 'tsx/esm/api';

const COUNT = Number(process.argv[2] ?? 200);
const { paperPhoto, readPaper, startRecogniser } = await tsImport('../support/paper-photos.ts', import.meta.url);
const startedAt = performance.now();
const worker = await startRecogniser();
const startMs = performance.now() - startedAt;
const tally = new Map();
const times = [];
let foundCount = 0;
for (let index = 0; index < COUNT; index += 1) {
  const reading = await readPaper(worker, await paperPhoto(index));
  times.push(reading.milliseconds);
  foundCount += reading.found ? 1 : 0;
  for (const property of [...reading.right, ...reading.wrong]) {
    const counts = tally.get(property) ?? { right: 0, all: 0 };
    counts.all += 1;
    counts.right += reading.right.includes(property) ? 1 : 0;
    tally.set(property, counts);
  }
}
await worker.terminate();
const sum = (key) => [...tally.values()].reduce((total, counts) => total + counts[key], 0);
const percent = ({ right, all }) => `${((right / all) * 100).toFixed(1)} % (${right} of ${all})`;
const sorted = times.toSorted((a, b) => a - b);
console.log(`${COUNT} photographs; the card found in ${foundCount}`);
console.log(`read exactly: ${percent({ right: sum('right'), all: sum('all') })}`);
for (const [property, counts] of tally) console.log(`  ${property}: ${percent(counts)}`);
console.log(
  `a card: median ${sorted[Math.floor(COUNT / 2)].toFixed(0)} ms; starting the recogniser, once: ${startMs.toFixed(0)} ms`,
);
