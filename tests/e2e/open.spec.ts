import { writeFileSync } from 'node:fs';
import { fr } from '@/lib/i18n/messages/app/fr';
import { bookFr as book } from '@/lib/i18n/messages/book/fr';
import { expect, test } from './support/site';

const vcardOf = (index: number) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nN:Personne${index};Ancienne;;;\r\nFN:Ancienne Personne${index}\r\nTEL;TYPE=CELL:+1514555${String(index).padStart(4, '0')}\r\nNOTE:${'x'.repeat(200)}\r\nEND:VCARD\r\n`;

/** An Outlook-style vCard 2.1: ISO-8859-1 in quoted-printable, with a one-pixel photo. */
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

test('creates the first card from a contact file, photo and extension included', async ({ page }, info) => {
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

test('reads a file of many people with progress, searches it, and can be stopped', async ({ page }, info) => {
  const path = info.outputPath('tous.vcf');
  const manyCards = Array.from({ length: 150_000 }, (_, index) => vcardOf(index)).join('');
  writeFileSync(path, manyCards + OWN, 'latin1');
  await page.goto('/fr/ouvrir');
  await page.getByLabel(fr['open.choose']).setInputFiles(path);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByLabel(book['open.search'])).toBeVisible();
  await page.getByLabel(book['open.search']).fill('therese lavallee');
  await expect(page.getByRole('button', { name: 'Thérèse Lavallée' })).toBeVisible({ timeout: 60_000 });
  await page.getByLabel(book['open.search']).fill('zzz');
  await expect(page.getByText(book['open.noMatch'])).toBeVisible();
  await page.getByLabel(fr['open.choose']).setInputFiles(path);
  await page.getByRole('button', { name: book['open.stop'] }).click();
  await expect(page.getByText(book['open.stopped'])).toBeVisible();
});

test('reports a file that is not a contact file and changes nothing', async ({ page }, info) => {
  const path = info.outputPath('photo.vcf');
  writeFileSync(path, Buffer.alloc(300_000, 0xff));
  await page.goto('/fr/ouvrir');
  await page.getByLabel(fr['open.choose']).setInputFiles(path);
  await expect(page.getByText(book['open.none'])).toBeVisible();
});

test('prefers the work address, and puts nothing from home on the card unless the person says so', async ({
  page,
}, info) => {
  const path = info.outputPath('moi.vcf');
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Roy;Zoé;;;',
    'FN:Zoé Roy',
    'TEL;TYPE=HOME:418 555-0101',
    'TEL;TYPE=WORK,FAX:418 555-0102',
    'TEL;TYPE=WORK:418 555-0103',
    'ADR;TYPE=HOME:;;12 rue X;Québec;QC;;',
    'ADR;TYPE=WORK:;;900 boul. Y;Québec;QC;;',
    'END:VCARD',
    '',
  ];
  writeFileSync(path, lines.join('\r\n'));
  await page.goto('/fr/ouvrir');
  await page.getByLabel(fr['open.choose']).setInputFiles(path);
  await page.getByRole('button', { name: 'Zoé Roy' }).click();
  await expect(page.getByText(book['open.private'])).toBeVisible();
  await expect(page.getByRole('checkbox', { name: '12 rue X' })).not.toBeChecked();
  await page.getByRole('checkbox', { name: '418 555-0101' }).check();
  await page.getByRole('button', { name: book['open.create'] }).click();
  await expect(page.getByRole('textbox', { name: fr['field.phone'], exact: true })).toHaveCount(3);
  await expect(page.getByRole('textbox', { name: fr['field.phone'], exact: true }).nth(0)).toHaveValue('418 555-0103');
  await expect(page.getByLabel(fr['phone.kind']).nth(1)).toHaveValue('workFax');
  await expect(page.getByRole('textbox', { name: fr['field.phone'], exact: true }).nth(2)).toHaveValue('418 555-0101');
  await expect(page.getByLabel(fr['address.street'])).toHaveValue('900 boul. Y');
});
