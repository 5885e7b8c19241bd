import type { Page } from '@playwright/test';
import { launchBrowser, newProfile } from './support/killed-browser';
import { BOOK_MESSAGES, MESSAGES, storedCard, storeFirstCard } from './support/owner';
import { fileOf, peopleOf, storedContacts, vcardsOf } from './support/people';
import { seedContacts } from './support/seed';
import { expect, test } from './support/site';

const [t, b] = [MESSAGES.fr, BOOK_MESSAGES.fr];
const QUOTA_BYTES = 5_000_000;

/** Uses up the quota in a database of its own, to the last few bytes. */
const fillUp = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('filler', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('bytes', { autoIncrement: true });
      opening.onsuccess = () => resolve(opening.result);
    });
    for (const size of [500_000, 50_000, 5_000, 500])
      for (let isFull = false; !isFull; ) {
        const bytes = new Uint8Array(size);
        // Random, so that the browser cannot compress them.
        for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
        isFull = await new Promise((resolve) => {
          const transaction = database.transaction('bytes', 'readwrite', { durability: 'strict' });
          transaction.objectStore('bytes').add(bytes);
          transaction.oncomplete = () => resolve(false);
          transaction.onabort = () => resolve(true);
        });
      }
    database.close();
  });

const empty = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const deletion = indexedDB.deleteDatabase('filler');
        deletion.onsuccess = () => resolve();
        deletion.onerror = () => reject(deletion.error);
      }),
  );

test('a quota of 5 MB: what is typed stays and is said, an import changes nothing, and all is saved once there is room', async ({
  site,
}, info) => {
  // A profile on the disk: the browser gives a private window's storage no quota of its own.
  const context = await launchBrowser(newProfile(), site.url);
  const page = context.pages()[0] ?? (await context.newPage());
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(1));
  const client = await context.newCDPSession(page);
  await client.send('Storage.overrideQuotaForOrigin', { origin: site.url, quotaSize: QUOTA_BYTES });
  await fillUp(page);

  await page.goto('/fr/modifier');
  await page.getByLabel(t['field.title'], { exact: true }).fill('Pâtissière');
  await expect(page.getByText(t['safety.full'])).toBeVisible();
  await page.goto('/fr/contact?id=seededcontact000');
  await page.getByLabel(b['known.remarks'], { exact: true }).fill('Aime le rugby');
  await expect(page.getByText(t['safety.full'])).toBeVisible();
  // Nothing is lost by leaving or reloading.
  await page.reload();
  await expect(page.getByLabel(b['known.remarks'], { exact: true })).toHaveValue('Aime le rugby');
  await page.goto('/fr/modifier');
  await expect(page.getByLabel(t['field.title'], { exact: true })).toHaveValue('Pâtissière');

  await page.goto('/fr/importer');
  await page.locator('input[type=file]').setInputFiles(fileOf(info, 'gens.vcf', vcardsOf(2000, 'Fleuriste', 10)));
  await expect(page.getByText(b['import.full'])).toBeVisible({ timeout: 30_000 });
  expect(await storedContacts(page)).toHaveLength(1);

  await empty(page);
  await page.goto('/fr/modifier');
  await expect.poll(async () => (await storedCard(page))?.title).toBe('Pâtissière');
  await expect(page.getByText(t['safety.full'])).toHaveCount(0);
  await page.goto('/fr/contact?id=seededcontact000');
  await expect
    .poll(async () => ((await storedContacts(page))[0] as { remarks?: string }).remarks)
    .toBe('Aime le rugby');
  await context.close();
});

test('in a private window everything works, and the settings say that the browser may delete it', async ({ page }) => {
  // Playwright’s contexts are private windows: nothing of them reaches the disk.
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(1));
  await page.goto('/fr/contacts');
  await expect(page.getByRole('link', { name: /^Prénom0 Nom0/ })).toBeVisible();
  await page.goto('/fr/reglages');
  await expect(page.getByText(t['settings.data.notPersisted'])).toBeVisible();
  await page.getByRole('button', { name: t['settings.data.persist'] }).click();
  await expect(
    page.getByText(t['settings.data.refused']).or(page.getByText(t['settings.data.persisted'])),
  ).toBeVisible();
});
