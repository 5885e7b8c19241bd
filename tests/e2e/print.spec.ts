import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { INK_GAUGE } from '@/lib/print/calibration';
import { PAPERS } from '@/lib/print/sheet-templates';
import { cardPositions, sheetNamed } from '@/lib/print/sheets';
import { pageCount, rasterise, readCodes, textOf } from '@/scripts/commands/read-pdf';
import { valuesOf } from '../support/vcard-readers';
import {
  BOOK_MESSAGES,
  bytesOf,
  choosePicture,
  MESSAGES,
  PRINT_MESSAGES,
  prepareLabel,
  readPayload,
  storeCompleteCard,
  storeFirstCard,
} from './support/owner';
import { expect, test } from './support/site';

const p = PRINT_MESSAGES.fr;
const b = BOOK_MESSAGES.fr;
const DPI = 300;
const PX_PER_MM = DPI / 25.4;
const PREPARE_10 = prepareLabel('fr', 10);

/** Clicks the prepare button and returns the downloaded PDF. */
async function preparePdf(page: Page, name: string | RegExp): Promise<Uint8Array> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return bytesOf(await downloading);
}

const openPrint = async (page: Page) => {
  await page.goto('/fr/imprimer');
  await expect(page.getByRole('group', { name: p['product.legend'] })).toBeVisible();
};
const openSection = (page: Page, legend: string) => page.locator('summary', { hasText: legend }).click();

test('prints ten cards on «Avery 5371» in three taps from the home screen: codes decode and are in place, also printed from the screen', async ({
  page,
}) => {
  await storeCompleteCard(page);
  const requestedPaths: string[] = [];
  page.context().on('request', (request) => requestedPaths.push(new URL(request.url()).pathname));
  await page.goto('/fr');
  let taps = 0;
  const tap = async (name: string | RegExp, role: 'link' | 'button' | 'radio') => {
    taps += 1;
    await page.getByRole(role, { name }).click();
  };
  await tap(MESSAGES.fr['action.print'], 'link');
  await tap(/Avery 5371/, 'radio');
  await page.waitForLoadState('networkidle');
  const pdfModules = () => new Set(requestedPaths.filter((path) => /^\/(proof\/|print\/render-pdf)/.test(path))).size;
  expect(pdfModules(), 'the PDF writer and reader are fetched only when a PDF is prepared').toBe(0);
  const downloading = page.waitForEvent('download');
  await tap(PREPARE_10, 'button');
  const download = await downloading;
  expect(taps).toBeLessThanOrEqual(4);
  expect(download.suggestedFilename()).toBe('Carte-Élodie-Côté-Gagné.pdf');
  await expect(page.getByRole('link', { name: p['print.open'] })).toHaveAttribute('href', /^blob:/);
  await expect(page.getByText(p['print.proved'])).toBeVisible();
  expect(pdfModules()).toBeGreaterThanOrEqual(3);

  const bytes = await bytesOf(download);
  expect(bytes.length).toBeLessThanOrEqual(40_000);
  const raster = await rasterise(bytes, DPI);
  expect([raster.widthPt, raster.heightPt]).toEqual([612, 792]);
  const codes = await readCodes(raster);
  expect(codes).toHaveLength(10);
  for (const text of codes)
    expect(valuesOf(readPayload(text), 'ORG').flat()).toEqual(['Boulangerie L’Été; Fils, inc.']);
  expect((await textOf(bytes)).filter((text) => text === 'Élodie Côté-Gagné')).toHaveLength(10);

  // The lower right corner of each code is 5 mm inside that of its card.
  const sheet = sheetNamed('letter-10');
  for (const { xMm, yMm } of cardPositions(sheet)) {
    const ink = findCodeCorner(raster, { xMm, yMm }, sheet.trim);
    expect(Math.abs(xMm + sheet.trim.widthMm - 5 - ink.rightMm)).toBeLessThan(0.1);
    expect(Math.abs(yMm + sheet.trim.heightMm - 5 - ink.bottomMm)).toBeLessThan(0.1);
  }

  // «Imprimer d’ici» prints the same page, alone, at its paper size.
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await page.getByRole('button', { name: p['print.direct'] }).click();
  await expect(page.locator('html[data-printed]')).toHaveCount(1);
  const printed = await page.pdf({ preferCSSPageSize: true });
  expect(await pageCount(printed)).toBe(1);
  const printedRaster = await rasterise(printed, DPI);
  expect([Math.round(printedRaster.widthPt), Math.round(printedRaster.heightPt)]).toEqual([612, 792]);
  expect(await readCodes(printedRaster)).toHaveLength(10);
});

/** Returns the lowest and rightmost ink of a card, in mm: the corner of its code. */
function findCodeCorner(
  { data, width }: { data: Uint8ClampedArray; width: number },
  { xMm, yMm }: { xMm: number; yMm: number },
  trim: { widthMm: number; heightMm: number },
): { rightMm: number; bottomMm: number } {
  const from = { x: Math.round((xMm + trim.widthMm / 2) * PX_PER_MM), y: Math.round(yMm * PX_PER_MM) };
  const to = { x: Math.round((xMm + trim.widthMm) * PX_PER_MM), y: Math.round((yMm + trim.heightMm) * PX_PER_MM) };
  let [right, bottom] = [0, 0];
  for (let y = from.y; y < to.y; y += 1)
    for (let x = from.x; x < to.x; x += 1)
      if ((data[(y * width + x) * 4 + 1] ?? 255) < 128)
        [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
  return { rightMm: right / PX_PER_MM, bottomMm: bottom / PX_PER_MM };
}

test('a sheet is found by the number on its box and remembered; disputed dimensions are flagged', async ({ page }) => {
  await storeFirstCard(page);
  await openPrint(page);
  await page.getByRole('radio', { name: new RegExp(`^${p['paper.other']}`) }).click();
  await page.getByLabel(p['paper.search']).fill('9999');
  await expect(page.getByText(p['paper.search.none'])).toBeVisible();
  await page.getByLabel(p['paper.search']).fill('Avery J8414');
  await expect(page.getByRole('button', { name: /J8414/ })).toContainText(p['paper.disputed']);
  await page.getByLabel(p['paper.search']).fill('c32015');
  await page.getByRole('button', { name: /C32015/ }).click();
  await expect(page.getByRole('radio', { name: /Avery C32015/ })).toBeChecked();
  await page.reload();
  await expect(page.getByRole('radio', { name: /Avery C32015/ })).toBeChecked();
  const bytes = await preparePdf(page, prepareLabel('fr', 8));
  const { widthPt, heightPt } = await rasterise(bytes, 20);
  expect(widthPt).toBeCloseTo((PAPERS.A4.widthMm / 25.4) * 72, 1);
  expect(heightPt).toBeCloseTo((PAPERS.A4.heightMm / 25.4) * 72, 1);
});

test('a print shop gets PDF/X-1a with bleed; the large print design has no code', async ({ page }) => {
  await storeFirstCard(page);
  await openPrint(page);
  await page.getByRole('radio', { name: new RegExp(`^${p['paper.shop']}`) }).click();
  await page.getByRole('radio', { name: p['design.large-print'] }).click();
  const bytes = await preparePdf(page, p['print.prepareShop']);
  const source = Buffer.from(bytes).toString('latin1');
  expect(source).toMatch(/^%PDF-1\.4/);
  expect(source).toContain('(PDF/X-1a:2003)');
  expect(source).toMatch(/\/TrimBox \[8\.504 8\.504 260\.504 152\.504\]/);
  expect(await readCodes(await rasterise(bytes, 150))).toEqual([]);
  expect((await textOf(bytes)).join(' ')).toContain('514 285-9286');
});

test('reports what would not print well, each with a remedy in one tap; the choices survive a reload', async ({
  page,
}) => {
  const email = `${'x'.repeat(100)}@exemple.ca`;
  await storeFirstCard(page, { name: 'Élodie 🥐 Côté', email });
  await openPrint(page);
  const refusal = page.getByRole('alert').filter({ hasText: '🥐' });
  await expect(refusal).toBeVisible();
  await expect(page.getByRole('button', { name: PREPARE_10 })).toBeDisabled();
  await refusal.getByRole('link', { name: p['remedy.edit'] }).click();
  await page.getByLabel(MESSAGES.fr['field.givenNames'], { exact: true }).fill('Élodie');
  await openPrint(page);
  // A line too long for any card is dropped with a finding, and does not prevent printing.
  await expect(page.getByRole('button', { name: PREPARE_10 })).toBeEnabled();
  await expect(page.getByText(/Faute de place.*xxxx/).first()).toBeVisible();
  await openSection(page, p['entries.legend']);
  await page.getByRole('checkbox', { name: email }).uncheck();
  await page.reload();
  await expect(page.getByRole('button', { name: PREPARE_10 })).toBeEnabled();
  await openSection(page, p['entries.legend']);
  await expect(page.getByRole('checkbox', { name: email })).not.toBeChecked();

  await page.getByRole('radio', { name: new RegExp(`^${p['paper.plain.Letter']}`) }).click();
  await openSection(page, p['trim.legend']);
  await page.getByLabel(p['trim.legend']).selectOption('custom');
  await page.getByLabel(p['trim.width']).fill('20');
  await expect(page.getByText(p['trim.problem'].replace('{least}', '40').replace('{most}', '280'))).toBeVisible();
  await page.getByLabel(p['trim.width']).fill('260');
  await page.getByLabel(p['trim.height']).fill('250');
  await expect(page.getByText(p['finding.paper_too_small'])).toBeVisible();
  await page.getByRole('button', { name: p['remedy.usual_size'] }).click();
  await expect(page.getByRole('button', { name: PREPARE_10 })).toBeEnabled();
});

test('prints three two-sided cards in full colour, starting at the fourth position', async ({ page }) => {
  await storeFirstCard(page);
  await openPrint(page);
  await page.getByRole('radio', { name: p['design.band'] }).click();
  await openSection(page, p['look.legend']);
  await page.getByRole('radio', { name: p['sides.2'] }).click();
  await page.getByRole('radio', { name: p['ink.full'] }).click();
  await openSection(page, p['sheet.legend']);
  await page.getByLabel(p['sheet.start']).selectOption('4');
  await page.getByLabel(p['sheet.copies']).fill('0');
  await expect(page.getByText(p['sheet.copies.problem'].replace('{most}', '500'))).toBeVisible();
  await page.getByLabel(p['sheet.copies']).fill('3');
  await page.getByRole('radio', { name: p['duplex.long'] }).click();
  await expect(page.getByText(p['advice.duplexLong'])).toBeVisible();
  const bytes = await preparePdf(page, prepareLabel('fr', 3));
  expect(await pageCount(bytes)).toBe(2);
  expect(Buffer.from(bytes).toString('latin1')).toContain('/Duplex /DuplexFlipLongEdge');
  expect(await readCodes(await rasterise(bytes, 150, 2))).toHaveLength(3);
});

test('records a batch once, reports it stale when the phone number changes, and offers labels with the new number', async ({
  page,
}) => {
  await storeFirstCard(page);
  await openPrint(page);
  for (let turn = 0; turn < 2; turn += 1) {
    await preparePdf(page, PREPARE_10);
    await expect(page.getByText(p['print.noted'].split('{')[0] ?? '')).toBeVisible();
  }
  await page.getByRole('link', { name: p['batches.all'] }).click();
  await expect(page.getByText(p['batches.fresh'])).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  await page.goto('/fr/modifier');
  await page.getByLabel(MESSAGES.fr['field.phone'], { exact: true }).fill('438 888-9967');
  await page.getByLabel(MESSAGES.fr['field.phone'], { exact: true }).blur();
  const notice = page.getByText(p['batches.notice'].split('{')[0] ?? '');
  await openPrint(page);
  await expect(notice).toBeVisible();
  await page.goto('/fr');
  await expect(notice).toBeVisible();
  await page.getByRole('link', { name: p['batches.see'] }).click();
  await expect(page.getByText('438 888-9967')).toBeVisible();
  await openSection(page, p['batches.labels']);
  await page.getByLabel(p['batches.labels.count']).fill('7');
  const bytes = await preparePdf(page, p['print.prepareLabels'].replace('{count}', '7'));
  expect((await textOf(bytes)).filter((text) => text.includes('438 888-9967'))).toHaveLength(7);
  await page.getByRole('button', { name: /^Oublier le lot/ }).click();
  await expect(page.getByText(p['batches.none'])).toBeVisible();
  await page.getByRole('button', { name: p['batches.undo'] }).click();
  await expect(page.getByText('438 888-9967')).toBeVisible();

  // The content of the code is tracked too, without the properties left out of it.
  await openPrint(page);
  await openSection(page, p['entries.legend']);
  await page.getByRole('checkbox', { name: 'elodie@boulangerie-lete.ca' }).uncheck();
  await preparePdf(page, PREPARE_10);
  await page.goto('/fr/modifier');
  await page.getByLabel(MESSAGES.fr['field.email'], { exact: true }).fill('nouvelle@exemple.ca');
  await page.getByLabel(MESSAGES.fr['field.email'], { exact: true }).blur();
  await page.goto('/fr/lots');
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByText(p['batches.code'])).toHaveCount(2);
});

test('a reply slip’s code opens a new contact linked to its event and its batch', async ({ page }) => {
  await storeFirstCard(page);
  await openPrint(page);
  await page.getByRole('radio', { name: p['product.reply-slip'] }).click();
  await page.getByLabel(p['slip.event']).fill('5 à 7 de la Chambre');
  await page.getByLabel(p['slip.names']).fill('Paul Tremblay\nNancy Roy\n');
  const bytes = await preparePdf(page, p['print.prepareSlips'].replace('{count}', '2'));
  expect((await textOf(bytes)).join(' ')).toContain('Nancy Roy');
  const [payload = ''] = await readCodes(await rasterise(bytes, 200));
  expect(payload).toContain('/fr/noter#');
  await page.goto(new URL(payload).pathname + new URL(payload).hash);
  await expect(page.getByText('5 à 7 de la Chambre')).toBeVisible();
  await page.getByLabel(b['guidedEntry.name']).fill('Paul Tremblay');
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByLabel(b['guidedEntry.phone']).fill('418 555-0199');
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.yes'] }).click();
  await page.getByRole('link', { name: b['found.open'] }).click();
  await expect(page.getByLabel(b['meeting.channel'])).toHaveValue('slip');
  await expect(page.getByLabel(b['meeting.evening']).locator('option:checked')).toHaveText('5 à 7 de la Chambre');
  await expect(
    page.getByText(
      b['meeting.batch'].replace('{batch}', new URLSearchParams(new URL(payload).hash.slice(1)).get('l') ?? '?'),
    ),
  ).toBeVisible();
});

test('measures a printer once and then offsets its sheets accordingly', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto('/fr/imprimante');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: p['printer.make'] }).click();
  expect(await pageCount(await bytesOf(await downloading))).toBe(2);
  await page.getByRole('button', { name: p['printer.save'] }).click();
  await expect(page.getByText(p['printer.nameMissing'])).toBeVisible();
  await page.getByLabel(p['printer.name']).fill('Bureau');
  await page.getByLabel(p['printer.leftOfTopCross']).fill('1.5');
  await page.getByRole('button', { name: p['printer.save'] }).click();
  await expect(page.getByText(p['printer.problem'])).toBeVisible();
  for (const field of ['printer.leftOfTopCross', 'printer.leftOfBottomCross'] as const)
    await page.getByLabel(p[field]).fill('16,5');
  await page.getByRole('radio', { name: 'B', exact: true }).check();
  await page.getByRole('button', { name: p['printer.save'] }).click();
  await expect(page.getByText(p['printer.saved'].replace('{name}', 'Bureau'))).toBeVisible();

  // The printer measured last is selected by default: its sheets are moved 1.5 mm to the left.
  await openPrint(page);
  await openSection(page, p['sheet.legend']);
  const printer = page.getByRole('combobox', { name: new RegExp(`^${p['sheet.printer']}`) });
  await expect(printer.locator('option:checked')).toHaveText('Bureau');
  const sheet = sheetNamed('letter-10');
  const [first] = cardPositions(sheet);
  if (first === undefined) throw new Error('no card on the sheet');
  const raster = await rasterise(await preparePdf(page, PREPARE_10), DPI);
  // Modules are drawn smaller by as much as the ink of this printer spreads.
  const expectedMm = first.xMm + sheet.trim.widthMm - 5 - 1.5 - INK_GAUGE.B.spreadMm;
  expect(Math.abs(findCodeCorner(raster, first, sheet.trim).rightMm - expectedMm)).toBeLessThan(0.1);
});

test('keeps the shapes of a logo that is a drawing, and nothing else of it', async ({ page }, testInfo) => {
  const logo = testInfo.outputPath('logo.svg');
  writeFileSync(
    logo,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><style>.a{fill:#fff}</style><script>document.title='pris'</script><path class="a" d="M0 0h60v20z"/></svg>`,
  );
  await storeFirstCard(page);
  await openPrint(page);
  await page.getByRole('radio', { name: p['design.columns'], exact: true }).click();
  await choosePicture(page, 'field.logo', logo);
  await expect(page.getByRole('img', { name: MESSAGES.fr['picture.current'] })).toHaveCount(1);
  await openPrint(page);
  // A white logo would not be seen on paper.
  await expect(page.getByText(p['finding.logo_light'])).toBeVisible();
  const source = Buffer.from(await preparePdf(page, PREPARE_10)).toString('latin1');
  expect(source).not.toContain('/Subtype /Image');
  const stored = await page.evaluate(
    () =>
      new Promise<unknown[]>((resolve) => {
        const opening = indexedDB.open('poignee');
        opening.onsuccess = () => {
          const all = opening.result.transaction('pictures').objectStore('pictures').getAll();
          all.onsuccess = () => resolve(all.result.map(({ drawing, widthPx }) => ({ drawing, widthPx })));
        };
      }),
  );
  const drawing = expect.stringMatching(/^<svg [^<>]*><path d="[^"]+" fill="#ffffff"\/><\/svg>$/i);
  expect(stored).toEqual([{ drawing, widthPx: 640 }]);
});

test('asks for a logo; prints one that contains a script and a photo 12,000 pixels wide as plain images', async ({
  page,
}, testInfo) => {
  const logo = testInfo.outputPath('logo.svg');
  const script = '<script>document.title="pris"</script><image href="https://ailleurs.example/x.png"/>';
  writeFileSync(
    logo,
    `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200" onload="document.title='pris'">${script}<rect width="600" height="200" fill="#0b5b6b"/></svg>`,
  );
  const photo = testInfo.outputPath('photo.jpg');
  await sharp({ create: { width: 12_000, height: 2_000, channels: 3, background: '#884422' } })
    .jpeg()
    .toFile(photo);
  await storeFirstCard(page);
  await openPrint(page);
  await page.getByRole('radio', { name: p['design.columns'] }).click();
  await expect(page.getByText(p['finding.picture_missing.logo'])).toBeVisible();
  await choosePicture(page, 'field.logo', logo);
  await expect(page.getByRole('img', { name: MESSAGES.fr['picture.current'] })).toHaveCount(1);
  await choosePicture(page, 'field.photo', photo);
  await page.getByRole('button', { name: MESSAGES.fr['crop.keep'] }).click();
  await expect(page.getByRole('img', { name: MESSAGES.fr['picture.current'] })).toHaveCount(2, { timeout: 30_000 });
  await openPrint(page);
  await expect(page.getByText(p['finding.picture_missing.logo'])).toBeHidden();
  for (const design of ['design.columns', 'design.portrait'] as const) {
    await page.getByRole('radio', { name: p[design], exact: true }).click();
    await expect(page.getByRole('button', { name: PREPARE_10 })).toBeEnabled();
    const bytes = await preparePdf(page, PREPARE_10);
    expect(Buffer.from(bytes).toString('latin1')).toContain('/Subtype /Image');
    expect(bytes.length).toBeLessThan(600_000);
  }
  expect(await page.title()).not.toContain('pris');
});
