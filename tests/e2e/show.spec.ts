import { fr } from '@/lib/i18n/messages/app/fr';
import { decodeCodes } from '../support/decode';
import { codesOnScreen, makeFirstCard } from './support/owner';
import { expect, test } from './support/site';

test('the code is painted before any script of the app has loaded', async ({ page }) => {
  await makeFirstCard(page);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('poignee.show'))).toContain('"path"');
  await page.route('**/*.js', (route) => route.abort());
  await page.goto('/fr/montrer');
  const codes = await codesOnScreen(page);
  expect(codes).toHaveLength(1);
  expect(codes[0]).toMatch(/\/O#[0-9]+$/);
  await expect(page.locator('#show-name')).toHaveText('Élodie Côté-Gagné');
});

test('the code stays when storage never answers, and after the storage timeout', async ({ page }) => {
  await makeFirstCard(page);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('poignee.show'))).toContain('"path"');
  await page.addInitScript(() => {
    // A request that never fires an event.
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  });
  await page.goto('/fr/montrer');
  await page.waitForLoadState('networkidle');
  expect(await codesOnScreen(page)).toHaveLength(1);
  // Past the timeout after which the owner is told that nothing is saved (lib/browser/card/card-database.ts).
  await expect(async () => {
    const elapsedMs = await page.evaluate(() => performance.now());
    expect(elapsedMs).toBeGreaterThan(9500);
  }).toPass({ timeout: 20_000 });
  expect(await codesOnScreen(page)).toHaveLength(1);
  await expect(page.getByText(fr['show.empty'])).toBeHidden();
  await page.reload();
  expect(await codesOnScreen(page)).toHaveLength(1);
});

test('shows the code dark on white, whole and large on every screen size, even in the dark theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await makeFirstCard(page);
  for (const [size, viewport] of Object.entries({
    portrait: { width: 390, height: 844 },
    landscape: { width: 844, height: 390 },
    'small phone': { width: 320, height: 480 },
    'low phone': { width: 360, height: 640 },
    desktop: { width: 1280, height: 800 },
  })) {
    await page.setViewportSize(viewport);
    await page.goto('/fr/montrer');
    await expect(async () => expect(await codesOnScreen(page), size).toHaveLength(1)).toPass();
    const box = await page.locator('#show-symbol').boundingBox();
    const shorter = Math.min(viewport.width, viewport.height);
    expect(box?.x ?? -1, size).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0), size).toBeLessThanOrEqual(viewport.width + 1);
    expect((box?.y ?? 0) + (box?.height ?? 0), size).toBeLessThanOrEqual(viewport.height + 1);
    const share = (box?.width ?? 0) / shorter;
    expect(share, `${size}: share of the shorter side`).toBeGreaterThan(size === 'small phone' ? 0.8 : 0.9);
    const controls = await page.locator('.show-controls').boundingBox();
    const isOver =
      (controls?.x ?? 0) < (box?.x ?? 0) + (box?.width ?? 0) &&
      (controls?.y ?? 0) + (controls?.height ?? 0) > (box?.y ?? 0);
    expect(isOver && viewport.height > viewport.width, `${size}: the controls cover the code`).toBe(false);
    const [code] = await decodeCodes(await page.screenshot());
    expect(code?.isInverted, size).toBe(false);
    const background = await page.evaluate(
      () => getComputedStyle(document.querySelector('.show-screen') as Element).backgroundColor,
    );
    expect(background, size).toBe('rgb(255, 255, 255)');
  }
});

test('requests a wake lock, again once the page is visible again, and releases it on leaving', async ({ page }) => {
  await page.addInitScript(() => {
    // In sessionStorage, because leaving the Show screen unloads its document.
    const recordCall = (call: string) => {
      const calls = JSON.parse(sessionStorage.getItem('wakeLockCalls') ?? '[]') as string[];
      sessionStorage.setItem('wakeLockCalls', JSON.stringify([...calls, call]));
    };
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: async (type: string) => {
          recordCall(type);
          return { release: async () => recordCall('released') };
        },
      },
    });
  });
  const calls = () => page.evaluate(() => JSON.parse(sessionStorage.getItem('wakeLockCalls') ?? '[]') as string[]);
  await makeFirstCard(page);
  await page.getByRole('link', { name: fr['action.show'] }).click();
  await expect.poll(calls).toEqual(['screen']);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(calls).toEqual(['screen', 'screen']);
  await page.getByRole('link', { name: fr['action.close'] }).click();
  await expect.poll(calls).toEqual(['screen', 'screen', 'released']);
});

test('tells the owner when the device cannot keep its screen on', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'wakeLock', { value: { request: () => Promise.reject(new Error('no')) } });
  });
  await makeFirstCard(page);
  await page.getByRole('link', { name: fr['action.show'] }).click();
  await expect(page.getByText(fr['show.mayDarken'])).toBeVisible();
});

test('help appears on a tap, and Escape leaves', async ({ page }) => {
  await makeFirstCard(page);
  await page.getByRole('link', { name: fr['action.show'] }).click();
  await expect(page.getByText(fr['show.hint'])).toBeVisible();
  await page.getByRole('button', { name: fr['show.more'] }).click();
  await expect(page.getByText(fr['show.brightness'])).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: fr['action.show'] })).toBeVisible();
});

test('without a card, the screen says what is missing and links to it', async ({ page }) => {
  await page.goto('/fr/montrer');
  await expect(page.getByText(fr['show.empty'])).toBeVisible();
  await page.getByRole('link', { name: fr['show.fill'] }).click();
  await expect(page.getByLabel(fr['field.name'], { exact: true })).toBeVisible();
});
