import { writeFileSync } from 'node:fs';
import { fr } from '@/lib/i18n/messages/app/fr';
import { expect, test } from './support/site';

const person = (index: number) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nN:Personne${index};Ancienne;;;\r\nFN:Ancienne Personne${index}\r\nTEL;TYPE=CELL:+1514555${String(index).padStart(4, '0')}\r\nNOTE:${'x'.repeat(200)}\r\nEND:VCARD\r\n`;

/** An outlook-like card of 2.1, Latin letters in quoted-printable, with a photo one pixel wide. */
const OWN = [
  'BEGIN:VCARD',
  'VERSION:2.1',
  'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Lavall=E9e;Th=E9r=E8se',
  'FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Th=E9r=E8se Lavall=E9e',
  'ORG:Fleurs & cie',
  'TEL;WORK;VOICE:(514) 285-9286 x 12',
  'EMAIL;PREF;INTERNET:therese@exemple.ca',
  'PHOTO;PNG;ENCODING=BASE64:',
  ' iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  '',
  'END:VCARD',
  '',
].join('\r\n');

test('a first card is made out of a contact file, photo and extension included', async ({ page }, info) => {
  const path = info.outputPath('moi.vcf');
  writeFileSync(path, OWN, 'latin1');
  await page.goto('/fr');
  await page.getByRole('link', { name: fr['open.link'] }).click();
  await page.getByLabel(fr['open.choose']).setInputFiles(path);
  await page.getByRole('button', { name: 'Thérèse Lavallée' }).click();
  await expect(page.getByLabel(fr['field.givenNames'])).toHaveValue('Thérèse');
  await expect(page.getByLabel(fr['field.familyNames'])).toHaveValue('Lavallée');
  await expect(page.getByLabel(fr['field.extension'])).toHaveValue('12');
  await expect(page.getByAltText(fr['picture.current'])).toBeVisible();
});

test('a file of many people is read with its progress, searched, and stopped', async ({ page }, info) => {
  const path = info.outputPath('tous.vcf');
  const many = Array.from({ length: 60_000 }, (_, index) => person(index)).join('');
  writeFileSync(path, many + OWN, 'latin1');
  await page.goto('/fr/ouvrir');
  await page.getByLabel(fr['open.choose']).setInputFiles(path);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByLabel(fr['open.search'])).toBeVisible();
  await page.getByLabel(fr['open.search']).fill('therese lavallee');
  await expect(page.getByRole('button', { name: 'Thérèse Lavallée' })).toBeVisible({ timeout: 60_000 });
  await page.getByLabel(fr['open.search']).fill('zzz');
  await expect(page.getByText(fr['open.noMatch'])).toBeVisible();
  await page.getByLabel(fr['open.choose']).setInputFiles(path);
  await page.getByRole('button', { name: fr['open.stop'] }).click();
  await expect(page.getByText(fr['open.stopped'])).toBeVisible();
});

test('a file that is no contact file changes nothing and says so', async ({ page }, info) => {
  const path = info.outputPath('photo.vcf');
  writeFileSync(path, Buffer.alloc(300_000, 0xff));
  await page.goto('/fr/ouvrir');
  await page.getByLabel(fr['open.choose']).setInputFiles(path);
  await expect(page.getByText(fr['open.none'])).toBeVisible();
});
