// Measures the contact book with 100,000 people: search compared with a plain array filter, time from keystroke to
// paint in a browser, memory, contacts imported per second, and what its screens load.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { tsImport } from 'tsx/esm/api';
import { BROWSER_ARGS, findBrowser } from '../../scripts/find-browser.mjs';
import { ROOT } from '../../scripts/run.mjs';
import { serveForTests } from '../../scripts/serve-for-tests.mjs';

const COUNT = 100_000;
const { manyContacts, rowsOf, indexOf, plainFilter } = await tsImport('./book.ts', import.meta.url);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const measureMs = (work) => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const contacts = manyContacts(COUNT);
const rows = rowsOf(contacts);
const times = { index: [], ours: [], plain: [] };
for (let turn = 0; turn < 5; turn += 1) {
  let index;
  times.index.push(measureMs(() => (index = indexOf(rows))));
  for (const query of ['c', 'ch', 'cha', 'cham', 'chamb']) {
    times.ours.push(measureMs(() => index.find(query)));
    times.plain.push(measureMs(() => plainFilter(contacts, query)));
  }
}
const [ours, plain] = [median(times.ours), median(times.plain)];
console.log(`Search among ${COUNT.toLocaleString('en')} (medians, one run)`);
console.log(
  `  a keystroke: ${ours.toFixed(1)} ms; a plain filter of the array: ${plain.toFixed(1)} ms; ratio 1:${(plain / ours).toFixed(0)}`,
);
console.log(`  building the index, once per search: ${median(times.index).toFixed(0)} ms`);

const server = await serveForTests();
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [...BROWSER_ARGS, '--enable-precise-memory-info', '--js-flags=--expose-gc'],
});
const page = await browser.newPage({ locale: 'fr-CA', viewport: { width: 390, height: 844 }, serviceWorkers: 'block' });
await page.goto(`${server.url}/fr/contacts`);
await page.waitForLoadState('networkidle');

const storeContacts = async (people) =>
  page.evaluate(async (records) => {
    const database = await new Promise((resolve) => {
      const openRequest = indexedDB.open('poignee');
      openRequest.onsuccess = () => resolve(openRequest.result);
    });
    const transaction = database.transaction('contacts', 'readwrite');
    for (const record of records) transaction.objectStore('contacts').put(record);
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  }, people);
for (let start = 0; start < COUNT; start += 5000) await storeContacts(contacts.slice(start, start + 5000));

const measureHeapMb = () =>
  page.evaluate(() => {
    globalThis.gc?.();
    return performance.memory.usedJSHeapSize / 1e6;
  });
const reloadedAt = performance.now();
await page.reload();
await page.getByText(/^Contacts\s: 100000$/).waitFor({ timeout: 120_000 });
console.log(`The list in a browser`);
console.log(
  `  all contacts listed after ${((performance.now() - reloadedAt) / 1000).toFixed(1)} s; in the page: ${await page.locator('main li').count()} rows; heap ${(await measureHeapMb()).toFixed(0)} MB`,
);
await page.evaluate(() => {
  const figures = [];
  Object.assign(window, { figures });
  document.querySelector('input[type=search]').addEventListener('input', () => {
    const start = performance.now();
    // The list is painted once its status line shows another number and one more frame has run.
    const before = document.querySelector('[role=status]')?.textContent;
    const watch = () => {
      const isNew = document.querySelector('[role=status]')?.textContent !== before;
      if (isNew || performance.now() - start > 5000)
        requestAnimationFrame(() => figures.push(performance.now() - start));
      else requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  });
});
const field = page.locator('input[type=search]');
for (const word of ['1a2', 'terrasse', 'chambre', 'zz9']) {
  for (const letter of word) {
    await field.press(letter);
    await page
      .waitForFunction(
        (count) => window.figures.length >= count,
        await page.evaluate(() => window.figures.length + 1),
        { timeout: 6000 },
      )
      .catch(() => undefined);
  }
  await field.fill('');
  await page.getByText(/^Contacts\s: 100000$/).waitFor();
}
const paints = (await page.evaluate(() => window.figures)).filter((value) => value < 5000);
console.log(
  `  keystroke to paint, ${paints.length} keystrokes: median ${median(paints).toFixed(0)} ms, slowest ${Math.max(...paints).toFixed(0)} ms; heap ${(await measureHeapMb()).toFixed(0)} MB`,
);
await page.close();

const importPage = await browser.newPage({
  locale: 'fr-CA',
  viewport: { width: 390, height: 844 },
  serviceWorkers: 'block',
});
await importPage.context().clearCookies();
await importPage.goto(`${server.url}/fr/reglages`);
await importPage.evaluate(
  () =>
    new Promise((resolve) =>
      Object.assign(indexedDB.deleteDatabase('poignee'), { onsuccess: resolve, onblocked: resolve }),
    ),
);
await importPage.goto(`${server.url}/fr/importer`);
const people = 10_000;
const file = Array.from(
  { length: people },
  (_, index) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nN:Nom${index};Élodie;;;\r\nFN:Élodie Nom${index}\r\nORG:Boulangerie ${index % 97}\r\nTITLE:Boulangère\r\nTEL;TYPE=CELL:+1514${2_000_000 + index}\r\nEMAIL:e${index}@exemple.ca\r\nADR:;;${index}, rue Ontario;Montréal;QC;H2X 1Y8;\r\nEND:VCARD\r\n`,
).join('');
const begun = performance.now();
await importPage
  .locator('input[type=file]')
  .setInputFiles({ name: 'x.vcf', mimeType: 'text/vcard', buffer: Buffer.from(file) });
const keepButton = importPage.getByRole('button', { name: /^Garder/ });
await keepButton.waitFor({ timeout: 120_000 });
const read = performance.now();
await keepButton.click();
await importPage.getByText(/^Ajoutés/).waitFor({ timeout: 120_000 });
const stored = performance.now();
console.log(
  `Importing ${people.toLocaleString('en')}: read, compared and staged ${((people / (read - begun)) * 1000).toFixed(0)} per second; stored and listed ${((people / (stored - read)) * 1000).toFixed(0)} per second`,
);
await browser.close();
server.stop();

console.log('What the receive screens load on demand, gzip bytes');
for (const folder of ['book', 'scan', 'ocr/v7']) {
  for (const name of readdirSync(`${ROOT}public/${folder}`)) {
    const path = `${ROOT}public/${folder}/${name}`;
    const bytes = name.endsWith('.gz') ? statSync(path).size : gzipSync(readFileSync(path), { level: 9 }).length;
    console.log(`  ${folder}/${name} ${bytes}`);
  }
}
