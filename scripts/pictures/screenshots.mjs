// Takes screenshots of the running app, for the manifest (public/screenshots) and the README (docs/screenshots). Run by
// hand after a change of appearance; the PNGs are committed.
import { mkdirSync } from 'node:fs';
import sharp from 'sharp';
import { ensureBuilt } from '../ensure-built.mjs';
import { ensureInstalled } from '../ensure-installed.mjs';
import { BROWSER_ARGS, findBrowser } from '../find-browser.mjs';
import { ROOT } from '../run.mjs';
import { serveForTests } from '../serve-for-tests.mjs';

await ensureInstalled();
await ensureBuilt();
const { chromium } = await import('@playwright/test');

const MANIFEST = `${ROOT}public/screenshots/`;
const README = `${ROOT}docs/screenshots/`;
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const DESK = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 };

const OWNERS = {
  fr: {
    name: 'Élodie Côté-Gagné',
    phone: '514 285-9286 poste 150',
    email: 'elodie@boulangerie-lete.ca',
    organisation: ['Entreprise ou organisme', 'Boulangerie L’Été'],
    title: ['Fonction', 'Maître boulangère'],
    paths: { edit: '/fr/modifier', show: '/fr/montrer', print: '/fr/imprimer' },
  },
  en: {
    name: 'Maya Okafor',
    phone: '416 555 0142',
    email: 'maya@northlight.ca',
    organisation: ['Company or organization', 'Northlight Physiotherapy'],
    title: ['Title', 'Physiotherapist'],
    paths: { edit: '/en/edit', show: '/en/show', print: '/en/print' },
  },
};

mkdirSync(MANIFEST, { recursive: true });
mkdirSync(README, { recursive: true });
const server = await serveForTests();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });

for (const [locale, owner] of Object.entries(OWNERS)) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      ...PHONE,
      colorScheme,
      locale: `${locale}-CA`,
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    const takePicture = async (file) =>
      sharp(await page.screenshot({ animations: 'disabled' }))
        .png({ palette: true, colours: 64 })
        .toFile(file);
    const waitUntilIdle = () => page.waitForLoadState('networkidle');

    await page.goto(`${server.url}/${locale}`);
    await page.locator('input[name=name]').fill(owner.name);
    await page.locator('input[name=phone]').fill(owner.phone);
    await page.locator('input[name=email]').fill(owner.email);
    await page.getByTestId('card-drawing').waitFor();
    await waitUntilIdle();
    if (colorScheme === 'light') await takePicture(`${README}${locale}-first-run.png`);
    await page.locator('button[type=submit]').click();
    await page.goto(server.url + owner.paths.edit);
    for (const [label, value] of [owner.organisation, owner.title])
      await page.getByLabel(label, { exact: true }).fill(value);
    await waitUntilIdle();
    await takePicture(`${README}${locale}-edit-${colorScheme}.png`);
    await page.goto(`${server.url}/${locale}`);
    await page.getByTestId('card-drawing').waitFor();
    await waitUntilIdle();
    await takePicture(
      colorScheme === 'light' ? `${MANIFEST}${locale}-home-phone.png` : `${README}${locale}-home-dark.png`,
    );
    if (colorScheme === 'light') {
      await page.goto(server.url + owner.paths.show);
      await waitUntilIdle();
      await takePicture(`${MANIFEST}${locale}-show-phone.png`);
      const state = await context.storageState({ indexedDB: true });
      const desktopContext = await browser.newContext({
        ...DESK,
        colorScheme,
        locale: `${locale}-CA`,
        storageState: state,
        serviceWorkers: 'block',
      });
      const widePage = await desktopContext.newPage();
      await widePage.goto(server.url + owner.paths.print);
      await widePage.locator('figure img').first().waitFor();
      await widePage.waitForLoadState('networkidle');
      await sharp(await widePage.screenshot())
        .png({ palette: true, colours: 64 })
        .toFile(`${MANIFEST}${locale}-print-wide.png`);
      await desktopContext.close();
    }
    await context.close();
  }
}

await browser.close();
server.stop();
