import type { CDPSession, Page } from '@playwright/test';
import type { Locale } from '@/lib/i18n/locales';
import { screenPath } from '@/lib/i18n/screens';
import { violationsInBothThemes } from './support/axe';
import { publishFirst } from './support/exchange';
import { BOOK_MESSAGES, EXCHANGE_MESSAGES, MESSAGES, storeFirstCard } from './support/owner';
import { fileOf, peopleOf } from './support/people';
import { followPath } from './support/screen-proofs';
import { seedContacts } from './support/seed';
import { expect, inTurn, test } from './support/site';

const PASSPHRASE = 'érable lune trottoir';
const b = BOOK_MESSAGES.fr;

async function putLockOn(page: Page, locale: Locale = 'fr', passphrase: string | null = PASSPHRASE): Promise<void> {
  const m = BOOK_MESSAGES[locale];
  await page.goto(screenPath(locale, 'settings'));
  await page.getByRole('button', { name: m['lock.choose'] }).click();
  if (passphrase === null) await page.getByLabel(m['lock.method.authenticator']).check();
  else {
    await page.getByLabel(m['lock.passphrase'], { exact: true }).fill(passphrase);
    await page.getByLabel(m['lock.passphrase.again']).fill(passphrase);
  }
  await page.getByLabel(m['lock.understood']).check();
  await page.getByRole('button', { name: m['lock.add'] }).click();
  await expect(page.getByText(m['lock.on'])).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: m['lock.remove'] })).toBeEnabled({ timeout: 60_000 });
}

const passphraseField = (page: Page, locale: Locale = 'fr') =>
  page.getByLabel(BOOK_MESSAGES[locale]['lock.passphrase'], { exact: true });

async function unlock(page: Page, locale: Locale = 'fr', passphrase = PASSPHRASE): Promise<void> {
  await passphraseField(page, locale).fill(passphrase);
  await page.keyboard.press('Enter');
}

const contact = (page: Page, index: number) =>
  page.getByRole('link', { name: new RegExp(`^Prénom${index} Nom${index}`) });

/** Which of the patterns are found in what this origin keeps in IndexedDB, localStorage and the second copy. */
const foundOnDisk = (page: Page, patterns: string[]) =>
  page.evaluate(async (wanted) => {
    const texts: string[] = [JSON.stringify({ ...localStorage })];
    const textOf = (value: unknown) =>
      JSON.stringify(value, (_, one) => (one instanceof Uint8Array ? new TextDecoder('latin1').decode(one) : one));
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames)
        texts.push(
          await new Promise<string>((resolve) => {
            const reading = database.transaction(store).objectStore(store).getAll();
            reading.onsuccess = () => resolve(textOf(reading.result));
          }),
        );
      database.close();
    }
    const root = await navigator.storage.getDirectory();
    for await (const [, folder] of root as unknown as AsyncIterable<[string, FileSystemDirectoryHandle]>)
      for await (const [name, file] of folder as unknown as AsyncIterable<[string, FileSystemFileHandle]>) {
        // The copy may be written meanwhile, and this part removed.
        const bytes = new Uint8Array(
          (await file
            .getFile()
            .then((found) => found.arrayBuffer())
            .catch(() => null)) ?? [],
        );
        texts.push(name, new TextDecoder('latin1').decode(bytes));
        // A part that is not encrypted is gzip after its length.
        if (bytes[4] === 0x1f && bytes[5] === 0x8b) texts.push(`clear ${name}`);
      }
    return wanted.filter((pattern) => texts.some((text) => text.includes(pattern)));
  }, patterns);

for (const locale of ['fr', 'en'] as const) {
  const [t, m] = [MESSAGES[locale], BOOK_MESSAGES[locale]];

  test(`${locale}: a lock encrypts the contacts, closes on request, opens with the passphrase, and is taken off`, {
    tag: inTurn(locale),
  }, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await storeFirstCard(page, { locale });
    await seedContacts(page, peopleOf(3));
    await page.goto(screenPath(locale, 'settings'));
    await page.getByRole('button', { name: m['lock.choose'] }).click();
    expect(await violationsInBothThemes(page)).toEqual([]);
    // What is missing is said, and nothing happens.
    await page.getByLabel(m['lock.passphrase'], { exact: true }).fill('court');
    await page.getByRole('button', { name: m['lock.add'] }).click();
    await expect(page.getByText(m['lock.passphrase.different'])).toBeVisible();
    await expect(page.getByText(m['lock.understood.missing'])).toBeVisible();
    expect(await foundOnDisk(page, ['Nom2'])).toEqual(['Nom2']);

    await putLockOn(page, locale);
    const clear = ['Nom2', 'p2@boulangerie', 'clear contacts', 'clear cards'];
    await expect.poll(() => foundOnDisk(page, clear), { timeout: 30_000 }).toEqual([]);
    await followPath(page, screenPath(locale, 'contacts'));
    await expect(contact(page, 2)).toBeVisible();
    await page.getByRole('button', { name: m['lock.now'] }).click();
    await expect(page.getByRole('heading', { name: m['unlock.title'] })).toBeVisible();
    await expect(contact(page, 2)).toHaveCount(0);
    expect(await violationsInBothThemes(page)).toEqual([]);

    // The card is still at hand.
    await page.getByRole('link', { name: t['nav.card'], exact: true }).click();
    await expect(page.getByTestId('card-drawing')).toBeVisible();
    await page.goto(screenPath(locale, 'contacts'));
    await unlock(page, locale, 'une autre phrase');
    await expect(page.getByText(m['unlock.wrong'])).toBeVisible();
    await unlock(page, locale);
    await expect(contact(page, 2)).toBeVisible();

    await page.goto(screenPath(locale, 'settings'));
    await unlock(page, locale);
    await page.getByRole('button', { name: m['lock.remove'] }).click();
    await expect(page.getByText(m['lock.off'])).toBeVisible({ timeout: 60_000 });
    expect(await foundOnDisk(page, ['Nom2'])).toEqual(['Nom2']);
    await page.goto(screenPath(locale, 'contacts'));
    await expect(contact(page, 2)).toBeVisible();
  });
}

test('edits made just before it closes are kept, and another tab closes and opens with this one', async ({
  page,
  context,
}) => {
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(2));
  await putLockOn(page);
  await followPath(page, screenPath('fr', 'contacts'));
  const other = await context.newPage();
  await other.goto(screenPath('fr', 'contacts'));
  // The first tab gives it the key.
  await expect(contact(other, 1)).toBeVisible();
  await contact(page, 1).click();
  const remarks = page.getByLabel(b['known.remarks']);
  await remarks.fill('Aime le rugby');
  await other.getByRole('button', { name: b['lock.now'] }).click();
  await expect(passphraseField(page)).toBeVisible();
  await expect(passphraseField(other)).toBeVisible();
  expect(await foundOnDisk(page, ['rugby'])).toEqual([]);
  await unlock(other);
  await expect(contact(other, 1)).toBeVisible();
  await expect(page.getByLabel(b['known.remarks'])).toHaveValue('Aime le rugby');
});

test('a tab that was open before the lock was set follows it', async ({ page, context }) => {
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(1));
  const other = await context.newPage();
  await other.goto(screenPath('fr', 'contacts'));
  await expect(contact(other, 0)).toBeVisible();
  await putLockOn(page);
  await contact(other, 0).click();
  await other.getByLabel(b['known.remarks']).fill('Joue du violon');
  await expect(other.getByLabel(b['known.remarks'])).toHaveValue('Joue du violon');
  await other.goto(screenPath('fr', 'contacts'));
  await expect(contact(other, 0)).toBeVisible();
  expect(await foundOnDisk(page, ['violon', 'Nom0'])).toEqual([]);
  await page.getByRole('button', { name: b['lock.now'] }).click();
  await expect(passphraseField(other)).toBeVisible();
});

test('what is being noted survives the lock being set, closed while typing, and taken off', async ({ page }) => {
  await storeFirstCard(page);
  await page.goto(screenPath('fr', 'guidedEntry'));
  await page.getByLabel(b['guidedEntry.name']).fill('Madame Lavoie');
  await putLockOn(page);
  expect(await foundOnDisk(page, ['Lavoie'])).toEqual([]);
  await followPath(page, screenPath('fr', 'guidedEntry'));
  await expect(page.getByLabel(b['guidedEntry.name'])).toHaveValue('Madame Lavoie');
  await page.getByLabel(b['guidedEntry.name']).fill('Madame Lavoie-Roy');
  await page.evaluate(() =>
    new BroadcastChannel('poignee-lock').postMessage({ kind: 'state', state: 'locked', key: null }),
  );
  await unlock(page);
  await expect(page.getByLabel(b['guidedEntry.name'])).toHaveValue('Madame Lavoie-Roy');
  expect(await foundOnDisk(page, ['Lavoie'])).toEqual([]);
  await page.goto(screenPath('fr', 'settings'));
  await unlock(page);
  await page.getByRole('button', { name: b['lock.remove'] }).click();
  await expect(page.getByText(b['lock.off'])).toBeVisible({ timeout: 60_000 });
  await followPath(page, screenPath('fr', 'guidedEntry'));
  await expect(page.getByLabel(b['guidedEntry.name'])).toHaveValue('Madame Lavoie-Roy');
});

test('closing it while a large book is being read leaves the book whole', async ({ page }) => {
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(4000));
  await putLockOn(page);
  await page.goto(screenPath('fr', 'contacts'));
  await unlock(page);
  await page.getByRole('button', { name: b['lock.now'] }).click();
  await unlock(page);
  await expect(page.getByText(/^Contacts\s: 4000$/)).toBeVisible({ timeout: 60_000 });
  await contact(page, 0).click();
  await page.getByLabel(b['known.remarks']).fill('Aime le rugby');
  await page.reload();
  await unlock(page);
  await expect(page.getByLabel(b['known.remarks'])).toHaveValue('Aime le rugby');
});

test('it closes by itself once nobody has touched the device for a while', async ({ page }) => {
  await page.clock.install();
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(1));
  await putLockOn(page);
  await page.goto(screenPath('fr', 'contacts'));
  await page.clock.runFor(1_000);
  await unlock(page);
  await expect(contact(page, 0)).toBeVisible();
  await page.clock.runFor(4 * 60_000);
  await expect(contact(page, 0)).toBeVisible();
  await page.keyboard.press('Shift');
  await page.clock.runFor(4 * 60_000);
  await expect(contact(page, 0)).toBeVisible();
  await page.clock.runFor(2 * 60_000);
  await expect(passphraseField(page)).toBeVisible();
});

test('the Show screen and back do not ask again', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'fr-CA', serviceWorkers: 'allow', baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(1));
  await putLockOn(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await page.goto(screenPath('fr', 'show'));
  await page.goto(screenPath('fr', 'contacts'));
  await expect(contact(page, 0)).toBeVisible();
  await page.getByRole('button', { name: b['lock.now'] }).click();
  await page.reload();
  await expect(passphraseField(page)).toBeVisible();
  await context.close();
});

test('who has lost the passphrase erases what is locked, and a backup brings the contacts back', async ({
  page,
}, info) => {
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(2));
  await publishFirst(page);
  await page.goto(screenPath('fr', 'backup'));
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: b['backup.make'] }).click();
  const backup = fileOf(info, 'sauvegarde.zip', '');
  await (await saving).saveAs(backup);
  await putLockOn(page);
  await page.goto(screenPath('fr', 'contacts'));
  await page.getByText(b['unlock.forgotten']).click();
  await page.getByRole('button', { name: b['unlock.delete'] }).click();
  await page.getByRole('dialog').getByRole('button', { name: b['unlock.delete'] }).click();
  await expect(page.getByText(b['contacts.empty'])).toBeVisible();
  await page.goto(screenPath('fr', 'home'));
  await expect(page.getByTestId('card-drawing')).toBeVisible();
  await page.goto(screenPath('fr', 'backup'));
  await page.locator('input[type=file]').first().setInputFiles(backup);
  await page.getByRole('button', { name: b['restore.go'] }).click();
  await expect(page.getByText(/^C’est restauré/)).toBeVisible();
  await page.goto(screenPath('fr', 'contacts'));
  await expect(contact(page, 1)).toBeVisible();
  await page.goto(screenPath('fr', 'publish'));
  await expect(page.getByRole('link', { name: EXCHANGE_MESSAGES.fr['publish.restore'] })).toBeVisible();
});

test('a locked copy of a lost database comes back with its passphrase, and locked', async ({ page }) => {
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(2));
  await putLockOn(page);
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('poignee.copy-due')), { timeout: 30_000 })
    .toBeNull();
  // What Chromium does to a damaged database.
  await page.goto('/icons/icon.svg');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deletion = indexedDB.deleteDatabase('poignee');
        deletion.onsuccess = () => resolve();
        deletion.onerror = () => reject(deletion.error);
      }),
  );
  await page.goto(screenPath('fr', 'home'));
  await expect(page.getByRole('button', { name: b['lost.restore'] })).toBeVisible();
  // The copy is all there is: a new lock would replace it.
  await page.goto(screenPath('fr', 'settings'));
  await page.getByRole('button', { name: b['lock.choose'] }).click();
  await passphraseField(page).fill(PASSPHRASE);
  await page.getByLabel(b['lock.passphrase.again']).fill(PASSPHRASE);
  await page.getByLabel(b['lock.understood']).check();
  await page.getByRole('button', { name: b['lock.add'] }).click();
  await expect(page.getByText(b['lock.data_lost'])).toBeVisible();
  // What is added meanwhile is encrypted with the rest.
  await seedContacts(page, [{ givenNames: 'Ajoutée', familyNames: 'Depuis' }], 'addedsince');
  await page.goto(screenPath('fr', 'home'));
  await page.getByRole('button', { name: b['lost.restore'] }).click();
  await unlock(page);
  await expect(page.getByText(/^Vos données sont restaurées/)).toBeVisible({ timeout: 30_000 });
  await page.goto(screenPath('fr', 'contacts'));
  await unlock(page);
  await expect(contact(page, 1)).toBeVisible();
  expect(await foundOnDisk(page, ['Nom1', 'Ajoutée'])).toEqual([]);
  await expect(page.getByRole('link', { name: /^Ajoutée Depuis/ })).toBeVisible();
});

/** An authenticator of the device, which knows its owner. */
async function addAuthenticator(page: Page, hasPrf = true): Promise<CDPSession> {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return client;
}

test('the device’s own authenticator opens it', async ({ browser, site }) => {
  // WebAuthn needs a domain name.
  const baseURL = site.url.replace('127.0.0.1', 'localhost');
  const context = await browser.newContext({ locale: 'fr-CA', serviceWorkers: 'block', baseURL });
  const page = await context.newPage();
  await addAuthenticator(page);
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(1));
  await putLockOn(page, 'fr', null);
  await page.goto(screenPath('fr', 'contacts'));
  await expect(contact(page, 0)).toHaveCount(0);
  await page.getByRole('button', { name: b['unlock.open'] }).click();
  await expect(contact(page, 0)).toBeVisible();
  await context.close();
});

test('an authenticator without what a lock needs is said, and nothing is encrypted', async ({ browser, site }) => {
  const baseURL = site.url.replace('127.0.0.1', 'localhost');
  const context = await browser.newContext({ locale: 'fr-CA', serviceWorkers: 'block', baseURL });
  const page = await context.newPage();
  await addAuthenticator(page, false);
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(1));
  await page.goto(screenPath('fr', 'settings'));
  await page.getByRole('button', { name: b['lock.choose'] }).click();
  await page.getByLabel(b['lock.method.authenticator']).check();
  await page.getByLabel(b['lock.understood']).check();
  await page.getByRole('button', { name: b['lock.add'] }).click();
  await expect(page.getByText(b['lock.no_prf'])).toBeVisible();
  await page.goto(screenPath('fr', 'contacts'));
  await expect(contact(page, 0)).toBeVisible();
  await context.close();
});
