import { writeFileSync } from 'node:fs';
import type { Browser, Locator, Page } from '@playwright/test';
import { screenPath } from '@/lib/i18n/screens';
import { violationsInBothThemes } from './support/axe';
import { publishFirst } from './support/exchange';
import { BOOK_MESSAGES, bytesOf, EXCHANGE_MESSAGES, MESSAGES, storeFirstCard } from './support/owner';
import { fileOf, peopleOf, storedContacts, vcardsOf } from './support/people';
import { seedContacts } from './support/seed';
import { expect, inTurn, test } from './support/site';

/** A new device: nothing is stored. `tap` counts what the owner taps. */
async function newDevice(browser: Browser, baseURL: string | undefined, locale: 'fr' | 'en') {
  const context = await browser.newContext({
    locale: `${locale}-CA`,
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
    baseURL: baseURL ?? '',
  });
  const page = await context.newPage();
  await page.goto(screenPath(locale, 'home'));
  let taps = 0;
  const tap = async (target: Locator) => {
    taps += 1;
    await target.click();
  };
  await tap(page.getByRole('link', { name: MESSAGES[locale]['recover.link'] }));
  return { page, tap, taps: () => taps, close: () => context.close() };
}

async function chooseFile(page: Page, button: Locator, path: string, tap: (target: Locator) => Promise<void>) {
  const choosing = page.waitForEvent('filechooser');
  await tap(button);
  await (await choosing).setFiles(path);
}

for (const locale of ['fr', 'en'] as const) {
  const [t, b, x] = [MESSAGES[locale], BOOK_MESSAGES[locale], EXCHANGE_MESSAGES[locale]];

  test(
    `${locale}: a backup, an exported card, a contact file, twelve words or another device bring the card back, each within two taps`,
    { tag: inTurn(locale) },
    async ({ page, browser, baseURL }, info) => {
      test.setTimeout(240_000);
      await storeFirstCard(page, { locale }, { title: 'Boulangère' });
      await seedContacts(page, peopleOf(2));
      const { words } = await publishFirst(page);

      await page.goto(screenPath(locale, 'settings'));
      const exporting = page.waitForEvent('download');
      await page.getByRole('button', { name: t['settings.export'] }).click();
      const cardFile = fileOf(info, 'carte.poignee.json', await bytesOf(await exporting));
      await page.getByRole('link', { name: t['settings.places.backup'] }).click();
      const backingUp = page.waitForEvent('download');
      await page.getByRole('button', { name: b['backup.make'] }).click();
      const backup = fileOf(info, 'sauvegarde.zip', await bytesOf(await backingUp));
      const contactFile = fileOf(info, 'fiche.vcf', vcardsOf(1));

      // A backup.
      const first = await newDevice(browser, baseURL, locale);
      await expect(first.page.getByRole('heading', { name: t['recover.title'] })).toBeVisible();
      expect(await violationsInBothThemes(first.page)).toEqual([]);
      await chooseFile(first.page, first.page.getByText(b['recover.backup']), backup, first.tap);
      expect(first.taps()).toBe(2);
      await first.page.getByRole('button', { name: b['restore.go'] }).click();
      await expect(first.page.getByText(b['restore.done'].split('{')[0] ?? '')).toBeVisible();
      expect(await storedContacts(first.page)).toHaveLength(2);
      await first.close();

      // An exported card.
      const second = await newDevice(browser, baseURL, locale);
      await chooseFile(second.page, second.page.getByText(b['recover.cardFile']), cardFile, second.tap);
      await expect(second.page.getByLabel(t['field.title'], { exact: true })).toHaveValue('Boulangère');
      expect(second.taps()).toBe(2);
      await second.close();

      // A contact file, chosen with the wrong button.
      const third = await newDevice(browser, baseURL, locale);
      await chooseFile(third.page, third.page.getByText(b['recover.backup']), contactFile, third.tap);
      await expect(third.page.getByLabel(t['field.familyNames'], { exact: true })).toHaveValue('Nom0');
      expect(third.taps()).toBe(2);
      await third.close();

      // Twelve words, and a file that is none of these.
      const fourth = await newDevice(browser, baseURL, locale);
      const notOurs = fileOf(info, 'autre.json', '{"a":1}');
      await chooseFile(fourth.page, fourth.page.getByText(b['recover.cardFile']), notOurs, async (one) => one.click());
      await expect(fourth.page.getByText(b['recover.unreadable'])).toBeVisible();
      await fourth.tap(fourth.page.getByRole('link', { name: b['recover.words'] }));
      await fourth.page.getByLabel(x['devices.words.label']).fill(words.join(' '));
      expect(fourth.taps()).toBe(2);
      await fourth.page.getByRole('button', { name: x['devices.words.restore'] }).click();
      await expect(fourth.page.getByText(x['devices.words.done'].split('{')[0] ?? '')).toBeVisible();
      await fourth.page.goto(screenPath(locale, 'edit'));
      await expect(fourth.page.getByLabel(t['field.title'], { exact: true })).toHaveValue('Boulangère');
      await fourth.close();

      // Another device: its code is read from a picture of its screen.
      await page.goto(screenPath(locale, 'devices'));
      await page.getByRole('button', { name: x['devices.link.begin'] }).click();
      const code = page.getByRole('img', { name: x['devices.link.code'] });
      await expect(code).toBeVisible();
      const picture = info.outputPath('code.png');
      writeFileSync(picture, await code.screenshot());
      const fifth = await newDevice(browser, baseURL, locale);
      await fifth.tap(fifth.page.getByRole('link', { name: b['recover.device'] }));
      expect(fifth.taps()).toBe(2);
      await expect(fifth.page.getByText(b['scan.picture'], { exact: true })).toBeVisible();
      await fifth.page.locator('input[type=file]').setInputFiles(picture);
      await expect(fifth.page.getByRole('heading', { name: x['devices.join.title'] })).toBeVisible();
      await fifth.close();
    },
  );

  test(`${locale}: the publish screen without a card offers the words`, async ({ page }) => {
    await page.goto(screenPath(locale, 'publish'));
    await page.getByRole('link', { name: x['publish.restore'] }).click();
    await expect(page.getByLabel(x['devices.words.label'])).toBeVisible();
  });
}
