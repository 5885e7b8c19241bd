import sharp from 'sharp';
import { fr } from '@/lib/i18n/messages/app/fr';
import { valuesOf } from '../support/vcard-readers';
import { holdScripts } from './support/held-scripts';
import {
  codesOnScreen,
  holdOutOffline,
  makeFirstCard,
  PRINT_MESSAGES,
  prepareLabel,
  readPayload,
  storeFirstCard,
  typeFirstCard,
} from './support/owner';
import { expect, test } from './support/site';

test('text typed before the scripts load is kept, and drawn once they have loaded', async ({ page }) => {
  const releaseScripts = await holdScripts(page);
  await page.goto('/fr', { waitUntil: 'commit' });
  const name = page.getByLabel(fr['field.name'], { exact: true });
  await name.fill('Élodie Côté-Gagné');
  await page.getByLabel(fr['field.phone'], { exact: true }).fill('514 285-9286');
  // A tap before hydration does not submit the form, which would navigate away.
  await page.getByRole('button', { name: fr['firstRun.done'] }).click();
  await expect(name).toHaveValue('Élodie Côté-Gagné');
  expect(new URL(page.url()).search).toBe('');
  releaseScripts();
  await expect(page.getByText(fr['code.offline.title']).first()).toBeVisible();
  await expect(name).toHaveValue('Élodie Côté-Gagné');
  await page.getByRole('button', { name: fr['firstRun.done'] }).click();
  await expect(page.getByRole('link', { name: fr['action.show'] })).toBeVisible();
});

test('a link pressed while the scripts start is followed', async ({ page }) => {
  await storeFirstCard(page);
  const releaseScripts = await holdScripts(page);
  await page.goto('/fr', { waitUntil: 'commit' });
  const show = page.getByRole('link', { name: fr['action.show'] });
  await show.hover();
  await page.mouse.down();
  releaseScripts();
  await expect(page.getByTestId('card-drawing')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByRole('link', { name: fr['show.noPhone'] })).toBeVisible();
});

test('a file chosen before the scripts load is read once they have loaded', async ({ page }) => {
  const releaseScripts = await holdScripts(page);
  await page.goto('/fr/ouvrir', { waitUntil: 'commit' });
  const text = 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roy;Zoé;;;\r\nFN:Zoé Roy\r\nEND:VCARD\r\n';
  await page
    .getByLabel(fr['open.choose'])
    .setInputFiles({ name: 'moi.vcf', mimeType: 'text/vcard', buffer: Buffer.from(text) });
  releaseScripts();
  await expect(page.getByRole('button', { name: 'Zoé Roy' })).toBeVisible();
});

test('the first screen has its three fields even without scripts', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}/fr`);
  for (const key of ['field.name', 'field.phone', 'field.email'] as const)
    await expect(page.getByLabel(fr[key], { exact: true })).toBeVisible();
  await expect(page.locator('noscript p')).toHaveText(fr['app.noScript']);
  await expect(page.locator('noscript p')).toBeVisible();
  await context.close();
});

test('a reload in the middle of the first run loses nothing', async ({ page }) => {
  await page.goto('/fr');
  await page.getByLabel(fr['field.name'], { exact: true }).fill('Élodie');
  await page.getByLabel(fr['field.phone'], { exact: true }).fill('514 28');
  await page.reload();
  await expect(page.getByLabel(fr['field.name'], { exact: true })).toHaveValue('Élodie');
  await expect(page.getByLabel(fr['field.phone'], { exact: true })).toHaveValue('514 28');
});

test('a missing name is reported with a message; a double click creates one card', async ({ page }) => {
  await page.goto('/fr');
  await page.getByLabel(fr['field.phone'], { exact: true }).fill('514 285-9286');
  const doneButton = page.getByRole('button', { name: fr['firstRun.done'] });
  await doneButton.click();
  await expect(page.getByText('Écrivez votre nom')).toBeVisible();
  await expect(page.getByLabel(fr['field.name'], { exact: true })).toBeFocused();
  await page.getByLabel(fr['field.name'], { exact: true }).fill('Élodie');
  await expect(page.getByText('Écrivez votre nom')).toBeHidden();
  await doneButton.dblclick();
  await expect(page.getByRole('link', { name: fr['action.show'] })).toBeVisible();
  await expect(page.getByRole('navigation', { name: fr['home.cards'] })).toBeHidden();
});

const NAMES: Record<string, string> = {
  'of 300 characters': `${'Wolfeschlegelsteinhausenbergerdorff '.repeat(9).slice(0, 299)}X`,
  'with emoji': 'Élodie 🥐👩🏽‍🍳 Côté',
  'written from right to left': 'محمد العلي',
  'with every character vCard escapes': 'a;b,c\\d:e"f',
};

test('an unusual name is exact in the code and does not overflow the screen', async ({ page }) => {
  for (const [what, name] of Object.entries(NAMES)) {
    await makeFirstCard(page, { name });
    await expect(page.getByTestId('card-drawing'), what).toBeVisible();
    await page.goto('/fr/montrer');
    await holdOutOffline(page);
    await expect(async () => {
      const [payload = ''] = await codesOnScreen(page);
      expect(valuesOf(readPayload(payload), 'FN'), what).toEqual([name]);
      expect(valuesOf(readPayload(payload), 'TEL'), what).toEqual(['+15142859286']);
    }).toPass();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, what).toBeLessThanOrEqual(0);
  }
});

test('; , and \\ stay within their property in the code (tests/unit/contact-file covers every property)', async ({
  page,
}) => {
  const hostile = 'x;y,z\\TEL:+1';
  await storeFirstCard(page);
  await page.goto('/fr/modifier');
  for (const key of ['field.givenNames', 'field.familyNames', 'field.organisation', 'field.title'] as const)
    await page.getByLabel(fr[key], { exact: true }).fill(hostile);
  await page.goto('/fr/montrer');
  await holdOutOffline(page);
  await expect(async () => {
    const [payload = ''] = await codesOnScreen(page);
    const properties = readPayload(payload);
    expect(valuesOf(properties, 'N').flat().slice(0, 2)).toEqual([hostile, hostile]);
    expect(valuesOf(properties, 'ORG').flat()).toEqual([hostile]);
    expect(valuesOf(properties, 'TITLE')).toEqual([hostile]);
    expect(valuesOf(properties, 'TEL')).toHaveLength(1);
  }).toPass();
});

test('with storage refused, everything works, with advice on screen, and the file can be saved', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    Storage.prototype.setItem = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    Storage.prototype.getItem = () => {
      throw new DOMException('refused', 'SecurityError');
    };
  });
  await typeFirstCard(page);
  await expect(page.getByText('Ce navigateur refuse de garder vos données')).toBeVisible();
  await expect(page.getByTestId('card-drawing')).toBeVisible();
  await page.getByRole('link', { name: fr['safety.saveFile'] }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: fr['send.file.download'] }).click();
  expect((await downloading).suggestedFilename()).toBe('Élodie-Côté-Gagné.vcf');
  // Printing works too, with a notice that the batch is not recorded.
  await page.getByRole('link', { name: fr['nav.back'] }).click();
  await page.getByRole('link', { name: fr['action.print'] }).click();
  const printing = page.waitForEvent('download');
  await page.getByRole('button', { name: prepareLabel('fr', 10) }).click();
  expect((await printing).suggestedFilename()).toMatch(/\.pdf$/);
  await expect(page.getByText(PRINT_MESSAGES.fr['print.notNoted'].split(' : ')[0] ?? '')).toBeVisible();
});

test('with storage full, typed text stays on the page and is saved once there is room', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto('/fr/modifier');
  await expect(page.getByLabel(fr['field.title'], { exact: true })).toBeVisible();
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    Object.assign(window, {
      makeRoom: () => {
        IDBObjectStore.prototype.put = put;
      },
    });
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.getByLabel(fr['field.title'], { exact: true }).fill('Boulangère');
  await expect(page.getByText('Cet appareil n’a plus de place')).toBeVisible();
  await expect(page.getByLabel(fr['field.title'], { exact: true })).toHaveValue('Boulangère');
  await page.evaluate(() => (window as unknown as { makeRoom(): void }).makeRoom());
  await page.getByRole('button', { name: fr['safety.retry'] }).click();
  await expect(page.getByText('Cet appareil n’a plus de place')).toBeHidden();
  await page.reload();
  await expect(page.getByLabel(fr['field.title'], { exact: true })).toHaveValue('Boulangère');
});

test('reports a photo that does not fit in storage, and saves it once there is room', async ({ page }, testInfo) => {
  const path = testInfo.outputPath('photo.png');
  await sharp({ create: { width: 400, height: 400, channels: 3, background: '#0b5b6b' } })
    .png()
    .toFile(path);
  await storeFirstCard(page);
  await page.goto('/fr/modifier');
  await page.getByRole('button', { name: fr['field.logo'], exact: true }).click();
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put }) });
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if (this.name === 'pictures') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    };
  });
  await page.getByLabel(fr['field.logo'], { exact: true }).setInputFiles(path);
  await expect(page.getByText('Cet appareil n’a plus de place')).toBeVisible();
  await page.getByLabel(fr['field.title'], { exact: true }).fill('Boulangère');
  await expect(page.getByText('Cet appareil n’a plus de place')).toBeVisible();
  await page.evaluate(() => (window as unknown as { makeRoom(): void }).makeRoom());
  // A pending write may succeed by itself before the button is clicked.
  await expect(async () => {
    const retry = page.getByRole('button', { name: fr['safety.retry'] });
    if (await retry.isVisible()) await retry.click({ timeout: 1000 });
    await expect(page.getByText('Cet appareil n’a plus de place')).toBeHidden({ timeout: 1000 });
  }).toPass();
  await page.reload();
  await expect(page.getByRole('img', { name: fr['picture.current'] })).toBeVisible();
});

test('everything can be erased, after a confirmation', async ({ page }) => {
  await makeFirstCard(page);
  await page.getByRole('link', { name: fr['nav.settings'] }).click();
  await page.getByRole('button', { name: fr['settings.erase'] }).click();
  await page.getByRole('button', { name: fr['settings.erase.confirm'] }).click();
  await expect(page.getByText(fr['settings.erased'])).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('poignee.')))).toEqual([
    'poignee.epoch',
  ]);
  await page.goto('/fr');
  await expect(page.getByLabel(fr['field.name'], { exact: true })).toHaveValue('');
});
