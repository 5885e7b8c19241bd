import type { Page } from '@playwright/test';
import { fr } from '@/lib/i18n/messages/app/fr';
import { readWithIcal, valuesOf } from '../support/vcard-readers';
import { holdScripts } from './support/held-scripts';
import { completeCard, makeFirstCard, saveContactFile, storeFirstCard } from './support/owner';
import { expect, test } from './support/site';

const field = (page: Page, key: keyof typeof fr) => page.getByLabel(fr[key], { exact: true });
const chip = (page: Page, key: keyof typeof fr) => page.getByRole('button', { name: fr[key], exact: true });

test('every property of a professional card is saved as typed and exported to the contact file', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto('/fr/modifier');
  for (const key of [
    'field.honorificPrefixes',
    'field.honorificSuffixes',
    'field.pronouns',
    'field.website',
    'field.headline',
    'field.note',
  ] as const) {
    await chip(page, key).click();
    await expect(field(page, key)).toBeFocused();
  }
  await field(page, 'field.honorificPrefixes').fill('Me');
  await field(page, 'field.honorificSuffixes').fill('LL. M.');
  await field(page, 'field.pronouns').fill('elle');
  await field(page, 'field.title').fill('Avocate');
  await field(page, 'field.organisation').fill('Gagné et associées');
  await chip(page, 'field.unit').click();
  await field(page, 'field.unit').fill('Droit du logement');
  await field(page, 'field.website').fill('exemple.ca');
  await chip(page, 'field.profiles').click();
  await field(page, 'field.profile').fill('linkedin.com/in/elodie');
  await chip(page, 'field.address').click();
  await field(page, 'address.street').fill('1554, boulevard De Maisonneuve Ouest');
  await field(page, 'address.locality').fill('Montréal');
  await field(page, 'address.region').fill('QC');
  await field(page, 'address.postalCode').fill('H3G 1M8');
  await expect(page.getByText('Montréal (Québec)')).toBeVisible();
  await field(page, 'field.headline').fill('Je défends les locataires');
  await field(page, 'field.note').fill('Bureau fermé\nle vendredi');
  await chip(page, 'field.languages').click();
  await page.getByRole('button', { name: 'français' }).click();
  await page.getByRole('button', { name: 'créole haïtien' }).click();
  await chip(page, 'field.preferred').click();
  await page.getByRole('radio', { name: fr['preferred.message'] }).check();

  const properties = readWithIcal(await saveContactFile(page));
  expect(valuesOf(properties, 'N')).toEqual([['Côté-Gagné', 'Élodie', '', 'Me', 'LL. M.']]);
  expect(valuesOf(properties, 'FN')).toEqual(['Me Élodie Côté-Gagné, LL. M.']);
  expect(valuesOf(properties, 'ORG').flat()).toEqual(['Gagné et associées', 'Droit du logement']);
  expect(valuesOf(properties, 'TITLE')).toEqual(['Avocate']);
  expect(valuesOf(properties, 'URL')).toEqual(['https://exemple.ca', 'https://linkedin.com/in/elodie']);
  expect(valuesOf(properties, 'X-ABLABEL')).toEqual(['LinkedIn']);
  expect(valuesOf(properties, 'ADR')).toEqual([
    ['', '', '1554, boulevard De Maisonneuve Ouest', 'Montréal', 'QC', 'H3G 1M8', ''],
  ]);
  const note = String(valuesOf(properties, 'NOTE')[0]).replace(/\u00a0/g, ' ');
  for (const expectedText of [
    'Je défends les locataires',
    'Bureau fermé\nle vendredi',
    'Pronoms : elle',
    'français, créole haïtien',
    'Message texte',
  ])
    expect(note).toContain(expectedText);

  await page.goto('/fr/modifier');
  await expect(field(page, 'field.note')).toHaveValue('Bureau fermé\nle vendredi');
  await expect(page.getByRole('radio', { name: fr['preferred.message'] })).toBeChecked();
});

test('an invalid value shows a message at its field and stays as typed', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto('/fr/modifier');
  const phone = field(page, 'field.phone');
  await phone.fill('514 28');
  await expect(page.getByText(fr['problem.phone.incomplete'])).toBeHidden();
  await phone.blur();
  await expect(page.getByText('Ce numéro semble incomplet')).toBeVisible();
  await expect(phone).toHaveValue('514 28');
  await expect(phone).toHaveAttribute('aria-invalid', 'true');
  await field(page, 'field.email').fill('elodie@');
  await field(page, 'field.email').blur();
  await expect(page.getByText('Cette adresse semble incomplète')).toBeVisible();
  await chip(page, 'field.website').click();
  await field(page, 'field.website').fill('javascript:alert(1)');
  await field(page, 'field.website').blur();
  await expect(page.getByText('Cette adresse ne s’ouvrirait pas')).toBeVisible();
  await page.reload();
  await expect(phone).toHaveValue('514 28');
  await expect(field(page, 'field.email')).toHaveValue('elodie@');
});

test('phone numbers are reordered with the keyboard and by dragging, and each step is announced', async ({ page }) => {
  await makeFirstCard(page);
  await completeCard(page);
  const numbers = () =>
    page
      .getByLabel(fr['field.phone'], { exact: true })
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  await expect.poll(numbers).toEqual(['514 285-9286', '438 888-9967']);
  const handle = page.getByRole('button', { name: 'Déplacer 438 888-9967' });
  await handle.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('438 888-9967 est pris, position 2 sur 2.')).toBeAttached();
  // dnd-kit's KeyboardSensor listens for arrow keys one event loop turn after it announces the pick-up.
  await expect(async () => {
    await page.keyboard.press('ArrowUp');
    await expect(page.getByText('438 888-9967 va en position 1 sur 2.')).toBeAttached({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press('Space');
  await expect.poll(numbers).toEqual(['438 888-9967', '514 285-9286']);

  const [from, to] = await Promise.all([
    page.getByRole('button', { name: 'Déplacer 514 285-9286' }).boundingBox(),
    handle.boundingBox(),
  ]);
  if (from === null || to === null) throw new Error('no handles');
  await page.mouse.move(from.x + 10, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y, { steps: 4 });
  await page.mouse.move(to.x + 10, to.y - 10, { steps: 12 });
  await page.mouse.up();
  await expect.poll(numbers).toEqual(['514 285-9286', '438 888-9967']);
});

test('edits can be undone and redone, and a deleted card can be restored', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto('/fr/modifier');
  const undo = page.getByRole('button', { name: fr['action.undo'] });
  await expect(undo).toBeDisabled();
  await field(page, 'field.title').fill('Boulangère');
  await page.getByRole('button', { name: fr['action.removePhone'].replace('{name}', '514 285-9286') }).click();
  await expect(field(page, 'field.phone')).toHaveCount(0);
  await undo.click();
  await expect(field(page, 'field.phone')).toHaveValue('514 285-9286');
  await undo.click();
  await expect(field(page, 'field.title')).toHaveValue('');
  await page.getByRole('button', { name: fr['action.redo'] }).click();
  await expect(field(page, 'field.title')).toHaveValue('Boulangère');

  await page.getByRole('button', { name: fr['edit.delete'] }).click();
  await expect(page.getByText(/est supprimée/)).toBeVisible();
  await page.getByRole('button', { name: fr['action.undo'] }).click();
  await expect(page.getByRole('link', { name: fr['action.show'] })).toBeVisible();
  await page.reload();
  await page.getByRole('link', { name: fr['action.edit'] }).click();
  await expect(field(page, 'field.title')).toHaveValue('Boulangère');
});

test('two tabs edit the same card without losing any edit', async ({ page, context }) => {
  await storeFirstCard(page);
  await page.goto('/fr/modifier');
  const other = await context.newPage();
  await other.goto('/fr/modifier');
  await field(other, 'field.title').fill('Maître boulangère');
  await field(page, 'field.organisation').fill('Boulangerie L’Été');
  await expect(field(page, 'field.title')).toHaveValue('Maître boulangère');
  await expect(field(other, 'field.organisation')).toHaveValue('Boulangerie L’Été');
  await page.reload();
  await expect(field(page, 'field.title')).toHaveValue('Maître boulangère');
  await expect(field(page, 'field.organisation')).toHaveValue('Boulangerie L’Été');
});

test('closing the tab right after a keystroke loses nothing', async ({ page, context }) => {
  await storeFirstCard(page);
  await page.goto('/fr/modifier');
  await field(page, 'field.title').pressSequentially('Boulangère en chef');
  await page.close();
  const reopened = await context.newPage();
  await reopened.goto('/fr/modifier');
  await expect(field(reopened, 'field.title')).toHaveValue('Boulangère en chef');
});

test('a picture field causes no layout shift when it loads, and takes the focus', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto('/fr/modifier');
  await expect(field(page, 'field.familyNames')).toHaveValue('Côté-Gagné');
  const releaseScripts = await holdScripts(page);
  await chip(page, 'field.logo').click();
  const next = chip(page, 'field.unit');
  await expect(page.getByText(fr['field.logo.hint'])).toBeVisible();
  const before = await next.boundingBox();
  const choose = page.getByRole('button', { name: `${fr['picture.choose']} (${fr['field.logo']})` });
  await expect(choose).toHaveCount(0);
  releaseScripts();
  await expect(choose).toBeFocused();
  expect(await next.boundingBox()).toEqual(before);
});
