import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { violationsInBothThemes } from './support/axe';
import { publishFirst } from './support/exchange';
import { killBrowser, launchBrowser, newProfile } from './support/killed-browser';
import { MESSAGES, storeFirstCard } from './support/owner';
import { peopleOf, storedContacts } from './support/people';
import { seedContacts } from './support/seed';
import { expect, test } from './support/site';

const PATHS = {
  fr: { home: '/fr', edit: '/fr/modifier', publish: '/fr/publier', contacts: '/fr/contacts' },
  en: { home: '/en', edit: '/en/edit', publish: '/en/publish', contacts: '/en/contacts' },
} as const;

async function launch(profile: string, url: string) {
  const context = await launchBrowser(profile, url);
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

/** Waits until every change is in the second copy. */
const copied = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          const root = await navigator.storage.getDirectory();
          const folder = await root.getDirectoryHandle('poignee-copy').catch(() => null);
          const manifest = await folder?.getFileHandle('manifest-1.json').catch(() => null);
          return manifest != null && localStorage.getItem('poignee.copy-due') === null;
        }),
      { timeout: 20_000 },
    )
    .toBe(true);

/** Deletes what Chromium deletes when its database is damaged: all of IndexedDB's default bucket. */
function emptyDatabase(profile: string): void {
  rmSync(join(profile, 'Default', 'IndexedDB'), { recursive: true });
}

for (const locale of ['fr', 'en'] as const) {
  const t = MESSAGES[locale];
  const paths = PATHS[locale];

  test(`${locale}: an emptied database is restored from the second copy in one tap, keys included`, async ({
    site,
  }) => {
    test.setTimeout(240_000);
    const profile = newProfile();
    let { context, page } = await launch(profile, site.url);
    await storeFirstCard(page, { locale });
    await seedContacts(page, peopleOf(3));
    const { link } = await publishFirst(page);
    await page.goto(paths.edit);
    await page.getByLabel(t['field.title'], { exact: true }).fill('Boulangère');
    await copied(page);
    await killBrowser(profile);
    await context.close().catch(() => undefined);
    emptyDatabase(profile);

    ({ context, page } = await launch(profile, site.url));
    await page.goto(paths.home);
    await expect(page.getByRole('heading', { name: t['lost.title'] })).toBeVisible();
    await expect(page.getByText(t['firstRun.title'])).toBeHidden();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: t['lost.restore'] }).click();
    await expect(page.getByText(t['lost.restored'].split(/[\s ]*:/)[0] ?? '')).toBeVisible();
    await expect(page.getByText(t['lost.needsWords'])).toBeHidden();
    expect(await storedContacts(page)).toHaveLength(3);
    await page.goto(paths.edit);
    await expect(page.getByLabel(t['field.title'], { exact: true })).toHaveValue('Boulangère');
    await expect(page.getByText(t['lost.title'])).toBeHidden();
    // The keys are back: the page can still be changed.
    await page.getByLabel(t['field.title'], { exact: true }).fill('Chocolatière');
    await expect.poll(async () => (await page.request.get(link)).text(), { timeout: 30_000 }).toContain('Chocolatière');
    await context.close();
  });
}

test('without a copy, what localStorage remembers is enough not to greet a new owner', async ({ page }) => {
  const t = MESSAGES.fr;
  await storeFirstCard(page);
  await page.goto('/fr');
  await expect(page.getByRole('link', { name: t['action.show'] })).toBeVisible();
  await page.goto('/icons/icon.svg');
  await page.evaluate(async () => {
    indexedDB.deleteDatabase('poignee');
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('poignee-copy', { recursive: true }).catch(() => undefined);
  });
  await page.goto('/fr');
  await expect(page.getByRole('heading', { name: t['lost.title'] })).toBeVisible();
  await expect(page.getByText(t['lost.noCopy'])).toBeVisible();
  await expect(page.getByRole('link', { name: t['lost.words'] })).toBeVisible();
  await page.getByRole('link', { name: t['lost.backup'] }).click();
  await page.waitForURL('**/fr/sauvegarde');
  await expect(page.getByRole('heading', { name: t['lost.title'] })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: t['lost.startOver'] }).click();
  await page.getByRole('dialog').getByRole('button', { name: t['lost.startOver'] }).click();
  await expect(page.getByText(t['firstRun.title'])).toBeVisible();
  await page.reload();
  await expect(page.getByText(t['firstRun.title'])).toBeVisible();
  await expect(page.getByText(t['lost.title'])).toBeHidden();
});

test('erasing everything erases the second copy', async ({ page }) => {
  const t = MESSAGES.fr;
  await storeFirstCard(page);
  await page.goto('/fr/reglages');
  await page.goto('/fr/modifier');
  await page.getByLabel(t['field.title'], { exact: true }).fill('Boulangère');
  await copied(page);
  await page.goto('/fr/reglages');
  await page.getByRole('button', { name: t['settings.erase'] }).click();
  await page.getByRole('button', { name: t['settings.erase.confirm'] }).click();
  await expect(page.getByText(t['settings.erased'])).toBeVisible();
  const left = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    for await (const name of root.keys()) names.push(name);
    return names;
  });
  expect(left).toEqual([]);
  await page.goto('/fr');
  await expect(page.getByText(t['firstRun.title'])).toBeVisible();
  await expect(page.getByText(t['lost.title'])).toBeHidden();
});
