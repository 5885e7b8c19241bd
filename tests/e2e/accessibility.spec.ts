import type { Page } from '@playwright/test';
import { screenTitle } from '@/app/screen-metadata';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { publicPageMessages } from '@/lib/i18n/messages/pages/public-page';
import { SCREENS, type Screen, screenPath } from '@/lib/i18n/screens';
import { violationsInBothThemes } from './support/axe';
import { publishFirst } from './support/exchange';
import { foreignLines } from './support/languages';
import { MESSAGES, PRINT_MESSAGES, storeFirstCard } from './support/owner';
import { followToScreen, screenProofs } from './support/screen-proofs';
import { expect, LONG, test } from './support/site';

/** Opens every optional field of the editor. A chip disappears once its field is open. */
async function openEveryField(page: Page): Promise<void> {
  const chips = page.locator('main section button.rounded-full:has(svg)');
  await expect(chips.first()).toBeVisible();
  for (let left = await chips.count(); left > 0; left -= 1) {
    await chips.first().click();
    await expect(chips).toHaveCount(left - 1);
  }
}

/** Opens every collapsed section of the print screen, with a paper search that has a result. */
async function openEveryChoice(page: Page, locale: Locale): Promise<void> {
  const messages = PRINT_MESSAGES[locale];
  await page.getByRole('radio', { name: messages['design.trade'] }).click();
  await page.getByRole('radio', { name: new RegExp(`^${messages['paper.other']}`) }).click();
  await page.getByLabel(messages['paper.search']).fill('J8414');
  for (const summary of await page.locator('main summary').all()) await summary.click();
  await expect(page.getByRole('button', { name: /J8414/ })).toBeVisible();
}

/** Returns the horizontal overflow at 200 % zoom on a phone, in CSS pixels. Restores the viewport afterwards. */
async function measureOverflowAt200(page: Page): Promise<number> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 512 });
  const overflow = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        // Two frames later, everything that depends on the window's size has been laid out.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            resolve(scrollWidth - clientWidth);
          }),
        );
      }),
  );
  if (before !== null) await page.setViewportSize(before);
  return overflow;
}

/**
 * Returns the main actions of a screen that are less than 48 px high. Finds and measures them in one task: between two,
 * an element may be replaced, and a removed element has no height.
 */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main :is(button, a[href], select, input:not([type=radio], .sr-only))')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 0 && height > 0 && height < 47.5;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
const MEASURED: readonly Screen[] = ['home', 'edit', 'send', 'print', 'settings'];

/** Screens that are always opened by loading a document; the Show screen is one without a router. */
const DOCUMENTS: readonly Screen[] = ['show', 'scan'];
const APP_SCREENS = SCREENS.filter((screen) => screen !== 'show');
/** The screens in two halves, one test each, so that the tests run in parallel. */
const HALVES = [
  APP_SCREENS.slice(0, APP_SCREENS.length / 2),
  ['show', ...APP_SCREENS.slice(APP_SCREENS.length / 2)],
] as const;

for (const locale of LOCALES) {
  for (const [half, screens] of HALVES.entries())
    test(`every screen, ${locale}, half ${half + 1}: ${locale === 'fr' ? 'no axe violation in either theme, main actions at least 48 px high, ' : ''}no horizontal scrolling at 200 % zoom (WCAG 1.4.10), no text in the other language`, async ({
      page,
    }) => {
      await storeFirstCard(page, { locale });
      for (const screen of screens) {
        if (
          DOCUMENTS.includes(screen) ||
          page.url().endsWith('.svg') ||
          page.url().endsWith(screenPath(locale, 'show'))
        ) {
          await page.goto(screenPath(locale, screen));
          await expect(screenProofs(page, locale)[screen], screen).toBeVisible();
        } else await followToScreen(page, locale, screen);
        if (MEASURED.includes(screen)) expect(await smallTargets(page), screen).toEqual([]);
        if (screen === 'edit') await openEveryField(page);
        if (screen === 'print') await openEveryChoice(page, locale);
        // Both languages are the same components: axe reads them in one, the text is compared in both.
        if (locale === 'fr') expect(await violationsInBothThemes(page), screen).toEqual([]);
        expect(await measureOverflowAt200(page), screen).toBeLessThanOrEqual(0);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        expect(await foreignLines(page, locale), screen).toEqual([]);
      }
    });

  test(`no axe violation before the first card, in a dialog or on the 404 page, ${locale}`, {
    tag: locale === 'fr' ? [] : LONG,
  }, async ({ page }) => {
    const messages = MESSAGES[locale];
    await page.goto(screenPath(locale, 'home'));
    expect(await violationsInBothThemes(page), 'first run').toEqual([]);
    await page.goto(screenPath(locale, 'edit'));
    await expect(page.getByText(messages['noCard.sentence'])).toBeVisible();
    expect(await violationsInBothThemes(page), 'no card').toEqual([]);
    await page.goto(screenPath(locale, 'settings'));
    await page.getByRole('button', { name: messages['settings.erase'] }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violationsInBothThemes(page), 'dialog').toEqual([]);
    await page.goto('/nulle/part');
    expect(await violationsInBothThemes(page), 'not found').toEqual([]);
  });
}

test('the document has the title of its screen at every moment of a navigation', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto(screenPath('fr', 'edit'));
  await expect(screenProofs(page, 'fr').edit).toBeVisible();
  await page.evaluate(() => {
    const titles: string[] = [];
    new MutationObserver(() => {
      const title = `${document.querySelectorAll('title').length}: ${document.title}`;
      if (titles.at(-1) !== title) titles.push(title);
    }).observe(document, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { titles });
  });
  const screens = ['look', 'contacts', 'settings', 'printer', 'home'] as const;
  for (const screen of screens) await followToScreen(page, 'fr', screen);
  const titles = await page.evaluate(() => (window as unknown as { titles: string[] }).titles);
  const expected = screens.map((screen) => `1: ${screenTitle('fr', screen)}`);
  // A change on the first screen, if there is one, records its title too.
  expect(titles.filter((title) => title !== `1: ${screenTitle('fr', 'edit')}`)).toEqual(expected);
});

test('the first run works with the keyboard alone', async ({ page }) => {
  await page.goto('/fr');
  await page.getByLabel(MESSAGES.fr['field.name'], { exact: true }).focus();
  await page.keyboard.type('Élodie Côté-Gagné');
  await page.keyboard.press('Tab');
  await page.keyboard.type('514 285-9286');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: MESSAGES.fr['firstRun.done'] })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: MESSAGES.fr['action.show'] })).toBeVisible();
});

test('a published card’s pages have no axe violation in either theme and fit in 240 pixels', async ({
  page,
  browser,
}) => {
  await storeFirstCard(page);
  const { link, address } = await publishFirst(page);
  const context = await browser.newContext({ viewport: { width: 240, height: 400 } });
  const guest = await context.newPage();
  const unknownPath = `/${address.slice(0, 11)}${address.endsWith('0') ? '1' : '0'}`;
  for (const path of [`/${address}?l=fr`, `/${address}?l=en`, `/c/${address}/print?l=fr`, unknownPath]) {
    await guest.goto(new URL(path, link).href);
    const overflow = await guest.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBe(0);
    expect(await violationsInBothThemes(guest), path).toEqual([]);
  }
  await guest.goto(`${link}?l=fr`);
  await guest.getByRole('link', { name: publicPageMessages('fr-CA').leave }).click();
  await guest.keyboard.press('Tab');
  await guest.keyboard.press('Tab');
  await expect(guest.getByLabel(publicPageMessages('fr-CA').form.name)).toBeFocused();
  await context.close();
});
