import type { Page } from '@playwright/test';
import { BOOK_MESSAGES, MESSAGES, storedCard, storeFirstCard } from './support/owner';
import { peopleOf, storedContacts } from './support/people';
import { seedContacts } from './support/seed';
import { expect, test } from './support/site';

const fr = MESSAGES.fr;
const b = BOOK_MESSAGES.fr;

/** Serves the page a later build: the same scripts, with one more version of the database. */
async function serveLaterBuild(page: Page): Promise<() => number> {
  let changed = 0;
  await page.route(/\.js$/, async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    const later = script
      .replace(/\.version\(\w+\)\.stores\(\{meta:/, '.version(6).stores({later:"id",meta:')
      .replace(/this\.backendDB\(\)\.version<=[\w*]+/, 'true');
    changed += later === script ? 0 : 1;
    await route.fulfill({ response, body: later });
  });
  return () => changed;
}

const titleOf = (page: Page) => page.getByLabel(fr['field.title'], { exact: true });

test('an old tab stops writing once a later version has opened the database, and loses nothing that is typed', async ({
  page,
  context,
}) => {
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(1));
  await page.goto('/fr/modifier');
  await titleOf(page).fill('Boulangère');
  await expect.poll(async () => (await storedCard(page))?.title).toBe('Boulangère');
  const book = await context.newPage();
  await book.goto('/fr/contact?id=seededcontact000');
  await expect(book.getByLabel(b['known.remarks'], { exact: true })).toBeVisible();

  const later = await context.newPage();
  const changedScripts = await serveLaterBuild(later);
  await later.goto('/fr/modifier');
  await expect(titleOf(later)).toHaveValue('Boulangère');
  expect(changedScripts()).toBeGreaterThan(0);
  for (const old of [page, book]) await expect(old.getByText(fr['safety.outdated'])).toBeVisible();

  const { rev } = (await storedCard(page)) ?? {};
  await titleOf(page).fill('Pâtissière');
  await book.getByLabel(b['known.remarks'], { exact: true }).fill('la fleuriste');
  const unsaved = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await expect.poll(unsaved).toMatch(/Pâtissière[\s\S]*la fleuriste|la fleuriste[\s\S]*Pâtissière/);
  expect(await storedCard(page)).toMatchObject({ title: 'Boulangère', rev });
  expect((await storedContacts(page))[0]).toMatchObject({ remarks: '' });

  for (const old of [page, book]) {
    await serveLaterBuild(old);
    await old.getByRole('button', { name: fr['safety.reload'] }).click();
  }
  await expect(titleOf(page)).toHaveValue('Pâtissière');
  await expect(book.getByLabel(b['known.remarks'], { exact: true })).toHaveValue('la fleuriste');
  await expect.poll(async () => (await storedCard(page))?.title).toBe('Pâtissière');
  await expect.poll(async () => (await storedContacts(page))[0]).toMatchObject({ remarks: 'la fleuriste' });

  // The old build, opened after the upgrade, says so instead of greeting a new owner.
  const old = await context.newPage();
  await old.goto('/fr');
  await expect(old.getByText(fr['safety.outdated'])).toBeVisible();
  await expect(old.getByText(fr['firstRun.title'])).toBeHidden();
});
