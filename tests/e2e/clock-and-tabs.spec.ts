import { BOOK_MESSAGES, MESSAGES, storedCard, storeFirstCard } from './support/owner';
import { peopleOf, storedContacts } from './support/people';
import { seedContacts } from './support/seed';
import { expect, test } from './support/site';

const fr = MESSAGES.fr;
const b = BOOK_MESSAGES.fr;

test('a clock set years back, then years ahead, loses no edit', async ({ page }) => {
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(1));
  for (const [year, title] of [
    [2026, 'Boulangère'],
    [2001, 'Pâtissière'],
    [2046, 'Chocolatière'],
    [2026, 'Glacière'],
  ] as const) {
    await page.clock.setFixedTime(new Date(`${year}-11-30T12:00:00`));
    await page.goto('/fr/modifier');
    await page.getByLabel(fr['field.title'], { exact: true }).fill(title);
    await expect.poll(async () => (await storedCard(page))?.title).toBe(title);
    await page.goto('/fr/contact?id=seededcontact000');
    await page.getByLabel(b['known.remarks'], { exact: true }).fill(title);
    await expect.poll(async () => (await storedContacts(page))[0]).toMatchObject({ remarks: title });
    await page.reload();
    await expect(page.getByLabel(b['known.remarks'], { exact: true })).toHaveValue(title);
  }
});

test('everything erased in one tab goes from the others, and what they type next starts anew', async ({
  page,
  context,
}) => {
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(2));
  await page.goto('/fr/modifier');
  const title = page.getByLabel(fr['field.title'], { exact: true });
  await title.fill('Boulangère');
  const book = await context.newPage();
  await book.goto('/fr/contacts');
  await expect(book.getByRole('link', { name: /^Prénom0/ })).toBeVisible();
  const other = await context.newPage();
  await other.goto('/fr/reglages');
  await other.getByRole('button', { name: fr['settings.erase'] }).click();
  await other.getByRole('button', { name: fr['settings.erase.confirm'] }).click();
  await expect(other.getByText(fr['settings.erased'])).toBeVisible();
  await expect(title).toBeHidden();
  await expect(book.getByText(b['contacts.empty'])).toBeVisible();
  expect(await storedCard(page)).toBeUndefined();
  await page.goto('/fr');
  await page.getByLabel(fr['field.name'], { exact: true }).fill('Nancy Roy');
  await page.getByRole('button', { name: fr['firstRun.done'] }).click();
  await expect(page.getByRole('link', { name: fr['action.show'] })).toBeVisible();
  await expect.poll(async () => storedCard(page)).toMatchObject({ familyNames: 'Roy' });
});
