import type { Page } from '@playwright/test';
import { fr } from '@/lib/i18n/messages/app/fr';
import { readWithIcal, valuesOf } from '../support/vcard-readers';
import { holdScripts } from './support/held-scripts';
import { BOOK_MESSAGES, bytesOf, codesOnScreen, makeFirstCard, PRINT_MESSAGES, storeFirstCard } from './support/owner';
import { expect, test } from './support/site';

const b = BOOK_MESSAGES.fr;

test('a tap, an arrow key or a swipe switches between the two codes', async ({ page }) => {
  await makeFirstCard(page);
  await page.getByRole('link', { name: fr['action.show'] }).click();
  const isLink = expect.stringMatching(/\/O#[0-9]+$/);
  const isCard = expect.stringContaining('BEGIN:VCARD');
  await expect(async () => expect(await codesOnScreen(page)).toEqual([isLink])).toPass();
  await page.getByRole('button', { name: fr['show.kind.offline'] }).click();
  await expect(async () => expect(await codesOnScreen(page)).toEqual([isCard])).toPass();
  await page.keyboard.press('ArrowRight');
  await expect(async () => expect(await codesOnScreen(page)).toEqual([isLink])).toPass();
  const box = await page.locator('#show-symbol').boundingBox();
  const y = (box?.y ?? 0) + 100;
  await page.mouse.move(300, y);
  await page.mouse.down();
  await page.mouse.move(120, y, { steps: 5 });
  await page.mouse.up();
  await expect(async () => expect(await codesOnScreen(page)).toEqual([isCard])).toPass();
  await expect(page.getByText(fr['show.brightness'])).toBeHidden();
});

test('offers ways to share without a smartphone, one tap away from the code', async ({ page }) => {
  await makeFirstCard(page);
  await page.getByRole('link', { name: fr['action.show'] }).click();
  await page.getByRole('link', { name: fr['show.noPhone'] }).click();
  await expect(page.getByRole('heading', { name: fr['otherwise.title'] })).toBeVisible();
  await page.getByRole('link', { name: fr['otherwise.dictate'] }).click();
  const number = page.getByText('514 285-9286', { exact: false }).first();
  await expect(number).toBeVisible();
  expect(
    await number.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
  ).toBeGreaterThanOrEqual(36);
  await page.goBack();
  await page.getByRole('link', { name: fr['otherwise.print'] }).click();
  await expect(page.getByRole('radio', { name: new RegExp(PRINT_MESSAGES.fr['design.large-print']) })).toBeChecked();
  await page.goBack();
  await page.getByRole('link', { name: fr['otherwise.send'] }).click();
  await expect(page.getByRole('link', { name: fr['send.sms'], exact: true })).toBeVisible();
});

test('saves the noted details as a contact file and reports what is missing', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto('/fr/noter');
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await expect(page.getByText(b['guidedEntry.nameMissing'])).toBeVisible();
  await page.getByLabel(b['guidedEntry.name']).fill('Marguerite De la Sablonnière');
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  for (const digit of '4505550199') await page.getByRole('button', { name: digit, exact: true }).click();
  await expect(page.getByText('450 555 01 99')).toBeVisible();
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.when.morning'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.yes'] }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: b['guidedEntry.toDevice'] }).click();
  const properties = readWithIcal(new TextDecoder().decode(await bytesOf(await downloading)));
  expect(valuesOf(properties, 'N')).toEqual([['De la Sablonnière', 'Marguerite', '', '', '']]);
  expect(valuesOf(properties, 'TEL')).toEqual(['+14505550199']);
});

test('the code survives a rotation, a screen lock and the release of the wake lock', async ({ page }) => {
  await page.addInitScript(() => {
    const held: { onrelease: (() => void) | null }[] = [];
    Object.assign(window, { held });
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: async () => {
          const sentinel = { onrelease: null, release: async () => undefined };
          held.push(sentinel);
          return sentinel;
        },
      },
    });
  });
  await makeFirstCard(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('link', { name: fr['action.show'] }).click();
  const readCode = async () => (await codesOnScreen(page))[0];
  await expect(async () => expect(await readCode()).toMatch(/\/O#/)).toPass();
  const code = await readCode();
  await page.setViewportSize({ width: 844, height: 390 });
  await expect(async () => expect(await readCode()).toBe(code)).toPass();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(async () => expect(await readCode()).toBe(code)).toPass();
  type Held = { held: { onrelease: (() => void) | null }[] };
  await page.evaluate(() => (window as unknown as Held).held.at(-1)?.onrelease?.());
  await expect(page.getByText(fr['show.mayDarken'])).toBeVisible();
  await expect(async () => expect(await readCode()).toBe(code)).toPass();
});

/** Opens the Show screen with its script blocked. Returns a function that lets it through. */
async function openWithoutScripts(page: Page): Promise<() => void> {
  await makeFirstCard(page);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('poignee.show'))).toContain('"path"');
  const releaseScripts = await holdScripts(page, '', '**/show/**/*.js');
  await page.goto('/fr/montrer', { waitUntil: 'commit' });
  return releaseScripts;
}

test('a press that starts before the script loads and ends after it still selects a code', async ({ page }) => {
  const releaseScripts = await openWithoutScripts(page);
  const isCard = [expect.stringContaining('BEGIN:VCARD')];
  const offline = page.getByRole('button', { name: fr['show.kind.offline'] });
  const box = await offline.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  await page.mouse.down();
  releaseScripts();
  // Only the script handles arrow keys: once one works, the script has loaded.
  await expect(async () => {
    await page.keyboard.press('ArrowLeft');
    await expect(offline).toHaveAttribute('aria-pressed', 'true', { timeout: 300 });
  }).toPass();
  await page.keyboard.press('ArrowRight');
  await expect(offline).toHaveAttribute('aria-pressed', 'false');
  await page.mouse.up();
  await expect(offline).toHaveAttribute('aria-pressed', 'true');
  await expect(async () => expect(await codesOnScreen(page)).toEqual(isCard)).toPass();
});

test('the two buttons work before the script loads, and the script keeps the choice', async ({ page }) => {
  const releaseScripts = await openWithoutScripts(page);
  const isCard = [expect.stringContaining('BEGIN:VCARD')];
  await page.getByRole('button', { name: fr['show.kind.offline'] }).click();
  await expect(async () => expect(await codesOnScreen(page)).toEqual(isCard)).toPass();
  releaseScripts();
  // Only the script opens the help: once it opens, the script has loaded and kept the choice.
  await expect(async () => {
    await page.getByRole('button', { name: fr['show.more'] }).click();
    await expect(page.getByText(fr['show.offline'])).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await codesOnScreen(page)).toEqual(isCard);
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    expect(await codesOnScreen(page)).toEqual([expect.stringMatching(/\/O#/)]);
  }).toPass();
  await page.getByRole('button', { name: fr['show.kind.offline'] }).click();
  await expect(async () => expect(await codesOnScreen(page)).toEqual(isCard)).toPass();
});
