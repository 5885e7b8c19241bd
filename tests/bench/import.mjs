// Measures the import of a 100 MB file in the browser: duration, number of progress updates, and the longest time
// during which the page does not respond.

import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from '../../scripts/find-browser.mjs';
import { serveForTests } from '../../scripts/serve-for-tests.mjs';

const MEGABYTES = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), 'poignee-import-'));
const path = join(folder, 'contacts.vcf');
const out = createWriteStream(path);
let cards = 0;
for (let bytes = 0; bytes < MEGABYTES * 1e6; cards += 1) {
  const photo = cards % 20 === 0 ? `PHOTO;ENCODING=b;TYPE=JPEG:${'QUJD'.repeat(2000)}\r\n` : '';
  const text = `BEGIN:VCARD\r\nVERSION:3.0\r\nN:Côté${cards};Élodie;;;\r\nFN:Élodie Côté${cards}\r\nORG:Boulangerie L’Été\r\nTEL;TYPE=CELL:+15142859286\r\nEMAIL:e${cards}@exemple.ca\r\n${photo}END:VCARD\r\n`;
  bytes += Buffer.byteLength(text);
  if (!out.write(text)) await once(out, 'drain');
}
out.end();
await once(out, 'finish');

const server = await serveForTests();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
const page = await browser.newPage({ locale: 'fr-CA', viewport: { width: 390, height: 844 } });
await page.goto(`${server.url}/fr/ouvrir`);
await page.waitForLoadState('networkidle');
await page.evaluate(() => {
  const figures = { moves: 0, longestGapMs: 0, last: '' };
  Object.assign(window, { figures });
  let before = performance.now();
  const watch = () => {
    const now = performance.now();
    figures.longestGapMs = Math.max(figures.longestGapMs, now - before);
    before = now;
    const value = document.querySelector('progress')?.getAttribute('value') ?? '';
    if (value !== figures.last) figures.moves += 1;
    figures.last = value;
    requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
});
const start = performance.now();
await page.setInputFiles('input[type=file]', path);
await page.locator('progress').waitFor();
await page.locator('progress').waitFor({ state: 'detached', timeout: 300_000 });
const seconds = (performance.now() - start) / 1000;
const { moves, longestGapMs } = await page.evaluate(() => window.figures);
console.log(
  `${(statSync(path).size / 1e6).toFixed(0)} MB, ${cards} cards: ${seconds.toFixed(1)} s, ${moves} progress updates, ` +
    `longest time without a frame ${longestGapMs.toFixed(0)} ms`,
);
await browser.close();
server.stop();
rmSync(folder, { recursive: true, force: true });
