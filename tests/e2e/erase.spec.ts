import { violationsInBothThemes } from './support/axe';
import { publishFirst } from './support/exchange';
import { BOOK_MESSAGES, MESSAGES, storeFirstCard } from './support/owner';
import { expect, test } from './support/site';

for (const locale of ['fr', 'en'] as const) {
  const [t, b] = [MESSAGES[locale], BOOK_MESSAGES[locale]];
  const settings = locale === 'fr' ? '/fr/reglages' : '/en/settings';

  test(`${locale}: erasing everything lists the public page, deletes it, and says so`, async ({ page }) => {
    await storeFirstCard(page, { locale });
    const { address, link } = await publishFirst(page);
    await page.goto(settings);
    await expect(page.getByText(t['settings.data.published'].split('{host}')[0] ?? '')).toBeVisible();
    await page.getByRole('button', { name: t['settings.erase'] }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(`127.0.0.1:${new URL(link).port}/${address}`)).toBeVisible();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await dialog.getByRole('button', { name: t['settings.erase.confirm'] }).click();
    await expect(page.getByText(t['settings.erased'])).toBeVisible();
    await expect(page.getByText(b['removal.done'].replace('{addresses}', ''))).toBeVisible();
    expect((await page.request.get(link)).status()).toBe(410);
    await page.reload();
    await expect(page.getByText(b['removal.done'].replace('{addresses}', ''))).toBeHidden();
    await expect(page.getByText(t['settings.data.detail'])).toBeVisible();
  });
}

test('without a network, the page is hidden once the server answers, even after a reload', async ({ page }) => {
  const [t, b] = [MESSAGES.fr, BOOK_MESSAGES.fr];
  await storeFirstCard(page);
  const { link } = await publishFirst(page);
  await page.goto('/fr/reglages');
  await page.getByRole('button', { name: t['settings.erase'] }).click();
  await page.getByRole('radio', { name: b['settings.erase.wish.hidden'] }).check();
  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('button', { name: t['settings.erase.confirm'] }).click();
  const waiting = page.getByText(b['removal.waiting'].split('{addresses}')[1] ?? '');
  await expect(waiting).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
  expect((await page.request.get(link)).status()).toBe(200);
  await page.goto('/fr');
  await expect(waiting).toBeVisible();
  await expect(page.getByText(t['firstRun.title'])).toBeVisible();
  await page.unroute('**/api/**');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText(b['removal.done'].replace('{addresses}', ''))).toBeVisible();
  expect((await page.request.get(link)).status()).toBe(404);
});
