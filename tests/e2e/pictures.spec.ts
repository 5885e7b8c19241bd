import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { fr } from '@/lib/i18n/messages/app/fr';
import { choosePicture, saveContactFile, storeFirstCard } from './support/owner';
import { expect, test } from './support/site';

const PLACE = 'Rue Sainte-Catherine, ce matin';

/** Returns a JPEG as a camera writes it: with an EXIF orientation and identifying EXIF metadata. */
async function createCameraPhoto(width: number, height: number, noisy: boolean): Promise<Buffer> {
  const channels = 3 as const;
  const pixels = Buffer.alloc(width * height * channels, 120);
  let state = 1;
  if (noisy)
    for (let i = 0; i < pixels.length; i += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      pixels[i] = state >>> 24;
    }
  return sharp(pixels, { raw: { width, height, channels } })
    .jpeg({ quality: 97, chromaSubsampling: '4:4:4' })
    .withExif({ IFD0: { Copyright: PLACE, Make: 'Appareil', Orientation: '6' } })
    .toBuffer();
}

test('a photo is cropped, reduced, and stripped of its metadata', async ({ page }, testInfo) => {
  const photo = await createCameraPhoto(1600, 1200, false);
  expect(photo.includes(Buffer.from(PLACE))).toBe(true);
  const path = testInfo.outputPath('photo.jpg');
  writeFileSync(path, photo);
  await storeFirstCard(page);
  await choosePicture(page, 'field.photo', path);
  await page.getByRole('dialog', { name: fr['crop.title'] }).getByRole('slider').fill('2');
  await page.getByRole('button', { name: fr['crop.keep'] }).click();
  await expect(page.getByRole('img', { name: fr['picture.current'] })).toBeVisible();

  const text = (await saveContactFile(page)).replace(/\r\n /g, '');
  const photoBytes = Buffer.from(/PHOTO;ENCODING=b;TYPE=JPEG:(\S+)/.exec(text)?.[1] ?? '', 'base64');
  const { width, height, exif, format } = await sharp(photoBytes).metadata();
  expect(format).toBe('jpeg');
  expect(exif).toBeUndefined();
  expect(photoBytes.includes(Buffer.from(PLACE))).toBe(false);
  expect(width).toBe(height);
  expect(photoBytes.length).toBeLessThanOrEqual(224 * 1024);
});

test('accepts a photo of 20 MB and reports its size in the card', async ({ page }, testInfo) => {
  const photo = await createCameraPhoto(4000, 2600, true);
  expect(photo.length).toBeGreaterThan(20_000_000);
  const path = testInfo.outputPath('grande.jpg');
  writeFileSync(path, photo);
  await storeFirstCard(page);
  await choosePicture(page, 'field.photo', path);
  await page.getByRole('button', { name: fr['crop.keep'] }).click();
  await expect(page.getByText(/C’est fait.*Mo.*ko dans votre carte/)).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByRole('img', { name: fr['picture.current'] })).toBeVisible();
});

test('rejects a text file named .jpg with a message, and leaves the card unchanged', async ({ page }, testInfo) => {
  const path = testInfo.outputPath('faux.jpg');
  writeFileSync(path, 'Ceci n’est pas une image.');
  await storeFirstCard(page);
  await choosePicture(page, 'field.photo', path);
  await expect(page.getByText('n’est pas une image')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: fr['field.logo'], exact: true }).click();
  await page.getByLabel(fr['field.logo'], { exact: true }).setInputFiles(path);
  await expect(page.getByText('n’est pas une image')).toHaveCount(2);
  await page.goto('/fr');
  await expect(page.getByTestId('card-drawing')).toBeVisible();
});

test('a logo keeps its transparency and is exported to the contact file', async ({ page }, testInfo) => {
  const path = testInfo.outputPath('logo.png');
  await sharp({ create: { width: 900, height: 300, channels: 4, background: { r: 11, g: 91, b: 107, alpha: 0.5 } } })
    .png()
    .toFile(path);
  await storeFirstCard(page);
  await choosePicture(page, 'field.logo', path);
  await expect(page.getByRole('img', { name: fr['picture.current'] })).toBeVisible();
  const text = (await saveContactFile(page)).replace(/\r\n /g, '');
  const { width, height, hasAlpha } = await sharp(
    Buffer.from(/LOGO;ENCODING=b;TYPE=PNG:(\S+)/.exec(text)?.[1] ?? '', 'base64'),
  ).metadata();
  expect([width, height, hasAlpha]).toEqual([640, 213, true]);
});
