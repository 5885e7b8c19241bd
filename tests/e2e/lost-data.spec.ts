import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { violationsInBothThemes } from './support/axe';
import { publishFirst } from './support/exchange';
import { killBrowser, launchBrowser, newProfile } from './support/killed-browser';
import { BOOK_MESSAGES, MESSAGES, storedCard, storeFirstCard } from './support/owner';
import { peopleOf, storedContacts } from './support/people';
import { seedContacts } from './support/seed';
import { expect, inTurn, LONG, test } from './support/site';

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
  const [t, b] = [MESSAGES[locale], BOOK_MESSAGES[locale]];
  const paths = PATHS[locale];

  test(`${locale}: an emptied database is restored from the second copy in one tap, keys included`, {
    tag: inTurn(locale),
  }, async ({ site }) => {
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
    await expect(page.getByRole('heading', { name: b['lost.title'] })).toBeVisible();
    await expect(page.getByText(t['firstRun.title'])).toBeHidden();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.getByRole('button', { name: b['lost.restore'] }).click();
    await expect(page.getByText(b['lost.restored'].split(/[\s ]*:/)[0] ?? '')).toBeVisible();
    await expect(page.getByText(b['lost.needsWords'])).toBeHidden();
    expect(await storedContacts(page)).toHaveLength(3);
    await page.goto(paths.edit);
    await expect(page.getByLabel(t['field.title'], { exact: true })).toHaveValue('Boulangère');
    await expect(page.getByText(b['lost.title'])).toBeHidden();
    // The keys are back: the page can still be changed.
    await page.getByLabel(t['field.title'], { exact: true }).fill('Chocolatière');
    await expect.poll(async () => (await page.request.get(link)).text(), { timeout: 30_000 }).toContain('Chocolatière');
    await context.close();
  });
}

/**
 * Leaves the log of Chromium's database as a kill between the two writes of one record does: a header without its content.
 * Chromium appends to that log at the next start, and deletes all of IndexedDB at the one after.
 */
function tearLog(profile: string): void {
  const folder = join(profile, 'Default', 'IndexedDB');
  for (const database of readdirSync(folder).filter((name) => name.endsWith('.leveldb')))
    for (const log of readdirSync(join(folder, database)).filter((name) => name.endsWith('.log')))
      appendFileSync(join(folder, database, log), Buffer.from([1, 2, 3, 4, 100, 0, 1]));
}

/** Types a title, and waits until it is stored. */
async function typeTitle(page: Page, title: string): Promise<void> {
  await page.goto('/fr/modifier');
  await page.getByLabel(MESSAGES.fr['field.title'], { exact: true }).fill(title);
  await expect.poll(async () => (await storedCard(page))?.title).toBe(title);
}

/** Starts the browser until it has emptied its database, at most three times; then restores the copy. */
async function restoreAfterLoss(
  profile: string,
  url: string,
): Promise<{ title: string | undefined; contacts: number }> {
  for (let start = 1; start <= 3; start += 1) {
    const { context, page } = await launch(profile, url);
    await page.goto('/fr/modifier');
    const title = page.getByLabel(MESSAGES.fr['field.title'], { exact: true });
    const button = page.getByRole('button', { name: BOOK_MESSAGES.fr['lost.restore'] });
    await expect(button.or(title)).toBeVisible();
    if (await button.isVisible()) {
      await button.click();
      await expect(title).toBeVisible();
      const result = { title: (await storedCard(page))?.title, contacts: (await storedContacts(page)).length };
      await context.close();
      return result;
    }
    await typeTitle(page, `Pâtissière ${start}`);
    await copied(page);
    await killBrowser(profile);
    await context.close().catch(() => undefined);
  }
  throw new Error('the browser kept its database');
}

test('a torn log, 5 times: what Chromium deletes is restored', { tag: LONG }, async ({ site }) => {
  test.setTimeout(600_000);
  for (let round = 0; round < 5; round += 1) {
    const profile = newProfile();
    const { context, page } = await launch(profile, site.url);
    await storeFirstCard(page);
    await seedContacts(page, peopleOf(3));
    await typeTitle(page, 'Boulangère');
    await copied(page);
    await killBrowser(profile);
    await context.close().catch(() => undefined);
    tearLog(profile);
    expect(await restoreAfterLoss(profile, site.url)).toEqual({ title: 'Pâtissière 1', contacts: 3 });
  }
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

test('a full disk and a kill, 5 times: what Chromium deletes is restored', { tag: LONG }, async ({ site }) => {
  test.skip(!canMount, 'a small disk needs mount(8)');
  test.setTimeout(600_000);
  for (let round = 0; round < 5; round += 1) {
    const disk = mkdtempSync(join(tmpdir(), 'poignee-small-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=80m', 'tmpfs', disk]);
    try {
      const profile = join(disk, 'profile');
      const { context, page } = await launch(profile, site.url);
      await storeFirstCard(page);
      await seedContacts(page, peopleOf(3));
      await typeTitle(page, 'Boulangère');
      await copied(page);
      fillDisk(disk);
      await page.getByLabel(MESSAGES.fr['field.title'], { exact: true }).pressSequentially(' de nuit', { delay: 60 });
      await killBrowser(profile);
      await context.close().catch(() => undefined);
      rmSync(join(disk, 'fill'));
      const { title, contacts } = await restoreAfterLoss(profile, site.url);
      expect(title).toMatch(/^(Boulangère|Pâtissière)/);
      expect(contacts).toBe(3);
      await killBrowser(profile);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  }
});

/** Writes until nothing more fits. */
function fillDisk(disk: string): void {
  for (const size of [1 << 20, 1 << 12, 1]) {
    try {
      for (;;) appendFileSync(join(disk, 'fill'), Buffer.alloc(size));
    } catch {
      // Full, for files of this size.
    }
  }
}

test('without a copy, what localStorage remembers is enough not to greet a new owner', async ({ page }) => {
  const [t, b] = [MESSAGES.fr, BOOK_MESSAGES.fr];
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
  await expect(page.getByRole('heading', { name: b['lost.title'] })).toBeVisible();
  await expect(page.getByText(b['lost.noCopy'])).toBeVisible();
  await expect(page.getByRole('link', { name: b['lost.words'] })).toBeVisible();
  await page.getByRole('link', { name: b['lost.backup'] }).click();
  await page.waitForURL('**/fr/sauvegarde');
  await expect(page.getByRole('heading', { name: b['lost.title'] })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: b['lost.startOver'] }).click();
  await page.getByRole('dialog').getByRole('button', { name: b['lost.startOver'] }).click();
  await expect(page.getByText(t['firstRun.title'])).toBeVisible();
  await page.reload();
  await expect(page.getByText(t['firstRun.title'])).toBeVisible();
  await expect(page.getByText(b['lost.title'])).toBeHidden();
});

test('erasing everything erases the second copy', async ({ page }) => {
  const [t, b] = [MESSAGES.fr, BOOK_MESSAGES.fr];
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
  await expect(page.getByText(b['lost.title'])).toBeHidden();
});
