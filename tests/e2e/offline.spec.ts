import { LOCALES } from '@/lib/i18n/locales';
import { SCREENS, screenPath } from '@/lib/i18n/screens';
import {
  BOOK_MESSAGES,
  codesOnScreen,
  linkOf,
  MESSAGES,
  makeFirstCard,
  PRINT_MESSAGES,
  prepareLabel,
  storeFirstCard,
} from './support/owner';
import { screenProofs } from './support/screen-proofs';
import { expect, isLongRun, LONG, test, waitForOffline } from './support/site';

test.use({ serviceWorkers: 'allow' });

const TITLES = {
  edit: 'edit.title',
  send: 'send.title',
  print: 'print.title',
  settings: 'settings.title',
} as const;

/** Screens that between them load each message catalogue, each worker and each store. */
const OPENED = {
  visited: ['home', 'show', 'send', 'print', 'contacts', 'scan', 'backup', 'publish'],
  other: ['contacts', 'publish'],
} as const;

for (const locale of LOCALES) {
  const messages = MESSAGES[locale];

  // A visit in either language caches both: the first test checks both, the second only the one not visited.
  const checkedLocales = locale === 'fr' ? LOCALES : (['fr'] as const);

  test(`after one visit in ${locale}, every screen in ${checkedLocales.join(' and ')}, card links and the Show screen work without a network`, {
    tag: locale === 'fr' ? [] : LONG,
  }, async ({ page, site, context }) => {
    // Up to sixty screens in sequence.
    test.setTimeout(150_000);
    await makeFirstCard(page, { locale });
    await expect.poll(() => page.evaluate(() => localStorage.getItem('poignee.show'))).toContain('"path"');
    const link = await linkOf(page, locale);
    await waitForOffline(page);
    await site.stop();
    for (const targetLocale of checkedLocales) {
      const proofs = screenProofs(page, targetLocale);
      // Every document and every file it names is read; a few screens are opened, all of them in the long run.
      const unavailable = await page.evaluate(
        async (paths) => {
          const texts = await Promise.all(paths.map((path) => fetch(path).then((response) => response.text())));
          const files = new Set(
            texts.flatMap((text) => text.match(/\/_next\/static\/[^"'\\ )]+\.(?:js|css|woff2)/g) ?? []),
          );
          const missing = await Promise.all(
            [...paths, ...files].map((path) =>
              fetch(path).then(
                ({ ok }) => (ok ? [] : [path]),
                () => [path],
              ),
            ),
          );
          return { missing: missing.flat(), count: files.size };
        },
        SCREENS.map((screen) => screenPath(targetLocale, screen)),
      );
      expect(unavailable.missing).toEqual([]);
      expect(unavailable.count).toBeGreaterThan(20);
      const opened = isLongRun ? SCREENS : OPENED[targetLocale === locale ? 'visited' : 'other'];
      for (const screen of opened) {
        const response = await page.goto(screenPath(targetLocale, screen));
        expect(response?.fromServiceWorker(), `${targetLocale} ${screen}`).toBe(true);
        await expect(page.locator('html')).toHaveAttribute('lang', targetLocale);
        await expect(proofs[screen], `${targetLocale} ${screen}`).toBeVisible();
      }
      await page.goto(screenPath(targetLocale, 'edit'));
      await expect(proofs.edit).toHaveValue('Côté-Gagné');
    }
    await page.goto('/');
    await expect(page).toHaveURL(/\/(fr|en)$/);
    await expect(page.getByTestId('card-drawing')).toBeVisible();
    for (const path of ['/o#', '/O#']) {
      await page.goto('about:blank');
      await page.goto(link.replace('/o#', path));
      await expect(page.getByRole('heading', { name: 'Élodie Côté-Gagné' })).toBeVisible();
    }

    // The Show screen keeps the offline code when the network returns.
    await context.setOffline(true);
    await page.goto(screenPath(locale, 'show'));
    const isCard = expect.stringContaining('BEGIN:VCARD');
    await expect(async () => expect(await codesOnScreen(page)).toEqual([isCard])).toPass();
    await expect(page.getByRole('button', { name: messages['show.kind.offline'] })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await context.setOffline(false);
    await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(true);
    expect(await codesOnScreen(page)).toEqual([isCard]);
  });

  test(`in ${locale}, a card in Chinese is drawn without a network once it has been drawn`, {
    tag: locale === 'fr' ? [] : LONG,
  }, async ({ page, site }) => {
    await page.goto(screenPath(locale, 'home'));
    await waitForOffline(page);
    await storeFirstCard(page, { locale, name: '大文 陳' }, { title: '業務經理', organisation: '臺灣茶葉有限公司' });
    await page.goto(screenPath(locale, 'home'));
    // Without its font, a line is set by the browser, as text.
    const isDrawn = async () => {
      await expect(page.getByTestId('card-drawing')).toBeVisible();
      await expect.poll(() => page.getByTestId('card-drawing').locator('path').count()).toBeGreaterThan(10);
      await expect(page.getByTestId('card-drawing').locator('text')).toHaveCount(0);
    };
    await isDrawn();
    const kept = await page.evaluate(async () =>
      (await (await caches.open('poignee-font-slices')).keys()).map(({ url }) => new URL(url).pathname),
    );
    const files = kept.filter((path) => path.endsWith('.woff'));
    expect(files.length).toBeGreaterThan(1);
    expect(files.length).toBeLessThanOrEqual(7);
    await site.stop();
    await page.goto(screenPath(locale, 'home'));
    await isDrawn();
  });

  test(`offline in ${locale}, the whole job works by following links, and a shared file is read`, {
    tag: locale === 'fr' ? [] : LONG,
  }, async ({ page, site }) => {
    await page.goto(screenPath(locale, 'home'));
    await waitForOffline(page);
    await site.stop();
    let documents = 0;
    page.on('request', (request) => {
      documents += request.isNavigationRequest() ? 1 : 0;
    });
    await page.getByLabel(messages['field.name'], { exact: true }).fill('Élodie Côté-Gagné');
    await page.getByLabel(messages['field.phone'], { exact: true }).fill('514 285-9286');
    await page.getByRole('button', { name: messages['firstRun.done'] }).click();
    await expect(page.getByTestId('card-drawing')).toBeVisible();
    const goBackToHome = () => page.getByRole('link', { name: messages['nav.back'] }).click();
    for (const [screen, action] of [
      ['edit', 'action.edit'],
      ['send', 'action.send'],
      ['print', 'action.print'],
    ] as const) {
      await page.getByRole('link', { name: messages[action] }).click();
      await expect(page.getByRole('heading', { name: messages[TITLES[screen]], level: 1 })).toBeVisible();
      if (screen === 'print') {
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: prepareLabel(locale, 10) }).click();
        expect((await downloading).suggestedFilename()).toMatch(/\.pdf$/);
        await expect(page.getByText(PRINT_MESSAGES[locale]['print.proved'])).toBeVisible();
      }
      await goBackToHome();
      await expect(page.getByRole('link', { name: messages['action.show'] })).toBeVisible();
    }
    await page.getByRole('link', { name: messages['nav.settings'] }).click();
    await expect(page.getByRole('heading', { name: messages['settings.title'] })).toBeVisible();
    await page.getByRole('link', { name: messages['nav.card'], exact: true }).click();
    await expect(page.getByRole('link', { name: messages['action.show'] })).toBeVisible();
    expect(documents, 'every step was a soft navigation').toBe(0);
    // The Show screen is a separate document.
    await page.getByRole('link', { name: messages['action.show'] }).click();
    await expect(async () => expect(await codesOnScreen(page)).toHaveLength(1)).toPass();
    expect(documents).toBe(1);
    await page.getByRole('link', { name: messages['action.close'] }).click();
    await expect(page.getByTestId('card-drawing')).toBeVisible();
    await page.goBack();
    await expect(async () => expect(await codesOnScreen(page)).toHaveLength(1)).toPass();
    await page.reload();
    await expect(async () => expect(await codesOnScreen(page)).toHaveLength(1)).toPass();

    // A file shared by another app waits for confirmation. The system posts a form to the manifest's share target.
    await page.evaluate(
      async (target) => {
        const form = new FormData();
        form.set(
          'contacts',
          new File(['BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roy;Zoé\r\nFN:Zoé Roy\r\nEND:VCARD\r\n'], 'zoé.vcf'),
        );
        await fetch(target, { method: 'POST', body: form });
      },
      screenPath(locale, 'import'),
    );
    await page.goto(screenPath(locale, 'import'));
    await expect(page.getByText(BOOK_MESSAGES[locale]['import.given'].replace('{name}', 'zoé.vcf'))).toBeVisible();
    await page.getByRole('button', { name: BOOK_MESSAGES[locale]['import.given.read'] }).click();
    await expect(page.getByText('Zoé Roy')).toBeVisible();
    await page.goto(screenPath(locale, 'import'));
    await expect(page.getByText(BOOK_MESSAGES[locale]['import.unfinished'].replace('{name}', 'zoé.vcf'))).toBeVisible();
  });
}

test('nothing reloads by itself: not when the network returns, and a new version only once accepted', async ({
  page,
  site,
  context,
}) => {
  await makeFirstCard(page);
  await waitForOffline(page);
  await page.goto('/fr/modifier');
  await page.getByLabel('Fonction', { exact: true }).fill('Boulangère');
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  for (const offline of [true, false, true, false]) {
    await context.setOffline(offline);
    await page.getByLabel('Fonction', { exact: true }).press('e');
  }
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByLabel('Fonction', { exact: true })).toHaveValue('Boulangèreeeee');
  expect(loads, 'coming back online').toBe(0);
  site.publishNewVersion();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(page.getByText(MESSAGES.fr['update.ready'])).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('Fonction', { exact: true })).toHaveValue('Boulangèreeeee');
  expect(loads, 'nothing reloads by itself').toBe(0);
  await page.getByRole('button', { name: MESSAGES.fr['update.apply'] }).click();
  await expect.poll(() => loads).toBe(1);
  await expect(page.getByText(MESSAGES.fr['update.ready'])).toBeHidden();
  await expect(page.getByLabel('Fonction', { exact: true })).toHaveValue('Boulangèreeeee');
});
