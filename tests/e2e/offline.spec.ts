import type { Locator } from '@playwright/test';
import { LOCALES } from '@/lib/i18n/locales';
import { SCREENS, type Screen, screenPath } from '@/lib/i18n/screens';
import {
  BOOK_WORDS,
  codesOnScreen,
  EXCHANGE_WORDS,
  linkOf,
  makeFirstCard,
  PRINT_WORDS,
  prepareLabel,
  WORDS,
} from './support/owner';
import { expect, isLongRun, LONG, test, waitForOffline } from './support/site';

test.use({ serviceWorkers: 'allow' });

const TITLES = {
  edit: 'edit.title',
  send: 'send.title',
  print: 'print.title',
  settings: 'settings.title',
} as const;

for (const locale of LOCALES) {
  const words = WORDS[locale];

  // A visit in either language caches both: the first test checks both, the second only the one not visited.
  const checkedLocales = locale === 'fr' ? LOCALES : (['fr'] as const);

  test(`after one visit in ${locale}, every screen in ${checkedLocales.join(' and ')} works without a network`, {
    tag: locale === 'fr' ? [] : LONG,
  }, async ({ page, site }) => {
    // Up to sixty screens in sequence.
    test.setTimeout(150_000);
    await makeFirstCard(page, { locale });
    await waitForOffline(page);
    await site.stop();
    for (const targetLocale of checkedLocales) {
      const appMessages = WORDS[targetLocale];
      const printMessages = PRINT_WORDS[targetLocale];
      const bookMessages = BOOK_WORDS[targetLocale];
      const exchangeMessages = EXCHANGE_WORDS[targetLocale];
      // Elements that a screen shows only once its scripts have run and the card has been read.
      const proofs: Record<Screen, Locator> = {
        home: page.getByTestId('card-drawing'),
        edit: page.getByLabel(appMessages['field.familyNames'], { exact: true }),
        show: page.getByRole('heading', { name: 'Élodie Côté-Gagné' }),
        send: page.getByRole('button', { name: appMessages['send.file.download'], disabled: false }),
        print: page.getByRole('button', {
          name: prepareLabel(targetLocale, 10),
          disabled: false,
        }),
        batches: page.getByText(printMessages['batches.none']),
        printer: page.getByRole('button', { name: printMessages['printer.make'], disabled: false }),
        otherwise: page.getByRole('link', { name: appMessages['otherwise.dictate'] }),
        dictate: page.getByText(targetLocale === 'fr' ? '514 285-9286' : '514-285-9286').first(),
        guidedEntry: page.getByLabel(bookMessages['guidedEntry.name']),
        contacts: page.getByText(bookMessages['contacts.empty']),
        contact: page.getByText(bookMessages['contact.none']),
        receive: page.getByRole('link', { name: bookMessages['receive.scan'] }),
        scan: page.getByText(bookMessages['scan.picture'], { exact: true }),
        paperCard: page.getByText(bookMessages['paper.photograph']),
        import: page.getByText(bookMessages['import.choose']),
        event: page.getByRole('button', { name: bookMessages['event.begin'], disabled: false }),
        todo: page.getByText(bookMessages['todo.none'], { exact: true }),
        duplicates: page.getByText(bookMessages['duplicates.none']),
        insights: page.getByText(bookMessages['insights.none']),
        backup: page.getByRole('button', { name: bookMessages['backup.make'], disabled: false }),
        addresses: page.getByText(bookMessages['addresses.none']),
        signature: page.locator('#signature').getByRole('link', { name: appMessages['signature.card'] }),
        codes: page.getByRole('button', { name: appMessages['codes.save'], disabled: false }),
        open: page.getByText(appMessages['open.choose']),
        publish: page.getByRole('button', { name: exchangeMessages['publish.begin'], disabled: false }),
        devices: page.getByLabel(exchangeMessages['devices.words.label']),
        move: page.getByText(exchangeMessages['move.import'], { exact: true }),
        reply: page.getByText(exchangeMessages['reply.unknown']),
        settings: page.getByRole('button', { name: appMessages['settings.erase'], disabled: false }),
      };
      // The other language's screens have the same scripts: their documents are read, and a few of them are opened.
      const statuses = await page.evaluate(
        (paths) => Promise.all(paths.map((path) => fetch(path).then(({ status }) => status))),
        SCREENS.map((screen) => screenPath(targetLocale, screen)),
      );
      expect(new Set(statuses)).toEqual(new Set([200]));
      const opened =
        targetLocale === locale || isLongRun ? SCREENS : (['home', 'edit', 'contacts', 'publish'] as const);
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
  });

  test(`the whole job works offline in ${locale} by following links`, { tag: locale === 'fr' ? [] : LONG }, async ({
    page,
    site,
  }) => {
    await page.goto(screenPath(locale, 'home'));
    await waitForOffline(page);
    await site.stop();
    let documents = 0;
    page.on('request', (request) => {
      documents += request.isNavigationRequest() ? 1 : 0;
    });
    await page.getByLabel(words['field.name'], { exact: true }).fill('Élodie Côté-Gagné');
    await page.getByLabel(words['field.phone'], { exact: true }).fill('514 285-9286');
    await page.getByRole('button', { name: words['firstRun.done'] }).click();
    await expect(page.getByTestId('card-drawing')).toBeVisible();
    const goBackToHome = () => page.getByRole('link', { name: words['nav.back'] }).click();
    for (const [screen, action] of [
      ['edit', 'action.edit'],
      ['send', 'action.send'],
      ['print', 'action.print'],
    ] as const) {
      await page.getByRole('link', { name: words[action] }).click();
      await expect(page.getByRole('heading', { name: words[TITLES[screen]], level: 1 })).toBeVisible();
      if (screen === 'print') {
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: prepareLabel(locale, 10) }).click();
        expect((await downloading).suggestedFilename()).toMatch(/\.pdf$/);
        await expect(page.getByText(PRINT_WORDS[locale]['print.proved'])).toBeVisible();
      }
      await goBackToHome();
      await expect(page.getByRole('link', { name: words['action.show'] })).toBeVisible();
    }
    await page.getByRole('link', { name: words['nav.settings'] }).click();
    await expect(page.getByRole('heading', { name: words['settings.title'] })).toBeVisible();
    await page.getByRole('link', { name: words['nav.card'], exact: true }).click();
    await expect(page.getByRole('link', { name: words['action.show'] })).toBeVisible();
    expect(documents, 'every step was a soft navigation').toBe(0);
    // The Show screen is a separate document.
    await page.getByRole('link', { name: words['action.show'] }).click();
    await expect(async () => expect(await codesOnScreen(page)).toHaveLength(1)).toPass();
    expect(documents).toBe(1);
    await page.getByRole('link', { name: words['action.close'] }).click();
    await expect(page.getByTestId('card-drawing')).toBeVisible();
    await page.goBack();
    await expect(async () => expect(await codesOnScreen(page)).toHaveLength(1)).toPass();
    await page.reload();
    await expect(async () => expect(await codesOnScreen(page)).toHaveLength(1)).toPass();
  });
}

test('a new version is applied only once accepted, and text being typed is kept', async ({ page, site }) => {
  await makeFirstCard(page);
  await waitForOffline(page);
  await page.goto('/fr/modifier');
  await page.getByLabel('Fonction', { exact: true }).fill('Boulangère');
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  site.publishNewVersion();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect(page.getByText(WORDS.fr['update.ready'])).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('Fonction', { exact: true })).toHaveValue('Boulangère');
  expect(loads, 'nothing reloads by itself').toBe(0);
  await page.getByRole('button', { name: WORDS.fr['update.apply'] }).click();
  await expect.poll(() => loads).toBe(1);
  await expect(page.getByText(WORDS.fr['update.ready'])).toBeHidden();
  await expect(page.getByLabel('Fonction', { exact: true })).toHaveValue('Boulangère');
});

test('coming back online never reloads a page', async ({ page, context }) => {
  await makeFirstCard(page);
  await waitForOffline(page);
  await page.goto('/fr/modifier');
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await page.getByLabel('Fonction', { exact: true }).fill('Boul');
  for (const offline of [true, false, true, false]) {
    await context.setOffline(offline);
    await page.getByLabel('Fonction', { exact: true }).press('e');
  }
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByLabel('Fonction', { exact: true })).toHaveValue(/^Boul/);
  expect(loads).toBe(0);
});

test('opened offline, the Show screen shows the offline code and keeps it when the network returns', async ({
  page,
  site,
  context,
}) => {
  await makeFirstCard(page);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('poignee.show'))).toContain('"path"');
  await waitForOffline(page);
  await site.stop();
  await context.setOffline(true);
  await page.goto('/fr/montrer');
  const isCard = expect.stringContaining('BEGIN:VCARD');
  await expect(async () => expect(await codesOnScreen(page)).toEqual([isCard])).toPass();
  await expect(page.getByRole('button', { name: WORDS.fr['show.kind.offline'] })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await context.setOffline(false);
  await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(true);
  expect(await codesOnScreen(page)).toEqual([isCard]);
});

test('a card link opens offline where the app is installed, in lower case and in upper case', async ({
  page,
  site,
}) => {
  await makeFirstCard(page);
  const link = await linkOf(page);
  await waitForOffline(page);
  await site.stop();
  for (const path of ['/o#', '/O#']) {
    await page.goto('about:blank');
    await page.goto(link.replace('/o#', path));
    await expect(page.getByRole('heading', { name: 'Élodie Côté-Gagné' })).toBeVisible();
  }
});

test('a file shared by another app waits for confirmation and is read offline', async ({ page, site }) => {
  const b = BOOK_WORDS.fr;
  await page.goto('/fr');
  await waitForOffline(page);
  await site.stop();
  // As the system does it: a form posted to the manifest's share target.
  await page.evaluate(async () => {
    const form = new FormData();
    form.set(
      'contacts',
      new File(['BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roy;Zoé\r\nFN:Zoé Roy\r\nEND:VCARD\r\n'], 'zoé.vcf'),
    );
    await fetch('/fr/importer', { method: 'POST', body: form });
  });
  await page.goto('/fr/importer');
  await expect(page.getByText(b['import.given'].replace('{name}', 'zoé.vcf'))).toBeVisible();
  await page.getByRole('button', { name: b['import.given.read'] }).click();
  await expect(page.getByText('Zoé Roy')).toBeVisible();
  await page.goto('/fr/importer');
  await expect(page.getByText(b['import.unfinished'].replace('{name}', 'zoé.vcf'))).toBeVisible();
});
