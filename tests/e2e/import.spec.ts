import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { hasSharedCorpus } from '../support/shared-corpus';
import { killBrowser, launchBrowser, newProfile } from './support/killed-browser';
import { BOOK_MESSAGES, bytesOf, MESSAGES } from './support/owner';
import { fileOf, importFile, openContact, storedContacts, storedImports, vcardsOf } from './support/people';
import { expect, isLongRun, LONG, test } from './support/site';

const b = BOOK_MESSAGES.fr;
const KEEP = /^Garder \d+ contacts?$/;

const PEOPLE = isLongRun ? 10_000 : 2_000;

test(`imports ${PEOPLE} people, with progress, cancellation and a reload in the middle`, async ({ page }, info) => {
  test.setTimeout(180_000);
  const path = fileOf(info, 'tout.vcf', vcardsOf(PEOPLE));
  await page.goto('/fr/importer');
  await page.locator('input[type=file]').setInputFiles(path);
  await expect(page.getByText(/^\d+\s% lu\. Personnes trouvées\s: [1-9]\d*$/)).toBeVisible();
  await page.getByRole('button', { name: b['import.cancel'] }).click();
  await expect(page.getByText(b['import.cancelled'])).toBeVisible();
  expect(await storedContacts(page)).toEqual([]);

  await page.locator('input[type=file]').setInputFiles(path);
  await expect(page.getByText(/^\d+\s% lu\. Personnes trouvées\s: \d{3,}$/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(b['import.unfinished'].replace('{name}', 'tout.vcf'))).toBeVisible();
  await page.getByRole('button', { name: b['import.resume'] }).click();
  await expect(page.getByRole('button', { name: `Garder ${PEOPLE} contacts` })).toBeVisible({ timeout: 60_000 });
  expect(await storedContacts(page)).toEqual([]);
  // The list is virtualised: only the rows in view are in the DOM.
  expect(await page.getByRole('checkbox').count()).toBeLessThan(60);
  await page.getByRole('button', { name: KEEP }).click();
  await expect(page.getByText(`Ajoutés : ${PEOPLE}. Complétés : 0. Laissés : 0.`)).toBeVisible({ timeout: 60_000 });
  await page.goto('/fr/contacts');
  await expect(page.getByText(`Contacts : ${PEOPLE}`)).toBeVisible({ timeout: 30_000 });
  await page.getByLabel(b['contacts.search']).fill(`prenom${PEOPLE - 1}`);
  await expect(page.getByRole('link', { name: new RegExp(`^Prénom${PEOPLE - 1} Nom${PEOPLE - 1}`) })).toBeVisible();
  await expect(page.getByText('Trouvés : 1')).toBeVisible();
});

test('importing the same file again changes nothing, and an import is undone as a whole', async ({ page }, info) => {
  const path = fileOf(info, 'gens.vcf', vcardsOf(30));
  await importFile(page, path);
  const before = await storedContacts(page);
  await previewKnownFile(page, path);
  expect(await storedContacts(page)).toEqual(before);
  const otherFile = fileOf(info, 'autres.vcf', vcardsOf(12, 'Épicerie', 500));
  await importFile(page, otherFile);
  await page.getByRole('button', { name: MESSAGES.fr['action.undo'] }).click();
  await expect(page.getByText(/^Ajoutés\s: /)).toBeHidden();
  expect((await storedContacts(page)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
});

async function previewKnownFile(page: Page, path: string): Promise<void> {
  await page.goto('/fr/importer');
  await page.locator('input[type=file]').setInputFiles(path);
  await expect(page.getByText(b['import.known'].replace('{count}', '30'))).toBeVisible();
  await expect(page.getByRole('button', { name: 'Garder 0 contact' })).toBeDisabled();
  await page.getByRole('button', { name: b['import.discard'] }).click();
  await expect(page.getByText(b['import.lead'])).toBeVisible();
}

test('imports a pasted table; rows that cannot be read are listed and can be saved', async ({ page }) => {
  await page.goto('/fr/importer');
  await page.getByText(b['import.paste'], { exact: true }).click();
  await page
    .getByLabel(b['import.paste.label'])
    .fill('Prénom;Nom;Téléphone;Ville\nZoé;Roy;514 555-0123;Laval\n;;;Québec\n');
  await page.getByRole('button', { name: b['import.paste.read'] }).click();
  await expect(page.getByText('Zoé Roy')).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: b['import.problems.save'] }).click();
  expect(new TextDecoder().decode(await bytesOf(await downloading))).toMatch(
    new RegExp(`Ligne 3\\s: ${b['import.nobody']}`),
  );
  await page.getByRole('button', { name: KEEP }).click();
  await expect(page.getByText('Ajoutés : 1.', { exact: false })).toBeVisible();
});

test('reads the file the app is opened with immediately', async ({ page }) => {
  await page.addInitScript((text) => {
    const handle = { getFile: async () => new File([text], 'ouvert.vcf') };
    const setConsumer = (consumer: (params: unknown) => void) => consumer({ files: [handle] });
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  }, vcardsOf(3));
  await page.goto('/fr/importer');
  await expect(page.getByText(b['import.found'].replace('{count}', '3').replace('{name}', 'ouvert.vcf'))).toBeVisible();
});

test('shows hostile values as text and makes no link of them', async ({ page }, info) => {
  const script = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
  const note = 'N'.repeat(10 * 1024 * 1024);
  const lines = ['N', 'FN', 'ORG', 'TITLE', 'NOTE', 'NICKNAME', 'CATEGORIES', 'X-CUSTOM'].map(
    (name) => `${name}:${script}`,
  );
  const card = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    ...lines,
    'URL:javascript:window.hit=1',
    'item1.URL:data:text/html,<script>1</script>',
    'TEL:javascript:1',
    `EMAIL:a?bcc=x@y.ca${script}`,
    `NOTE:${note}`,
    'END:VCARD\r\n',
  ].join('\r\n');
  await importFile(page, fileOf(info, 'hostile.vcf', card));
  await page.goto('/fr/contacts');
  await page
    .getByRole('link', { name: /onerror/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /onerror/ })).toBeVisible();
  for (const summary of await page.locator('main summary').all()) await summary.click();
  const links = await page
    .locator('main a[href]')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(links.filter((href) => !/^(?:https?:\/\/127\.0\.0\.1|mailto:|tel:|sms:)/.test(href))).toEqual([]);
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
  await expect(page.locator('main script, main img[src="x"]')).toHaveCount(0);
});

test('imports every file of the shared corpus through the real file input', { tag: LONG }, async ({ page }) => {
  test.skip(!hasSharedCorpus, 'no shared corpus beside the clone');
  test.setTimeout(240_000);
  const folder = new URL('../../../shared/vcard/corpus/', import.meta.url);
  const paths = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.vcf$/i.test(name));
  await page.goto('/fr/importer');
  for (const path of paths) {
    await page.locator('input[type=file]').setInputFiles({
      name: path.replaceAll('/', '-'),
      mimeType: 'text/vcard',
      buffer: readFileSync(new URL(path, folder)),
    });
    const keepButton = page.getByRole('button', { name: KEEP });
    const empty = page.getByText(b['import.empty']);
    await expect(keepButton.or(empty).first(), path).toBeVisible();
    if (await empty.isVisible()) continue;
    if (await keepButton.isEnabled()) {
      await keepButton.click();
      await expect(page.getByText(/^Ajoutés\s: /), path).toBeVisible();
      await page.getByRole('button', { name: MESSAGES.fr['action.close'] }).click();
    } else await page.getByRole('button', { name: b['import.discard'] }).click();
    await expect(page.getByText(b['import.lead'])).toBeVisible();
  }
  expect((await storedContacts(page)).length).toBeGreaterThan(40);
});

test('two tabs stay in sync', async ({ page, context }, info) => {
  await importFile(page, fileOf(info, 'deux.vcf', vcardsOf(2)));
  const other = await context.newPage();
  await other.goto('/fr/contacts');
  await expect(other.getByText('Contacts : 2')).toBeVisible();
  await openContact(page, 'Prénom1 Nom1');
  await page.getByLabel(b['known.remarks']).fill('aime le seigle');
  await other.getByLabel(b['contacts.search']).fill('seigle');
  await expect(other.getByText('Trouvés : 1')).toBeVisible();
  // Text typed just before the tab closes is not lost.
  await page.getByLabel(b['known.introducedBy']).fill('Luc');
  await page.close();
  await other.getByRole('link', { name: /^Prénom1/ }).click();
  await expect(other.getByLabel(b['known.introducedBy'])).toHaveValue('Luc');
});

const ROUNDS = isLongRun ? 20 : 5;
const PER_ROUND = 300;

test(`killing the browser ${ROUNDS} times during an import loses no stored contact and leaves no partial one`, async ({
  site,
}, info) => {
  test.setTimeout(600_000);
  const profile = newProfile();
  const confirmed = new Set<string>();
  let [finished, resumed] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await launchBrowser(profile, site.url);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${site.url}/fr/importer`);
    await expect(page.getByText(b['import.lead'])).toBeVisible();
    const counts = countByOrganisation(await storedContacts(page));
    for (const [organisation, count] of counts) expect(count, `${organisation}, round ${round}`).toBe(PER_ROUND);
    for (const organisation of confirmed)
      expect(counts.get(organisation), `${organisation}, round ${round}`).toBe(PER_ROUND);
    // Every third round resumes the interrupted import, if there is one: the first round always leaves one.
    const isResumable = round % 3 === 1 && (await storedImports(page)).length > 0;
    resumed += isResumable ? 1 : 0;
    if (isResumable) await page.getByRole('button', { name: b['import.resume'] }).click();
    else
      await page
        .locator('input[type=file]')
        .setInputFiles(fileOf(info, `r${round}.vcf`, vcardsOf(PER_ROUND, `R${round}`, round * PER_ROUND)));
    const keepButton = page.getByRole('button', { name: KEEP });
    // The file is stored before it is read: an import killed earlier than that leaves nothing to resume.
    if (round % 4 === 0) await expect.poll(async () => (await storedImports(page)).length).toBe(1);
    else {
      await keepButton.click({ timeout: 20_000 });
      const done = page.getByText(/^Ajoutés\s: /);
      if (round % 4 === 3) {
        await expect(done).toBeVisible();
        for (const organisation of countByOrganisation(await storedContacts(page)).keys()) confirmed.add(organisation);
        finished += 1;
      }
    }
    // Kill at a random moment.
    await delay(Math.random() * 250);
    await killBrowser(profile);
    await context.close().catch(() => undefined);
  }
  const context = await launchBrowser(profile, site.url);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${site.url}/fr/contacts`);
  const stored = await storedContacts(page);
  expect(finished).toBeGreaterThan(isLongRun ? 3 : 0);
  expect(resumed).toBeGreaterThan(0);
  for (const organisation of confirmed) expect(countByOrganisation(stored).get(organisation)).toBe(PER_ROUND);
  const partialContacts = stored.filter(
    ({ familyNames, phones, emails, meetings }) =>
      familyNames === '' || phones.length !== 1 || emails.length !== 1 || meetings.length !== 1,
  );
  expect(partialContacts).toEqual([]);
  await expect(page.getByText(`Contacts : ${stored.length}`)).toBeVisible();
  await context.close();
});

function countByOrganisation(contacts: readonly { organisation: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { organisation } of contacts) counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  return counts;
}
