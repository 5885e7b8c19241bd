import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { fr } from '@/lib/i18n/messages/app/fr';
import { LINK_PAGE_MESSAGES } from '@/lib/i18n/messages/pages/link-page';
import { decodeCodes } from '../support/decode';
import { readWithIcal, readWithVcf, valuesOf } from '../support/vcard-readers';
import { holdScripts } from './support/held-scripts';
import {
  bytesOf,
  linkOf,
  PRINT_MESSAGES,
  readPayload,
  saveContactFile,
  storeCompleteCard,
  storeFirstCard,
} from './support/owner';
import { expect, LONG, test } from './support/site';

test('a message is drafted in the language of its recipient', async ({ page }) => {
  await storeCompleteCard(page);
  const link = await linkOf(page);
  const mail = page.getByRole('link', { name: fr['send.mail'], exact: true });
  const readBody = async () => decodeURIComponent((await mail.getAttribute('href')) ?? '');
  expect(await readBody()).toContain('votre connaissance');
  expect(await readBody()).toContain('514 285-9286');
  expect(await readBody()).toContain(link);
  await page.getByRole('radio', { name: 'English' }).check();
  expect(await readBody()).toContain('It was a pleasure to meet you');
  expect(await readBody()).toContain('514-285-9286, ext.');
  expect(await readBody()).toContain('Élodie Côté-Gagné');
});

/** Pastes into a rich text editor, like that of a mail program. Returns the editor and the `href` of its links. */
async function pasteIntoEditor(page: Page): Promise<{ editor: Locator; hrefs: string[] }> {
  const mail = await page.context().newPage();
  await mail.evaluate(() => {
    const editor = document.createElement('div');
    editor.id = 'editor';
    editor.contentEditable = 'true';
    document.body.append(editor);
    editor.focus();
  });
  await mail.keyboard.press('Control+V');
  const editor = mail.locator('#editor');
  const hrefs = await editor.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return { editor, hrefs };
}

test('the signature pasted as HTML keeps its links and its styles', async ({ page, context }) => {
  await storeCompleteCard(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/fr/signature');
  await page.getByRole('button', { name: PRINT_MESSAGES.fr['signature.copy'] }).click();
  await expect(page.getByText(PRINT_MESSAGES.fr['signature.copied'])).toBeVisible();
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
  expect(types).toEqual(expect.arrayContaining(['text/html', 'text/plain']));
  const { editor, hrefs } = await pasteIntoEditor(page);
  expect(hrefs).toEqual(
    expect.arrayContaining(['tel:+15142859286,150', 'tel:+14388889967', 'mailto:elodie@boulangerie-lete.ca']),
  );
  expect(hrefs.some((href) => href.includes('/o#'))).toBe(true);
  expect(await editor.locator('table').count()).toBeGreaterThan(0);
  expect(await editor.locator('img').count()).toBe(0);
  await expect(page.locator('#signature img')).toHaveCount(0);
  for (const signatureView of [editor, page.locator('#signature')]) {
    await expect(signatureView.locator('strong')).toHaveCSS('font-size', '16px');
    await expect(signatureView.locator('td').first()).toHaveCSS('border-left-width', '3px');
  }
});

for (const [late, marker] of [
  ['the link encoder', '/o#'],
  ['the phone number rules', 'INVALID_COUNTRY'],
] as const)
  test(`the signature cannot be copied incomplete while ${late} is loading`, {
    tag: late === 'the link encoder' ? [] : LONG,
  }, async ({ page, context }) => {
    await storeCompleteCard(page);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const releaseScripts = await holdScripts(page, marker);
    await page.goto('/fr/signature');
    const copyButton = page.getByRole('button', { name: PRINT_MESSAGES.fr['signature.copy'] });
    await expect(page.locator('#signature table').first()).toBeVisible();
    await expect(copyButton).toBeDisabled();
    releaseScripts();
    await copyButton.click();
    await expect(page.getByText(PRINT_MESSAGES.fr['signature.copied'])).toBeVisible();
    const { editor, hrefs } = await pasteIntoEditor(page);
    expect(hrefs.some((href) => href.includes('/o#'))).toBe(true);
    await expect(editor).toContainText('514 285-9286');
  });

test('a link created in one browser opens in another and gives the same contact file', async ({ page, browser }) => {
  await storeCompleteCard(page);
  const link = await linkOf(page);
  const other = await browser.newContext({ locale: 'en-CA', serviceWorkers: 'block' });
  const visitor = await other.newPage();
  await visitor.goto(link);
  await expect(visitor.getByRole('heading', { name: 'Élodie Côté-Gagné' })).toBeVisible();
  await expect(visitor.getByRole('link', { name: '514-285-9286, ext. 150' })).toHaveAttribute(
    'href',
    'tel:+15142859286,150',
  );
  const downloading = visitor.waitForEvent('download');
  await visitor.getByRole('button', { name: LINK_PAGE_MESSAGES.en.add }).click();
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await bytesOf(await downloading));
  await visitor.getByRole('button', { name: 'Français' }).click();
  await expect(visitor.getByRole('button', { name: LINK_PAGE_MESSAGES.fr.add })).toBeVisible();
  await other.close();
  // Line for line the owner's file, apart from the time of writing (REV).
  const ownFile = await saveContactFile(page);
  const lines = (file: string) => file.split('\r\n').filter((line) => !line.startsWith('REV:'));
  expect(lines(text)).toEqual(lines(ownFile));
  for (const read of [readWithIcal, readWithVcf])
    expect(valuesOf(read(text), 'ORG').flat()).toEqual(['Boulangerie L’Été; Fils, inc.']);
});

test('a truncated link shows a message in both languages', async ({ page }) => {
  await storeFirstCard(page);
  const link = await linkOf(page);
  await page.goto('about:blank');
  await page.goto(link.slice(0, -10));
  await expect(page.locator('[lang=fr]').getByText(LINK_PAGE_MESSAGES.fr.problems['link.truncated'])).toBeVisible();
  await expect(page.locator('[lang=en]').getByText(LINK_PAGE_MESSAGES.en.problems['link.truncated'])).toBeVisible();
  await page.goto('about:blank');
  await page.goto('/o');
  await expect(page.getByText(LINK_PAGE_MESSAGES.fr.problems['link.empty'])).toBeVisible();
});

test('the link page loads two files of our own, under 20 kB together, and nothing else', async ({ page }) => {
  const loadedPaths: string[] = [];
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/icons/')) return;
    loadedPaths.push(pathname);
    bodies.push(response.body());
  });
  await page.goto('/o#AQ');
  await page.waitForLoadState('networkidle');
  expect(loadedPaths.sort()).toEqual(['/o', '/open/page.js']);
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body, { level: 9 }).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000);
});

test('the file for Outlook is ASCII, in vCard 2.1, and names the charset of its accents', async ({ page }) => {
  await storeCompleteCard(page);
  await page.goto('/fr/envoyer');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: fr['send.outlook'] }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.vcf$/);
  const text = new TextDecoder('ascii').decode(await bytesOf(download));
  expect(text).toMatch(/^BEGIN:VCARD\r\nVERSION:2\.1\r\n[\x20-\x7e\r\n]+END:VCARD\r\n$/);
  expect(text).toContain('N;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:C=F4t=E9-Gagn=E9;=C9lodie');
});

test('a code is saved as PNG and as SVG, and both decode', async ({ page }) => {
  await storeCompleteCard(page);
  await page.goto('/fr/codes');
  const save = async (name: string) => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    return bytesOf(await downloading);
  };
  const [link] = await decodeCodes(await save(PRINT_MESSAGES.fr['codes.png']));
  expect(link?.text).toMatch(/\/O#[0-9]+$/);
  await page.getByRole('radio', { name: /Sans Internet/ }).check();
  const png = await save(PRINT_MESSAGES.fr['codes.png']);
  const [offline] = await decodeCodes(png);
  expect(valuesOf(readPayload(offline?.text ?? ''), 'FN')).toEqual(['Élodie Côté-Gagné']);
  const view = new DataView(png.buffer);
  expect(view.getUint32(16), 'pixels a side, for 60 mm at 600 dpi').toBeGreaterThanOrEqual(1417);
  const svg = new TextDecoder().decode(await save(PRINT_MESSAGES.fr['codes.svg']));
  expect(svg).toContain('shape-rendering="crispEdges"');
  expect(svg).toContain('width="60mm"');
  await page.goto('about:blank');
  await page.setContent(svg.replace('width="60mm" height="60mm"', 'width="380" height="380"'));
  expect((await decodeCodes(await page.screenshot()))[0]?.text).toBe(offline?.text);
});

test('the lock screen wallpaper decodes, and its code is clear of the clock and the buttons', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto('/fr/codes');
  for (const [phone, width, height] of [
    ['iPhone SE', 750, 1334],
    ['Android 20:9', 1080, 2400],
  ] as const) {
    await page.getByLabel(PRINT_MESSAGES.fr['codes.phone']).selectOption(phone);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: PRINT_MESSAGES.fr['codes.save'] }).click();
    const png = await bytesOf(await downloading);
    const view = new DataView(png.buffer);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([width, height]);
    const [code] = await decodeCodes(png);
    expect(code?.text).toMatch(/\/O#[0-9]+$/);
    expect(code?.position.topLeft.y ?? 0).toBeGreaterThan(height * 0.4);
    expect(code?.position.bottomLeft.y ?? height).toBeLessThan(height * 0.84);
  }
});

test('writes an NFC tag where the browser can, and gives an explanation where it cannot', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto('/fr/envoyer');
  await expect(page.getByText(/Étiquette NFC/)).toBeVisible();
  await page.addInitScript(() => {
    const written: unknown[] = [];
    Object.assign(window, {
      written,
      NDEFReader: class {
        async write(message: unknown) {
          written.push(message);
        }
      },
    });
  });
  const link = await linkOf(page);
  await page.getByRole('button', { name: fr['nfc.write'] }).click();
  await expect(page.getByText(fr['nfc.done'])).toBeVisible();
  const written = await page.evaluate(() => (window as unknown as { written: unknown[] }).written);
  expect(written).toEqual([{ records: [{ recordType: 'url', data: link }] }]);
});

test('the command line makes the same code from the exported card as the screen shows', async ({ page }, info) => {
  await storeFirstCard(page);
  await page.goto('/fr/reglages');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: fr['settings.export'] }).click();
  const card = info.outputPath('card.json');
  await (await downloading).saveAs(card);
  await page.goto('/fr/montrer');
  for (const [code, word] of [
    ['offline', fr['show.kind.offline']],
    ['link', fr['show.kind.link']],
  ] as const) {
    const out = info.outputPath(`${code}.png`);
    const args = [
      'scripts/commands/card-qr.mjs',
      card,
      '--code',
      code,
      '--out',
      out,
      '--origin',
      new URL(page.url()).origin,
    ];
    execFileSync(process.execPath, args);
    const [drawn] = await decodeCodes(Uint8Array.from(readFileSync(out)));
    await page.getByRole('button', { name: word }).click();
    await expect(async () => {
      const [shown] = await decodeCodes(await page.screenshot());
      expect(shown?.text).toBe(drawn?.text);
    }).toPass();
  }
});
