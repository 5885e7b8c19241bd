import { en } from '@/lib/i18n/messages/app/en';
import { fr } from '@/lib/i18n/messages/app/fr';
import { foreignLines } from './support/languages';
import { makeFirstCard } from './support/owner';
import { expect, test } from './support/site';

test('the language check of every screen (accessibility.spec.ts) detects mixed languages', async ({ page }) => {
  await page.goto('/fr');
  // React skips unknown elements of the body when it hydrates.
  await page.evaluate((sentence) => {
    document.body.appendChild(document.createElement('p')).textContent = sentence;
  }, en['firstRun.promise']);
  expect(await foreignLines(page, 'fr')).toContain(en['firstRun.promise']);
});

test('/ redirects to the browser’s language, then to the chosen one', async ({ page, request, site }) => {
  const locationFor = async (header: string) =>
    (await request.get(`${site.url}/`, { maxRedirects: 0, headers: { 'accept-language': header } })).headers().location;
  expect(await locationFor('en-US,en;q=0.9')).toBe('/en');
  expect(await locationFor('fr-FR')).toBe('/fr');
  expect(await locationFor('de')).toBe('/fr');
  await page.goto('/');
  await expect(page).toHaveURL(/\/fr$/);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: en['firstRun.title'] })).toBeVisible();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('poignee.locale'))).toBe('en');
  await page.goto('/');
  await expect(page).toHaveURL(/\/en$/);
  expect(await page.context().cookies()).toEqual([]);
});

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('/ goes to the last language used, which only the browser stores', async ({ page }) => {
    await page.goto('/en/settings');
    await expect.poll(() => page.evaluate(() => localStorage.getItem('poignee.locale'))).toBe('en');
    await page.goto('/');
    await expect(page).toHaveURL(/\/en$/);
    await page.goto('/fr');
    await expect(page.getByRole('heading', { name: fr['firstRun.title'] })).toBeVisible();
    await expect(page).toHaveURL(/\/fr$/);
  });
});

test('changing language in the settings keeps the screen and the card', async ({ page }) => {
  await makeFirstCard(page);
  await page.getByRole('link', { name: fr['nav.settings'] }).click();
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: en['settings.title'] })).toBeVisible();
  await page.getByRole('link', { name: en['nav.card'], exact: true }).click();
  await expect(page.getByRole('link', { name: en['action.show'] })).toBeVisible();
});

test('the region France has its own word for e-mail, number format, punctuation and papers', async ({ page }) => {
  await makeFirstCard(page, { phone: '+33 1 23 45 67 89' });
  await page.getByRole('link', { name: fr['nav.settings'] }).click();
  await page.getByRole('radio', { name: 'France' }).check();
  await page.goto('/fr/modifier');
  await expect(page.getByLabel('E-mail', { exact: true })).toBeVisible();
  await expect(page.getByLabel(fr['field.phone'], { exact: true })).toHaveValue('01 23 45 67 89');
  await page.goto('/fr/imprimer');
  await expect(page.getByText('Qu’avez-vous en main\u202f?')).toBeVisible();
  const papers = page.getByRole('group', { name: /Qu’avez-vous en main/ }).getByRole('radio');
  await expect(papers.first()).toHaveAccessibleName(/C32011/);
  await expect(papers.nth(1)).toHaveAccessibleName(/A4/);
});

test('an unknown path returns a 404 page in both languages', async ({ page }) => {
  const response = await page.goto('/nulle/part');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: fr['notFound.title'] })).toBeVisible();
  await expect(page.getByRole('heading', { name: en['notFound.title'] })).toBeVisible();
  await page.getByRole('link', { name: fr['notFound.action'] }).click();
  await expect(page).toHaveURL(/\/fr$/);
});
