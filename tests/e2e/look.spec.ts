import sharp from 'sharp';
import { choosePicture, MESSAGES, PRINT_MESSAGES, storedCard, storeFirstCard, typeFirstCard } from './support/owner';
import { expect, test } from './support/site';

const [fr, print] = [MESSAGES.fr, PRINT_MESSAGES.fr];

test('a new card is followed by its designs, and the one that is chosen stays', async ({ page }) => {
  await typeFirstCard(page);
  const looks = page.getByRole('region', { name: print['look.first'] });
  await expect(looks.getByRole('radio', { name: print['design.notary'] })).toBeVisible();
  const drawing = page.getByTestId('card-drawing');
  const before = await drawing.innerHTML();
  await looks.getByRole('radio', { name: print['design.notary'] }).check();
  await looks.getByRole('radio', { name: print['accent.burgundy'] }).check();
  await expect.poll(() => drawing.innerHTML()).not.toBe(before);
  await looks.getByRole('button', { name: print['look.done'] }).click();
  await expect(looks).toBeHidden();
  await expect.poll(async () => storedCard(page)).toMatchObject({ look: { design: 'notary', accent: '#8A1F3C' } });
  await page.reload();
  await page.getByRole('link', { name: fr['look.title'] }).click();
  await expect(page.getByRole('radio', { name: print['design.notary'] })).toBeChecked();
});

test('the colours of the logo are proposed first', async ({ page }, info) => {
  await storeFirstCard(page);
  const logo = info.outputPath('logo.png');
  await sharp({ create: { width: 600, height: 200, channels: 3, background: '#c8102e' } })
    .png()
    .toFile(logo);
  await choosePicture(page, 'field.logo', logo);
  await expect.poll(async () => (await storedCard(page)) as unknown).toMatchObject({ logoId: expect.any(String) });
  await page.goto('/fr/apparence');
  const colour = page.getByRole('radio', { name: print['accent.logo'].replace('{number}', '1') });
  await colour.check();
  await expect
    .poll(async () => (await storedCard(page)) as unknown)
    .toMatchObject({
      look: { accent: expect.stringMatching(/^#c[5-9a-d][01][0-9a-f][23][0-9a-f]$/) },
    });
  await page.reload();
  await expect(colour).toBeChecked();
});
