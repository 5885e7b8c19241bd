import sharp from 'sharp';
import { LOCALES } from '@/lib/i18n/locales';
import { MESSAGES, makeFirstCard, storeFirstCard } from './support/owner';
import { expect, test } from './support/site';

type Manifest = {
  name: string;
  short_name: string;
  lang: string;
  start_url: string;
  display: string;
  background_color: string;
  icons: { src: string; sizes: string; purpose: string }[];
  shortcuts: { name: string; url: string }[];
  screenshots: { src: string; sizes: string; form_factor: string }[];
};

for (const locale of LOCALES)
  test(`${locale}: the manifest is complete, and every image has its declared size`, async ({ page, site }) => {
    await page.goto(`/${locale}`);
    const href = await page.locator('link[rel=manifest]').getAttribute('href');
    const response = await page.request.get(site.url + href);
    expect(response.headers()['content-type']).toContain('application/manifest+json');
    const manifest = (await response.json()) as Manifest;
    expect(manifest).toMatchObject({
      name: 'Poignée',
      short_name: 'Poignée',
      lang: locale,
      display: 'standalone',
      background_color: '#fbf8f3',
    });
    expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`).sort()).toEqual([
      '192x192 any',
      '192x192 maskable',
      '512x512 any',
      '512x512 maskable',
    ]);
    expect(manifest.shortcuts.map(({ name }) => name)).toEqual([
      MESSAGES[locale]['show.title'],
      MESSAGES[locale]['receive.title'],
      MESSAGES[locale]['action.print'],
    ]);
    for (const { url } of [...manifest.shortcuts, { url: manifest.start_url }])
      expect((await page.request.get(site.url + url)).status()).toBe(200);
    for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
      const { width, height } = await sharp(await (await page.request.get(site.url + src)).body()).metadata();
      expect(`${width}x${height}`, src).toBe(sizes);
    }
    expect(manifest.screenshots.map(({ form_factor }) => form_factor)).toEqual(['narrow', 'narrow', 'wide']);
    const touchIcon = await page.locator('link[rel=apple-touch-icon]').getAttribute('href');
    expect((await page.request.get(site.url + touchIcon)).status()).toBe(200);
  });

test('the install invitation appears once there is a card, opens the prompt, and stays away once declined', async ({
  page,
}) => {
  await page.addInitScript(() => {
    window.addEventListener('load', () => {
      const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
        prompt: async () => void Object.assign(window, { promptCalled: true }),
        userChoice: Promise.resolve({ outcome: 'dismissed' }),
      });
      setTimeout(() => window.dispatchEvent(event), 300);
    });
  });
  await page.goto('/fr');
  await expect(page.getByText(MESSAGES.fr['install.title'])).toBeHidden();
  await makeFirstCard(page);
  await expect(page.getByText(MESSAGES.fr['install.promptComputer'])).toBeVisible();
  await page.getByRole('button', { name: MESSAGES.fr['install.action'] }).click();
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { promptCalled?: boolean }).promptCalled))
    .toBe(true);
  await page.reload();
  await page.getByRole('button', { name: MESSAGES.fr['install.later'] }).click();
  await expect(page.getByText(MESSAGES.fr['install.title'])).toBeHidden();
  await page.reload();
  await expect(page.getByRole('link', { name: MESSAGES.fr['action.show'] })).toBeVisible();
  await expect(page.getByText(MESSAGES.fr['install.title'])).toBeHidden();
});

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

test.describe('on an iPhone', () => {
  test.use({ userAgent: IPHONE });

  test('the invitation gives the instructions for an iPhone', async ({ page }) => {
    await makeFirstCard(page);
    await expect(page.getByText('Touchez le bouton Partager de Safari')).toBeVisible();
    await expect(page.getByRole('button', { name: MESSAGES.fr['install.action'] })).toBeHidden();
  });

  test('an installed app shares the contact file, because a download there does nothing', async ({ page }) => {
    await page.addInitScript(() => {
      const shared: string[] = [];
      Object.assign(window, { shared });
      Object.defineProperty(navigator, 'standalone', { value: true });
      Object.defineProperty(navigator, 'canShare', { value: () => true });
      Object.defineProperty(navigator, 'share', {
        value: async ({ files }: { files: File[] }) => void shared.push(`${files[0]?.name} ${files[0]?.type}`),
      });
    });
    await storeFirstCard(page);
    await page.goto('/fr/envoyer');
    await page.getByRole('button', { name: MESSAGES.fr['send.file.share'] }).click();
    await expect(page.getByText(MESSAGES.fr['send.shared'])).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { shared: string[] }).shared)).toEqual([
      'Élodie-Côté-Gagné.vcf text/vcard;charset=utf-8',
    ]);
  });
});
