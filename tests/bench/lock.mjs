// Measures what the optional lock costs with 100,000 contacts: setting it, opening it, listing everybody and searching,
// beside the same book without a lock, in turns.
import { chromium } from '@playwright/test';
import { tsImport } from 'tsx/esm/api';
import { BROWSER_ARGS, findBrowser } from '../../scripts/find-browser.mjs';
import { serveForTests } from '../../scripts/serve-for-tests.mjs';

const COUNT = Number(process.env.POIGNEE_CONTACTS ?? 100_000);
const TURNS = 3;
const PASSPHRASE = 'érable lune trottoir';
const LISTED = new RegExp(`^Contacts\\s: ${COUNT}$`);

const { manyContacts } = await tsImport('./book.ts', import.meta.url);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (values) => `${(median(values) / 1000).toFixed(2)} s`;

const server = await serveForTests();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
const contacts = manyContacts(COUNT);

async function openBook() {
  const page = await browser.newPage({ locale: 'fr-CA', serviceWorkers: 'block', baseURL: server.url });
  await page.goto('/fr/contacts');
  await page.waitForLoadState('networkidle');
  for (let start = 0; start < COUNT; start += 5000)
    await page.evaluate(
      async (records) => {
        const database = await new Promise((resolve) => {
          const opening = indexedDB.open('poignee');
          opening.onsuccess = () => resolve(opening.result);
        });
        const transaction = database.transaction('contacts', 'readwrite');
        for (const record of records) transaction.objectStore('contacts').put(record);
        await new Promise((resolve) => (transaction.oncomplete = resolve));
        database.close();
      },
      contacts.slice(start, start + 5000),
    );
  return page;
}

const since = (start) => performance.now() - start;
async function listed(page) {
  await page.getByText(LISTED).waitFor({ timeout: 120_000 });
}

const plain = await openBook();
const locked = await openBook();
await locked.goto('/fr/reglages');
// The second copy of what was just stored is written first.
await locked.waitForFunction(
  async () => {
    try {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('poignee-copy');
      await folder.getFileHandle('manifest-1.json');
      return localStorage.getItem('poignee.copy-due') === null;
    } catch {
      return false;
    }
  },
  undefined,
  { timeout: 120_000, polling: 500 },
);
await locked.getByRole('button', { name: 'Mettre un verrou' }).click();
await locked.getByLabel('Phrase de passe', { exact: true }).fill(PASSPHRASE);
await locked.getByLabel('La même, encore une fois').fill(PASSPHRASE);
await locked.getByLabel(/sauvegarde récente/).check();
const setAt = performance.now();
await locked.getByRole('button', { name: 'Mettre le verrou' }).click();
await locked.getByRole('button', { name: 'Enlever le verrou', disabled: false }).waitFor({ timeout: 600_000 });
const setMs = since(setAt);

const times = { plain: [], key: [], locked: [], plainSearch: [], lockedSearch: [] };
async function search(page) {
  const field = page.getByLabel(/^Chercher un nom/);
  const start = performance.now();
  await field.fill('chamb');
  await page.getByText(/^Trouvés/).waitFor();
  const elapsedMs = since(start);
  await field.fill('');
  await listed(page);
  return elapsedMs;
}
for (let turn = 0; turn < TURNS; turn += 1) {
  await plain.goto('/fr/reglages');
  await plain.goto('/fr/contacts', { waitUntil: 'commit' });
  const loadedAt = performance.now();
  await listed(plain);
  times.plain.push(since(loadedAt));
  times.plainSearch.push(await search(plain));

  await locked.goto('/fr/reglages');
  await locked.goto('/fr/contacts');
  await locked.getByLabel('Phrase de passe', { exact: true }).fill(PASSPHRASE);
  const enteredAt = performance.now();
  await locked.keyboard.press('Enter');
  await locked.getByLabel('Phrase de passe', { exact: true }).waitFor({ state: 'detached', timeout: 60_000 });
  times.key.push(since(enteredAt));
  const openedAt = performance.now();
  await listed(locked);
  times.locked.push(since(openedAt));
  times.lockedSearch.push(await search(locked));
}

await locked.goto('/fr/reglages');
await locked.getByLabel('Phrase de passe', { exact: true }).fill(PASSPHRASE);
await locked.keyboard.press('Enter');
const removing = locked.getByRole('button', { name: 'Enlever le verrou', disabled: false });
await removing.waitFor({ timeout: 60_000 });
const removedAt = performance.now();
await removing.click();
await locked.getByRole('button', { name: 'Mettre un verrou' }).waitFor({ timeout: 600_000 });
const removeMs = since(removedAt);

console.log(`${COUNT.toLocaleString('en')} contacts, medians of ${TURNS} turns`);
console.log(
  `  setting the lock, once: ${(setMs / 1000).toFixed(1)} s; taking it off: ${(removeMs / 1000).toFixed(1)} s`,
);
console.log(`  opening it: ${seconds(times.key)} (scrypt, 128 MiB)`);
console.log(
  `  everybody listed: ${seconds(times.locked)} after it opens; ${seconds(times.plain)} after the page is requested without a lock`,
);
console.log(
  `  a search, types included: ${seconds(times.lockedSearch)} with, ${seconds(times.plainSearch)} without; ratio ${(median(times.lockedSearch) / median(times.plainSearch)).toFixed(2)}`,
);
await browser.close();
await server.stop();
