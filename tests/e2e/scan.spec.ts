import type { Page, TestInfo } from '@playwright/test';
import sharp from 'sharp';
import { symbolPng } from '@/lib/qr/png';
import { encodeSymbol } from '@/lib/qr/symbol';
import { fakeCamera } from './support/fake-camera';
import { BOOK_MESSAGES, storeFirstCard } from './support/owner';
import { fileOf, storedContacts } from './support/people';
import { followPath } from './support/screen-proofs';
import { expect, LONG, test } from './support/site';

test.use({ launchOptions: await fakeCamera() });

const b = BOOK_MESSAGES.fr;

test('the camera reads a code: the person is shown, added to the event, and recognised the second time', async ({
  page,
}) => {
  await storeFirstCard(page);
  await page.goto('/fr/5a7');
  await page.getByLabel(b['event.name']).fill('5 à 7 de la Chambre');
  await page.getByRole('button', { name: b['event.begin'], exact: true }).click();
  await expect(page.getByRole('heading', { name: '5 à 7 de la Chambre' })).toBeVisible();
  await page.goto('/fr/scanner');
  await expect(page.getByRole('heading', { name: 'Marguerite De la Sablonnière' })).toBeVisible({ timeout: 20_000 });
  expect(await storedContacts(page)).toEqual([]);
  await page.getByRole('button', { name: b['found.add'] }).click();
  await expect(page.getByText(b['found.added'].replace('{name}', 'Marguerite De la Sablonnière'))).toBeVisible();
  await page.getByRole('link', { name: b['found.open'] }).click();
  await expect(page.getByLabel(b['meeting.channel'])).toHaveValue('code');
  await expect(page.getByLabel(b['meeting.evening']).locator('option:checked')).toHaveText('5 à 7 de la Chambre');
  await expect(page.getByRole('link', { name: /Téléphone/ })).toHaveAttribute('href', 'tel:+14505550199');
  await page.goto('/fr/scanner');
  await expect(page.getByText(b['found.known'])).toBeVisible({ timeout: 20_000 });
  expect(await storedContacts(page)).toHaveLength(1);
});

for (const way of ['a link', 'the router'] as const)
  test(`the camera opens when ${way} leads to the scanner from a screen whose policy forbids the camera`, async ({
    page,
  }) => {
    let documents = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.url().endsWith('/fr/scanner')) documents += 1;
    });
    await page.goto('/fr/recevoir');
    const link = page.getByRole('link', { name: b['receive.scan'] });
    if (way === 'a link') await link.click();
    else {
      await link.waitFor();
      await followPath(page, '/fr/scanner');
    }
    await expect(page).toHaveURL(/\/fr\/scanner$/);
    await expect(page.getByRole('heading', { name: 'Marguerite De la Sablonnière' })).toBeVisible({ timeout: 20_000 });
    expect(documents).toBe(1);
    await page.goBack();
    await expect(link).toBeVisible();
  });

const createSymbol = (text: string) => {
  const symbol = encodeSymbol(text);
  if (symbol === null) throw new Error('no symbol');
  return symbol;
};

const createPicture = async (text: string) =>
  sharp({ create: { width: 900, height: 1200, channels: 3, background: '#dddddd' } })
    .composite([
      {
        input: await sharp(symbolPng(createSymbol(text), 400, 40))
          .resize(400, 400)
          .png()
          .toBuffer(),
        left: 250,
        top: 400,
      },
    ])
    .jpeg()
    .toBuffer();

test.describe('from a picture', () => {
  const scanPicture = async (page: Page, info: TestInfo, text: string) => {
    await page.goto('/fr/scanner');
    await page.locator('input[type=file]').setInputFiles(fileOf(info, 'code.jpg', await createPicture(text)));
  };

  test('shows the host of a web address and does not open it', async ({ page }, info) => {
    const opened: string[] = [];
    page.on('popup', (popup) => opened.push(popup.url()));
    await page.addInitScript(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }));
    await scanPicture(page, info, 'https://exemple.example/o?x=1#rien');
    await expect(page.getByText(b['scan.web'])).toBeVisible();
    await expect(page.getByText('exemple.example', { exact: true })).toBeVisible();
    await expect(
      page.getByRole('link', { name: b['scan.openSite'].replace('{host}', 'exemple.example') }),
    ).toHaveAttribute('rel', /noopener/);
    expect(opened).toEqual([]);
    await expect(page).toHaveURL(/\/fr\/scanner$/);
  });

  // tests/unit/scanned.test.ts reads these contents in npm test.
  test(
    'reads a MECARD, a number, a text and a profile page, and reports a blank picture',
    { tag: LONG },
    async ({ page }, info) => {
      await page.addInitScript(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }));
      await scanPicture(page, info, 'MECARD:N:Roy,Zoé;TEL:5145550123;;');
      await expect(page.getByRole('heading', { name: 'Zoé Roy' })).toBeVisible();
      await scanPicture(page, info, 'tel:+15145550123');
      await page.getByLabel(b['found.name']).fill('Zoé Roy');
      await page.getByRole('button', { name: b['found.add'] }).click();
      await expect(page.getByText(b['found.added'].replace('{name}', 'Zoé Roy'))).toBeVisible();
      await scanPicture(page, info, 'javascript:alert(document.domain)');
      await expect(page.getByText('javascript:alert(document.domain)')).toBeVisible();
      await expect(page.locator('a[href^="javascript"]')).toHaveCount(0);
      await scanPicture(page, info, 'https://www.linkedin.com/in/zoe-roy-1a2b');
      await expect(page.getByRole('heading', { name: 'Zoe Roy' })).toBeVisible();
      await page.goto('/fr/scanner');
      const blank = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#ffffff' } })
        .jpeg()
        .toBuffer();
      await page.locator('input[type=file]').setInputFiles(fileOf(info, 'blank.jpg', blank));
      await expect(page.getByText(b['scan.nothing'])).toBeVisible();
    },
  );

  test('reports a refused camera and says what to do', async ({ page }) => {
    await page.addInitScript(() => {
      const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      Object.defineProperty(navigator, 'mediaDevices', {
        value: { getUserMedia: refuse, enumerateDevices: async () => [] },
      });
    });
    await page.goto('/fr/scanner');
    await expect(page.getByText(b['camera.refused'])).toBeVisible();
    await expect(page.getByRole('link', { name: b['receive.note'] })).toBeVisible();
  });
});

test('reads a photograph of a paper card on the device: corners to adjust, lines to check', async ({ page }, info) => {
  test.setTimeout(120_000);
  const { paperPhoto } = await import('../support/paper-photos');
  const { picture, printed } = await paperPhoto(9);
  const photo = await sharp(Buffer.from(picture.data), {
    raw: { width: picture.width, height: picture.height, channels: 4 },
  })
    .jpeg({ quality: 92 })
    .toBuffer();
  await page.goto('/fr/carte-papier');
  await page.getByLabel(b['paper.choose']).setInputFiles(fileOf(info, 'card.jpg', photo));
  await expect(page.getByText(b['paper.corners.found'])).toBeVisible();
  const corner = page.getByRole('button', { name: b['corner.topLeft'] });
  await corner.focus();
  const before = await corner.getAttribute('style');
  await page.keyboard.press('ArrowLeft');
  expect(await corner.getAttribute('style')).not.toBe(before);
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: b['paper.read'] }).click();
  await expect(page.getByLabel(b['paper.name'], { exact: true })).toHaveValue(printed.name ?? '?', { timeout: 60_000 });
  await expect(page.getByLabel(b['paper.email'], { exact: true })).toHaveValue(printed.email ?? '?');
  await expect(page.getByRole('button', { name: b['paper.keep'].replace('{count}', '0') })).toBeDisabled();
  for (const property of ['name', 'email'] as const)
    await page.getByRole('button', { name: b['paper.right.of'].replace('{property}', b[`paper.${property}`]) }).click();
  await page.getByRole('button', { name: b['paper.keep'].replace('{count}', '2') }).click();
  await page.getByRole('button', { name: b['found.add'] }).click();
  await expect(page.getByText(/est dans vos contacts/)).toBeVisible();
  const [contact] = await storedContacts(page);
  expect(contact).toMatchObject({ emails: [{ address: printed.email }], phones: [], organisation: '' });
});
