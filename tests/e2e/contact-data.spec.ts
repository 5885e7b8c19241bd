import type { Page, TestInfo } from '@playwright/test';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { symbolSvg } from '@/lib/qr/svg-document';
import { encodeSymbol } from '@/lib/qr/symbol';
import { BOOK_MESSAGES } from './support/owner';
import { fileOf, importFile, openContact, previewFile, storedContacts } from './support/people';
import { expect, test } from './support/site';

const b = BOOK_MESSAGES.fr;
const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
const chooseFiles = async (page: Page, paths: string | string[]) => {
  await page.goto('/fr/importer');
  await page.locator('input[type=file]').setInputFiles(paths);
};

test('a table with unknown titles asks what its columns are, and remembers the answer', async ({ page }, info) => {
  const table =
    'Zorg;Blip;Clic\nLéa;Morin;450 555-0101\nMax;Roy;450 555-0102\nAna;Côté;450 555-0103\nIda;Gagné;450 555-0104\n';
  const path = fileOf(info, 'liste.csv', table);
  await chooseFiles(page, path);
  await expect(page.getByRole('heading', { name: b['columns.title'] })).toBeVisible();
  await expect(page.getByText('450 555-0101 · 450 555-0102 · 450 555-0103')).toBeVisible();
  const readButton = page.getByRole('button', { name: b['columns.read'] });
  // The cells of one column are numbers; without it, nothing says who is who.
  await expect(page.getByLabel('Clic')).toHaveValue('phone');
  await page.getByLabel('Clic').selectOption({ label: b['columns.text'] });
  await expect(readButton).toBeDisabled();
  await page.getByLabel('Zorg').selectOption({ label: b['columns.given'] });
  await page.getByLabel('Blip').selectOption({ label: b['columns.family'] });
  await page.getByLabel('Clic').selectOption({ label: b['columns.phoneCell'] });
  await readButton.click();
  await expect(page.getByText('450 555-0104')).toBeVisible();
  await page.getByRole('button', { name: 'Garder 4 contacts' }).click();
  await expect(page.getByText(/^Ajoutés\s: 4/)).toBeVisible();
  expect((await storedContacts(page)).map(({ familyNames }) => familyNames).toSorted()).toEqual([
    'Côté',
    'Gagné',
    'Morin',
    'Roy',
  ]);

  // The second file with these titles is read at once; its columns can still be corrected.
  await chooseFiles(
    page,
    fileOf(info, 'suite.csv', table.replace('Léa;Morin;450 555-0101', 'Guy;Fortin;450 555-0109')),
  );
  await expect(page.getByText('Guy Fortin')).toBeVisible();
  await page.getByRole('button', { name: b['columns.change'] }).click();
  await expect(page.getByLabel('Zorg')).toHaveValue('given');
  await page.getByRole('button', { name: b['columns.keep'] }).click();
  await expect(page.getByText('Guy Fortin')).toBeVisible();
});

test('a fax is shown as what it is, a label beside its number, and the first telephone is the one that is called', async ({
  page,
}, info) => {
  const file = card(
    'N:Bourdages;Odile;;;',
    'FN:Odile Bourdages',
    'TEL;TYPE=WORK,FAX:418 555-0111',
    'item1.TEL:418 555-0122',
    'item1.X-ABLabel:Réception',
    'TEL;TYPE=PAGER:418 555-0133',
  );
  await importFile(page, fileOf(info, 'odile.vcf', file));
  await openContact(page, 'Odile Bourdages');
  await expect(page.getByRole('link', { name: /^Téléphone/ })).toHaveAttribute('href', 'tel:+14185550122');
  const numbers = page.getByRole('list', { name: b['details.title'] });
  await expect(numbers.getByText('Réception')).toBeVisible();
  await expect(numbers.getByRole('listitem').filter({ hasText: b['kind.workFax'] })).toContainText('418 555-0111');
  await expect(numbers.getByRole('link')).toHaveCount(1);
});

test('several addresses, pages and labels are shown, corrected and kept', async ({ page }, info) => {
  const file = card(
    'N:Pelchat;Guy;;;',
    'FN:Guy Pelchat',
    'TEL;TYPE=WORK:418 555-0122',
    'ADR;TYPE=WORK:;;900, boulevard Y;Québec;QC;G1R 2B5;',
    'item1.ADR;TYPE=HOME:;;12, rue X;Lévis;QC;G6V 1A1;',
    'item1.X-ABLabel:Chalet',
    'URL:https://exemple.ca',
    'X-SOCIALPROFILE;TYPE=linkedin:https://www.linkedin.com/in/guy-pelchat',
  );
  await importFile(page, fileOf(info, 'guy.vcf', file));
  await openContact(page, 'Guy Pelchat');
  const details = page.getByRole('list', { name: b['details.title'] });
  await expect(details.getByRole('listitem').filter({ hasText: 'Chalet' })).toContainText('Lévis');
  await expect(details.getByRole('link', { name: 'linkedin.com/in/guy-pelchat' })).toHaveAttribute(
    'href',
    'https://www.linkedin.com/in/guy-pelchat',
  );
  await page.getByText(b['details.title'], { exact: true }).click();
  const phones = page.getByRole('group', { name: b['details.phones'] });
  await phones.getByLabel(b['details.label']).fill('Atelier');
  await phones.getByLabel(b['details.kind']).selectOption({ label: b['kind.main'] });
  await page.getByRole('button', { name: 'Retirer l’adresse 900, boulevard Y' }).click();
  await expect
    .poll(async () =>
      (await storedContacts(page)).map(({ phones: [one], address }) => [one?.label, one?.kind, address.label]),
    )
    .toEqual([['Atelier', 'main', 'Chalet']]);
  await page.reload();
  await expect(details.getByText('Atelier')).toBeVisible();
});

test('two colleagues with one first name and one switchboard stay two people', async ({ page }, info) => {
  const colleague = (family: string) =>
    card(
      `N:${family};Marie;;;`,
      `FN:Marie ${family}`,
      'ORG:Clinique du Quai',
      'TEL;TYPE=WORK:+1 418 555 0122',
      `EMAIL:marie.${family.toLowerCase()}@exemple.ca`,
    );
  await importFile(page, fileOf(info, 'premiere.vcf', colleague('Roy')));
  await previewFile(page, fileOf(info, 'seconde.vcf', colleague('Pelchat')));
  await page.getByRole('button', { name: 'Garder 1 contact' }).click();
  await expect(page.getByText(/^Ajoutés\s: 1\. Complétés\s: 0/)).toBeVisible();
  expect(
    (await storedContacts(page)).map(({ familyNames, emails }) => [familyNames, emails.length]).toSorted(),
  ).toEqual([
    ['Pelchat', 1],
    ['Roy', 1],
  ]);
});

test('each table of an import can be corrected', async ({ page }, info) => {
  await chooseFiles(page, [
    fileOf(info, 'a.csv', 'Prénom,Nom\nLéa,Morin\n'),
    fileOf(info, 'b.csv', 'Prénom,Nom,Zorg\nMax,Roy,Atelier Roy\n'),
  ]);
  await page.getByRole('button', { name: 'Corriger les colonnes de b.csv' }).click();
  await page.getByLabel('Zorg').selectOption({ label: b['columns.organisation'] });
  await page.getByRole('button', { name: b['columns.read'] }).click();
  await page.getByRole('button', { name: 'Garder 2 contacts' }).click();
  await expect(page.getByText(/^Ajoutés\s: 2/)).toBeVisible();
  expect((await storedContacts(page)).map(({ organisation }) => organisation).toSorted()).toEqual(['', 'Atelier Roy']);
});

test('several files and an archive are read in one import, and what holds no contact is named', async ({
  page,
}, info) => {
  const archive = zipSync({
    'dossier/a.vcf': new TextEncoder().encode(card('FN:Léa Morin', 'N:Morin;Léa;;;')),
    'dossier/b.csv': new TextEncoder().encode('Prénom,Nom\nMax,Roy\n'),
  });
  const pdf = fileOf(info, 'depliant.pdf', '%PDF-1.7\n');
  await chooseFiles(page, [
    fileOf(info, 'tout.zip', archive),
    fileOf(info, 'c.vcf', card('FN:Ana Côté', 'N:Côté;Ana;;;')),
    pdf,
  ]);
  await expect(page.getByRole('button', { name: 'Garder 3 contacts' })).toBeVisible();
  await expect(page.getByText(/^depliant\.pdf\s: C’est un PDF/)).toBeVisible();
  await chooseFiles(page, pdf);
  await expect(page.getByText(b['import.is.pdf'])).toBeVisible();
});

const symbolOf = (text: string) => {
  const symbol = encodeSymbol(text);
  if (symbol === null) throw new Error('no symbol');
  return symbol;
};
/** A code without any background, as programs save it for a poster: dark modules only, no quiet zone. */
const bareCode = (text: string, colour = '#000') => {
  const { size, modules } = symbolOf(text);
  const squares = Array.from({ length: size * size }, (_, index) => [index % size, Math.floor(index / size)] as const)
    .filter(([x, y]) => modules[y * size + x] === 1)
    .map(([x, y]) => `<rect x="${x}" y="${y}" width="1" height="1"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 ${size} ${size}" fill="${colour}" shape-rendering="crispEdges">${squares.join('')}</svg>`;
};
const pngOf = (svg: string) => sharp(Buffer.from(svg)).png().toBuffer();
const choosePicture = async (page: Page, info: TestInfo, name: string, content: string | Uint8Array) => {
  await page.goto('/fr/scanner');
  await page.locator('input[type=file]').setInputFiles(fileOf(info, name, content));
};

test('reads codes on a transparent or dark background, and lets the person choose among several', async ({
  page,
}, info) => {
  const zoe = card('N:Côté;Zoé;;;', 'FN:Zoé Côté', 'TEL:418 555-0122');
  const pictures = {
    'noir.png': await pngOf(bareCode(zoe)),
    'noir.svg': bareCode(zoe),
    'blanc.png': await pngOf(bareCode(zoe, '#fff')),
  };
  for (const [name, content] of Object.entries(pictures)) {
    await choosePicture(page, info, name, content);
    await expect(page.getByRole('heading', { name: 'Zoé Côté' }), name).toBeVisible({ timeout: 20_000 });
  }
  const [first, second] = await Promise.all(
    [zoe, card('N:Roy;Luc;;;', 'FN:Luc Roy', 'TEL:418 555-0133')].map((text) =>
      sharp(Buffer.from(symbolSvg(symbolOf(text), 50)), { density: 200 })
        .resize(400, 400)
        .png()
        .toBuffer(),
    ),
  );
  const both = await sharp({ create: { width: 1000, height: 500, channels: 3, background: '#fff' } })
    .composite([
      { input: first ?? Buffer.alloc(0), left: 50, top: 50 },
      { input: second ?? Buffer.alloc(0), left: 550, top: 50 },
    ])
    .png()
    .toBuffer();
  await choosePicture(page, info, 'deux.png', both);
  await expect(page.getByRole('button', { name: 'Zoé Côté' })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Luc Roy' }).click();
  await expect(page.getByRole('heading', { name: 'Luc Roy' })).toBeVisible();
});

test('a badge’s number is matched with the list of attendees, without a network', async ({ page, context }, info) => {
  const list =
    'Badge ID,First Name,Last Name,Company\nQ-8841,Odile,Bourdages,Clinique du Quai\nQ-8842,Luc,Roy,Atelier\n';
  await importFile(page, fileOf(info, 'participants.csv', list));
  const badge = await pngOf(bareCode('Q-8842'));
  await page.goto('/fr/scanner');
  await expect(page.locator('input[type=file]')).toBeAttached();
  // The scanner's modules are fetched with the first picture; the service worker has them for later.
  await page.locator('input[type=file]').setInputFiles(fileOf(info, 'inconnu.png', await pngOf(bareCode('Q-1111'))));
  await expect(page.getByText(b['scan.identifier'])).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: b['scan.again'] }).click();
  await context.setOffline(true);
  await page.locator('input[type=file]').setInputFiles(fileOf(info, 'badge.png', badge));
  await expect(page.getByRole('heading', { name: 'Luc Roy' })).toBeVisible({ timeout: 20_000 });
  await context.setOffline(false);
});
