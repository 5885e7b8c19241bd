import { fr } from '@/lib/i18n/messages/app/fr';
import { decodeCodes } from '../support/decode';
import { readWithIcal, readWithVcf, valuesOf } from '../support/vcard-readers';
import {
  bytesOf,
  codesOnScreen,
  holdOutOffline,
  makeFirstCard,
  readPayload,
  storeCompleteCard,
  storeFirstCard,
} from './support/owner';
import { expect, test } from './support/site';

test('a new owner has a code that decodes after three actions, and a card after a fourth', async ({ page }) => {
  let actions = 0;
  const countAction = async (action: Promise<void>) => {
    actions += 1;
    await action;
  };
  await page.goto('/fr');
  await countAction(page.getByLabel(fr['field.name'], { exact: true }).fill('Élodie Côté-Gagné'));
  await expect(page.getByText(fr['code.offline.title'])).toBeHidden();
  await countAction(page.getByLabel(fr['field.phone'], { exact: true }).fill('514 285-9286'));
  await expect(page.getByText(fr['code.offline.title']).first()).toBeVisible();
  await countAction(page.getByLabel(fr['field.email'], { exact: true }).fill('elodie@exemple.ca'));
  await expect(async () => {
    const [payload = ''] = await codesOnScreen(page);
    expect(valuesOf(readPayload(payload), 'EMAIL')).toEqual(['elodie@exemple.ca']);
  }).toPass();
  await countAction(page.getByRole('button', { name: fr['firstRun.done'] }).click());
  await expect(page.getByRole('link', { name: fr['action.show'] })).toBeVisible();
  expect(actions).toBeLessThanOrEqual(4);
  // The code is drawn anew with the card.
  await expect(async () => {
    const [payload = ''] = await codesOnScreen(page);
    const properties = readPayload(payload);
    expect(valuesOf(properties, 'FN')).toEqual(['Élodie Côté-Gagné']);
    expect(valuesOf(properties, 'TEL')).toEqual(['+15142859286']);
  }).toPass();
});

test('the code on the Show screen carries the exact name, phone numbers and organisation', async ({ page }) => {
  await storeCompleteCard(page);
  await page.goto('/fr/montrer');
  await holdOutOffline(page);
  await expect(page.getByRole('heading', { name: 'Élodie Côté-Gagné' })).toBeVisible();
  await expect(async () => expect(await codesOnScreen(page)).toHaveLength(1)).toPass();
  const properties = readPayload((await codesOnScreen(page))[0] ?? '');
  expect(valuesOf(properties, 'FN')).toEqual(['Élodie Côté-Gagné']);
  expect(valuesOf(properties, 'N').flat().slice(0, 2)).toEqual(['Côté-Gagné', 'Élodie']);
  expect(valuesOf(properties, 'TEL')).toEqual(['+15142859286', '+14388889967']);
  expect(valuesOf(properties, 'ORG').flat()).toEqual(['Boulangerie L’Été; Fils, inc.']);
});

test('the contact file is named after the person and reads the same in two independent parsers', async ({ page }) => {
  await storeCompleteCard(page);
  await page.goto('/fr/envoyer');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: fr['send.file.download'] }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Élodie-Côté-Gagné.vcf');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await bytesOf(download));
  for (const read of [readWithIcal, readWithVcf]) {
    const properties = read(text);
    expect(valuesOf(properties, 'VERSION')).toEqual(['3.0']);
    expect(valuesOf(properties, 'N')).toEqual([['Côté-Gagné', 'Élodie', '', '', '']]);
    expect(valuesOf(properties, 'FN')).toEqual(['Élodie Côté-Gagné']);
    expect(valuesOf(properties, 'TEL')).toEqual(['+15142859286', '+14388889967']);
    expect(valuesOf(properties, 'EMAIL')).toEqual(['elodie@boulangerie-lete.ca']);
    expect(valuesOf(properties, 'ORG').flat()).toEqual(['Boulangerie L’Été; Fils, inc.']);
    expect(valuesOf(properties, 'TITLE')).toEqual(['Maître boulangère']);
  }
  await expect(page.getByRole('status')).toContainText('Élodie-Côté-Gagné.vcf');
});

test('the details can be copied as text in the region’s format', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await storeFirstCard(page);
  await page.goto('/fr/envoyer');
  await page.getByRole('button', { name: fr['send.text.copy'], exact: true }).click();
  await expect(page.getByText(fr['send.copied'])).toBeVisible();
  const copiedText = await page.evaluate(() => navigator.clipboard.readText());
  expect(copiedText.replace(/\u00a0/g, ' ')).toBe(
    'Élodie Côté-Gagné\n514 285-9286, poste 150\nelodie@boulangerie-lete.ca',
  );
});

test('each of several cards has its own code, one tap away from the next', async ({ page }) => {
  await makeFirstCard(page);
  await page.getByRole('button', { name: fr['action.newCard'] }).click();
  await expect(page).toHaveURL(/\/fr\/modifier\?id=/);
  await page.getByRole('button', { name: fr['action.addPhone'] }).click();
  await page.getByLabel(fr['field.phone'], { exact: true }).fill('438 888-9967');
  await page.getByLabel(fr['field.label']).fill('Association');
  await page.goto('/fr');
  await expect(page.getByRole('button', { name: 'Association' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('link', { name: fr['action.show'] }).click();
  await holdOutOffline(page);
  const readShownNumber = async () => {
    const [payload = ''] = await codesOnScreen(page);
    return valuesOf(readPayload(payload), 'TEL')[0];
  };
  await expect(async () => expect(await readShownNumber()).toBe('+14388889967')).toPass();
  await page.getByRole('button', { name: fr['show.next'] }).click();
  await expect(async () => expect(await readShownNumber()).toBe('+15142859286')).toPass();
  await page.goBack();
  await expect(page.getByRole('link', { name: fr['action.show'] })).toBeVisible();
});

test('the QR code drawn on the card is the one that will be printed', async ({ page }) => {
  await storeCompleteCard(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/fr');
  await expect(page.getByTestId('card-drawing')).toBeVisible();
  await expect(async () => {
    const [code] = await decodeCodes(await page.getByTestId('card-drawing').screenshot({ scale: 'css' }));
    expect(valuesOf(readPayload(code?.text ?? ''), 'TEL')).toHaveLength(2);
  }).toPass();
});
