import { fr } from '@/lib/i18n/messages/fr';
import { cardPositions, SHEETS, type SheetId } from '@/lib/print/sheets';
import { decodeCodes } from '../support/decode';
import { rasterise, textOf } from '../support/pdf';
import { valuesOf } from '../support/vcard-readers';
import { bytesOf, completeCard, makeFirstCard, readPayload } from './support/owner';
import { expect, test } from './support/site';

const DPI = 300;
const PX_PER_MM = DPI / 25.4;

const CASES: { sheet: SheetId; label: string; button: string }[] = [
  { sheet: 'letter-10', label: fr['paper.letterPerforated'], button: 'Préparer 10 cartes (PDF)' },
  { sheet: 'a4-10-85x54', label: fr['paper.a4Perforated'], button: 'Préparer 10 cartes (PDF)' },
];

for (const { sheet: id, label, button } of CASES) {
  test(`${id}: ten cards whose codes all decode, each within 0.2 mm of its place`, async ({ page }) => {
    await makeFirstCard(page);
    await completeCard(page);
    await page.goto('/fr/imprimer');
    await page.getByRole('radio', { name: new RegExp(`^${label}`) }).check();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('Carte-Élodie-Côté-Gagné.pdf');
    await expect(page.getByRole('link', { name: fr['print.open'] })).toHaveAttribute('href', /^blob:/);

    const bytes = await bytesOf(download);
    const raster = await rasterise(bytes, DPI);
    const sheet = SHEETS[id];
    expect(raster.widthPt).toBeCloseTo((sheet.paper.widthMm / 25.4) * 72, 1);
    expect(raster.heightPt).toBeCloseTo((sheet.paper.heightMm / 25.4) * 72, 1);

    const codes = await decodeCodes({ ...raster, colorSpace: 'srgb' } as unknown as ImageData);
    expect(codes).toHaveLength(10);
    for (const { text } of codes)
      expect(valuesOf(readPayload(text), 'ORG').flat()).toEqual(['Boulangerie L’Été; Fils, inc.']);

    // Where each card is, by the ink of its code: all ten are drawn alike, so their distances are the template's.
    const inks = cardPositions(sheet).map((card) => inkOfCode(raster, card, sheet.trim));
    const [first] = inks;
    for (const [index, { xMm, yMm }] of cardPositions(sheet).entries()) {
      const ink = inks[index];
      if (first === undefined || ink === undefined) throw new Error('no ink');
      expect(Math.abs(ink.rightMm - first.rightMm - (xMm - sheet.originMm.x))).toBeLessThan(0.2);
      expect(Math.abs(ink.bottomMm - first.bottomMm - (yMm - sheet.originMm.y))).toBeLessThan(0.2);
      // And the code's corner is where the design puts it: 5 mm inside the trim.
      expect(Math.abs(xMm + sheet.trim.widthMm - 5 - ink.rightMm)).toBeLessThan(0.2);
      expect(Math.abs(yMm + sheet.trim.heightMm - 5 - ink.bottomMm)).toBeLessThan(0.2);
    }
    expect((await textOf(bytes)).filter((text) => text === 'Élodie Côté-Gagné')).toHaveLength(10);
  });
}

/** The lowest and rightmost ink of a card: its code's corner. */
function inkOfCode(
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

test('a print shop gets one card with its bleed, and large print has no code', async ({ page }) => {
  await makeFirstCard(page);
  await page.goto('/fr/imprimer');
  await page.getByRole('radio', { name: /85 × 55 mm/ }).check();
  await page.getByRole('radio', { name: new RegExp(fr['design.largePrint']) }).check();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: fr['print.prepareOne'] }).click();
  const bytes = await bytesOf(await downloading);
  expect(Buffer.from(bytes).toString('latin1')).toMatch(/\/TrimBox \[8\.504 8\.504 249\.449 164\.409\]/);
  const raster = await rasterise(bytes, 150);
  expect(await decodeCodes({ ...raster, colorSpace: 'srgb' } as unknown as ImageData)).toEqual([]);
  expect((await textOf(bytes)).join(' ')).toContain('514 285-9286');
});

test('what would not be good on paper is refused in plain words, with a way to mend it', async ({ page }) => {
  await makeFirstCard(page, { name: 'Élodie 🥐 Côté' });
  await page.goto('/fr/imprimer');
  await expect(page.getByRole('alert').filter({ hasText: '🥐' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Préparer 10 cartes (PDF)' })).toBeDisabled();
  await page.getByRole('alert').getByRole('link', { name: fr['action.edit'] }).click();
  await page.getByLabel(fr['field.givenNames'], { exact: true }).fill('Élodie');
  await page.goto('/fr/imprimer');
  await expect(page.getByRole('button', { name: 'Préparer 10 cartes (PDF)' })).toBeEnabled();
});
