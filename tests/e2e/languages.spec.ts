import type { Page } from '@playwright/test';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { en } from '@/lib/i18n/messages/en';
import { fr } from '@/lib/i18n/messages/fr';
import { SCREENS, screenPath } from '@/lib/i18n/screens';
import { typeset } from '@/lib/i18n/typography';
import { makeFirstCard } from './support/owner';
import { expect, test } from './support/site';

const SENTENCES = { fr: Object.values(fr), en: Object.values(en) };
/** A sentence as it may be seen: typeset, with anything in its placeholders. */
const asSeen = (sentence: string, locale: Locale) =>
  new RegExp(
    `^${typeset(sentence, locale === 'fr' ? 'fr-CA' : 'en-CA')
      .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replace(/\{\w+\}/g, '.+')}$`,
    'u',
  );

/** Lines of the page that only the other language says. */
async function foreignLines(page: Page, locale: Locale): Promise<string[]> {
  const other = locale === 'fr' ? 'en' : 'fr';
  const own = SENTENCES[locale].map((sentence) => asSeen(sentence, locale));
  const foreign = SENTENCES[other]
    .filter((sentence) => !/^\{?\w+\}?$/.test(sentence.replace(/\{\w+\}/g, '')) || sentence.length > 3)
    .map((sentence) => asSeen(sentence, other));
  const lines = await page.evaluate(() => {
    const labels = [
      ...document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-roledescription]'),
    ].flatMap((element) =>
      ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription'].map(
        (name) => element.getAttribute(name) ?? '',
      ),
    );
    // The name of the other language is said in that language.
    for (const element of document.querySelectorAll('[hreflang]')) element.remove();
    return [document.title, ...document.body.innerText.split('\n'), ...labels];
  });
  return lines
    .map((line) => line.trim())
    .filter(
      (line) => line !== '' && !own.some((known) => known.test(line)) && foreign.some((known) => known.test(line)),
    );
}

for (const locale of LOCALES) {
  test(`${locale}: no screen says anything in the other language`, async ({ page }) => {
    // Every screen, one after the other.
    test.setTimeout(120_000);
    await makeFirstCard(page, { locale });
    for (const screen of SCREENS) {
      await page.goto(screenPath(locale, screen));
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expect(page.locator('main, .show-screen')).not.toBeEmpty();
      await page.waitForLoadState('networkidle');
      expect(await foreignLines(page, locale), `${locale} ${screen}`).toEqual([]);
    }
  });
}

test('the check above would see a mix', async ({ page }) => {
  await page.goto('/fr');
  // Once React has taken the page over: it would mend what it finds different.
  await page.waitForLoadState('networkidle');
  await page.evaluate((sentence) => document.querySelector('main')?.append(sentence), `\n${en['firstRun.promise']}`);
  expect(await foreignLines(page, 'fr')).toContain(en['firstRun.promise']);
});

test('/ goes to the language of the browser, then to the one chosen', async ({ page, request, site }) => {
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

  test('/ goes to the language last used, which only the browser knows', async ({ page }) => {
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

test('France says e-mail and writes its numbers and its punctuation its own way', async ({ page }) => {
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

test('an address that is none of ours is answered kindly, in both languages', async ({ page }) => {
  const response = await page.goto('/nulle/part');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: fr['notFound.title'] })).toBeVisible();
  await expect(page.getByRole('heading', { name: en['notFound.title'] })).toBeVisible();
  await page.getByRole('link', { name: fr['notFound.action'] }).click();
  await expect(page).toHaveURL(/\/fr$/);
});
