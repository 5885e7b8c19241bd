// Measures a ten-up sheet: its bytes, and its time relative to pdfkit alone drawing the same primitives, in one run.

import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { tsImport } from 'tsx/esm/api';
import { ROOT } from '../../scripts/run.mjs';

const { prepareSheet, renderRaw, renderSheet } = await tsImport('./print.ts', import.meta.url);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const measureMs = async (work) => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const pages = prepareSheet();
const times = { ours: [], raw: [], layout: [] };
for (let round = 0; round < 25; round += 1) {
  times.raw.push(await measureMs(() => renderRaw(pages)));
  times.ours.push(await measureMs(() => renderSheet(pages)));
  times.layout.push(await measureMs(() => prepareSheet()));
}
const [ours, raw, layout] = [times.ours, times.raw, times.layout].map(median);
console.log('Ten cards on a sheet (medians of 25, one run)');
console.log(`  bytes: ${(await renderSheet(pages)).length}; pdfkit alone: ${(await renderRaw(pages)).length}`);
console.log(`  drawing: ${ours.toFixed(1)} ms; pdfkit alone: ${raw.toFixed(1)} ms; ratio ${(ours / raw).toFixed(2)}`);
console.log(
  `  laying out, checking and drawing: ${(ours + layout).toFixed(1)} ms; ratio ${((ours + layout) / raw).toFixed(2)}`,
);

console.log('What the print screens load on demand, gzip bytes');
for (const folder of ['print', 'proof']) {
  const sizes = readdirSync(`${ROOT}public/${folder}`).map((name) => [
    name,
    gzipSync(readFileSync(`${ROOT}public/${folder}/${name}`), { level: 9 }).length,
  ]);
  console.log(`  ${folder}: ${sizes.reduce((sum, [, bytes]) => sum + bytes, 0)}`);
  for (const [name, bytes] of sizes) console.log(`    ${name.replace(/-[A-Z0-9]{8}/, '')} ${bytes}`);
}
