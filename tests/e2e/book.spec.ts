import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readWithIcal } from '../support/vcard-readers';
import { violationsInBothThemes } from './support/axe';
import { BOOK_MESSAGES, bytesOf, MESSAGES, storeFirstCard } from './support/owner';
import { fileOf, importFile, openContact, peopleOf, previewFile, storedContacts, vcardsOf } from './support/people';
import { followPath } from './support/screen-proofs';
import { seedContacts } from './support/seed';
import { expect, test } from './support/site';

const b = BOOK_MESSAGES.fr;

async function beginEvent(page: Page, name = '5 à 7 de la Chambre'): Promise<void> {
  await page.goto('/fr/5a7');
  await page.getByLabel(b['event.name']).fill(name);
  await page.getByLabel(b['event.place']).fill('Hôtel Rimouski');
  await page.getByRole('button', { name: b['event.begin'], exact: true }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

/** Answers the four questions of «Je note pour vous». */
async function noteContact(page: Page, name: string, phone: string): Promise<void> {
  await page.goto('/fr/noter');
  await page.getByLabel(b['guidedEntry.name']).fill(name);
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByLabel(b['guidedEntry.phone']).fill(phone);
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.when.evening'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.yes'] }).click();
  await expect(page.getByText(b['guidedEntry.kept'].replace('{name}', name))).toBeVisible();
}

test('an event collects every contact, is reviewed at its end, and turns promises into follow-ups', async ({
  page,
}) => {
  await storeFirstCard(page);
  await beginEvent(page);
  await noteContact(page, 'Marguerite De la Sablonnière', '450 555-0199');
  await noteContact(page, 'Luc Roy', '418 555-0100');
  await page.goto('/fr/montrer');
  // The code is painted before the script that counts it has run: wait for the count.
  await expect.poll(() => page.evaluate(() => localStorage.getItem('poignee.given'))).toContain('"code":1');
  await page.goto('/fr');
  await page
    .getByRole('link', {
      name: MESSAGES.fr['home.tonight'].replace('{name}', '5 à 7 de la Chambre').replace('{count}', '2'),
    })
    .click();
  await expect(page.getByText('Reçus : 2. Donnés : 1.')).toBeVisible();
  await page.getByRole('button', { name: b['event.end'] }).click();

  await expect(page.getByRole('heading', { name: 'Marguerite De la Sablonnière' })).toBeVisible();
  await expect(page.getByText('montrée 1 fois', { exact: false })).toBeVisible();
  await page.getByLabel(b['review.who']).fill('la fleuriste');
  await page.getByLabel(b['review.promise']).fill('un devis');
  await page.getByRole('radio', { name: b['follow.in.1'] }).check();
  await page.getByRole('button', { name: b['review.next'] }).click();
  await expect(page.getByRole('heading', { name: 'Luc Roy' })).toBeVisible();
  await page.getByRole('button', { name: b['review.next'] }).click();
  await page.getByRole('button', { name: b['review.finish'] }).click();
  await expect(page.getByText('rencontres : 2', { exact: false })).toBeVisible();

  await page.goto('/fr/a-faire');
  await expect(page.getByText('un devis', { exact: false })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: b['todo.calendar'] }).click();
  const calendar = new TextDecoder().decode(await bytesOf(await downloading)).replace(/\r\n /g, '');
  expect(calendar).toContain('SUMMARY:Appeler Marguerite De la Sablonnière');
  await page
    .getByRole('button', { name: b['todo.finish.of'].replace('{name}', 'Marguerite De la Sablonnière') })
    .click();
  await expect(page.getByText(b['todo.none'], { exact: true })).toBeVisible();
  await page.getByRole('button', { name: MESSAGES.fr['action.undo'] }).click();
  await expect(page.getByText('un devis', { exact: false })).toBeVisible();

  await page.goto('/fr/constats');
  await expect(page.getByText('Rencontrés : 2. Relancés : 0. Clients : 0.')).toBeVisible();
  await page.getByText(b['insights.table']).first().click();
  await expect(page.getByRole('row', { name: /Noté à la main 2 0 0/ })).toBeVisible();
});

test('«Je note pour vous» survives a reload, reads the number back, and records the consent and its date', async ({
  page,
}) => {
  await page.goto('/fr/noter');
  await page.getByLabel(b['guidedEntry.name']).pressSequentially('Marguer');
  await page.reload();
  await expect(page.getByLabel(b['guidedEntry.name'])).toHaveValue('Marguer');
  await expect(page.getByText(b['guidedEntry.resumed'])).toBeVisible();
  await page.getByLabel(b['guidedEntry.name']).pressSequentially('ite');
  await page.keyboard.press('Enter');
  for (const digit of '45055501') await page.getByRole('button', { name: digit, exact: true }).click();
  await page.reload();
  for (const digit of '999') await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: b['guidedEntry.erase'] }).click();
  await expect(page.getByText('450 555 01 99')).toBeVisible();
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await expect(page.getByText(b['guidedEntry.sentence'].slice(0, 40), { exact: false })).toBeVisible();
  await page.getByRole('button', { name: b['guidedEntry.yes'] }).dblclick();
  await page.getByRole('link', { name: b['found.open'] }).click();
  await expect(page.getByText(/Oui, de vive voix, le /)).toBeVisible();
  expect(await storedContacts(page)).toHaveLength(1);
  // Guided entry records the phone as the preferred medium: the phone link comes first.
  await expect(page.getByRole('link', { name: /^Téléphone/ })).toHaveAttribute('href', 'tel:+14505550199');
  await page.getByRole('button', { name: /A retiré son accord/ }).click();
  await expect(page.getByText(/^Retiré le /)).toBeVisible();
});

test('does not store a person who refuses', async ({ page }) => {
  await page.goto('/fr/noter');
  await page.getByLabel(b['guidedEntry.name']).fill('Secret');
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.noPhone'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.next'] }).click();
  await page.getByRole('button', { name: b['guidedEntry.no'] }).click();
  await expect(page.getByText(b['guidedEntry.refused'])).toBeVisible();
  expect(await storedContacts(page)).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('Secret');
});

test('previews contacts picked from the device’s address book like a file, without duplicates', async ({ page }) => {
  await page.addInitScript(() => {
    const people = [
      { name: ['Zoé Roy'], tel: ['514 555-0123', '514 555-0123'], email: ['zoe@roy.ca'] },
      { name: ['Luc Côté'], tel: ['418 555-0100'], email: [] },
    ];
    Object.assign(window, { ContactsManager: class {} });
    Object.defineProperty(navigator, 'contacts', { value: { select: async () => people } });
  });
  for (const [count, action] of [
    [2, 'Garder 2 contacts'],
    [0, 'Garder 0 contact'],
  ] as const) {
    await page.goto('/fr/recevoir');
    await page.getByRole('button', { name: new RegExp(b['receive.device']) }).click();
    const keepButton = page.getByRole('button', { name: action });
    await expect(keepButton).toBeVisible();
    if (count > 0) {
      await keepButton.click();
      await expect(page.getByText(/^Ajoutés\s: 2/)).toBeVisible();
    } else await page.getByRole('button', { name: b['import.discard'] }).click();
  }
  const storedPeople = await storedContacts(page);
  expect(storedPeople.map(({ familyNames }) => familyNames).toSorted()).toEqual(['Côté', 'Roy']);
  expect(storedPeople).toMatchObject([{ meetings: [{ channel: 'device' }] }, { meetings: [{ channel: 'device' }] }]);
});

test('duplicates are compared side by side, merged property by property, restored, and marked as distinct', async ({
  page,
}, info) => {
  // Each search takes a second, as in a large book: no button waits for one.
  await page.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, message: { kind?: string }) {
      setTimeout(() => postMessage.call(this, message), message.kind === 'duplicates' ? 1000 : 0);
    } as typeof postMessage;
  });
  const card = (name: string, more: string) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roy;${name}\r\n${more}\r\nEND:VCARD\r\n`;
  await importFile(page, fileOf(info, 'un.vcf', card('Zoé', 'TITLE:Avocate\r\nEMAIL:zoe@roy.ca')));
  await importFile(page, fileOf(info, 'deux.vcf', card('Zoé', 'TITLE:Associée\r\nTEL:514 555-0123')));
  await page.goto('/fr/doublons');
  await expect(page.getByText(b['duplicates.because.name'])).toBeVisible();
  await page.getByRole('radio', { name: 'Avocate' }).check();
  await page.getByRole('button', { name: b['duplicates.merge'] }).click();
  await expect(page.getByText(b['duplicates.merged'])).toBeVisible();
  expect(await storedContacts(page)).toMatchObject([
    { title: 'Avocate', alternates: [{ property: 'title', value: 'Associée' }], emails: [{}], phones: [{}] },
  ]);
  await page.getByRole('button', { name: MESSAGES.fr['action.undo'] }).click();
  await expect(page.getByText('Doublons possibles : 1')).toBeVisible();
  expect(await storedContacts(page)).toHaveLength(2);
  await page.getByRole('button', { name: b['duplicates.apart'] }).click();
  await expect(page.getByText(b['duplicates.none'])).toBeVisible();
  await page.reload();
  await expect(page.getByText(b['duplicates.none'])).toBeVisible();
});

test('exports contacts to files other programs read; permanently deletes one', async ({ page }) => {
  await seedContacts(page, peopleOf(3));
  await page.goto('/fr/contacts');
  await page.getByRole('button', { name: b['contacts.choose'] }).click();
  await page.getByRole('checkbox').nth(0).check();
  await page.getByRole('checkbox').nth(2).check();
  await page.getByRole('button', { name: b['contacts.export'].replace('{count}', '2') }).click();
  const save = async (format: 'vcf3' | 'vcf4' | 'google' | 'outlook') => {
    await page.getByRole('radio', { name: new RegExp(`^${b[`export.${format}`].replace(/[().]/g, '\\$&')}`) }).check();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: b['export.save'] }).click();
    const text = new TextDecoder().decode(await bytesOf(await downloading));
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('button', { name: b['contacts.export'].replace('{count}', '2') }).click();
    return text;
  };
  for (const format of ['vcf3', 'vcf4'] as const) {
    const cards = (await save(format)).split(/(?<=END:VCARD\r\n)/);
    expect(cards).toHaveLength(2);
    for (const card of cards)
      expect(readWithIcal(card).find(({ name }) => name === 'TEL')?.value).toMatch(/\+1514200000[02]/);
  }
  expect(await save('google')).toContain('Phone 1 - Value');
  expect(await save('outlook')).toContain('Business Phone');
  await page.keyboard.press('Escape');

  await openContact(page, 'Prénom1 Nom1');
  await page.getByRole('button', { name: b['rights.erase'] }).click();
  await page.getByRole('button', { name: b['rights.erase.confirm'] }).click();
  await expect(page.getByText(b['contact.erased'])).toBeVisible();
  expect((await storedContacts(page)).map(({ familyNames }) => familyNames).toSorted()).toEqual(['Nom0', 'Nom2']);

  await page.goto('/fr/adresses');
  await expect(page.getByText('Prénom2 Nom2')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const control of [b['addresses.print'], MESSAGES.fr['nav.backOne']])
    await expect(
      page.getByRole('button', { name: control }).or(page.getByRole('link', { name: control })),
    ).toBeHidden();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByText('Prénom2 Nom2')).toHaveCSS('color', 'rgb(28, 27, 24)');
  await page.emulateMedia({ media: 'screen', colorScheme: null });

  await page.goto('/fr/reglages');
  await page.getByRole('button', { name: MESSAGES.fr['settings.erase'] }).click();
  await page.getByRole('button', { name: MESSAGES.fr['settings.erase.confirm'] }).click();
  await expect(page.getByText(MESSAGES.fr['settings.erased'])).toBeVisible();
  await page.goto('/fr/contacts');
  await expect(page.getByText(b['contacts.empty'])).toBeVisible();
  expect(await storedContacts(page)).toEqual([]);
});

test('restores a backup in a fresh browser, whose export is byte-for-byte identical', async ({
  page,
  browser,
  site,
}, info) => {
  const exportAll = async (target: Page) => {
    await target.goto(`${site.url}/fr/sauvegarde`);
    await target.getByRole('button', { name: /^Exporter \(\d+\)$/ }).click();
    const downloading = target.waitForEvent('download');
    await target.getByRole('button', { name: b['export.save'] }).click();
    return bytesOf(await downloading);
  };
  await storeFirstCard(page);
  await seedContacts(page, peopleOf(40));
  await beginEvent(page);
  await openContact(page, 'Prénom7 Nom7');
  await page.getByLabel(b['known.remarks']).fill('aime le seigle; beaucoup');
  const before = await exportAll(page);
  await page.getByLabel(b['backup.passphrase']).fill('quatre mots très secrets');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: b['backup.make'] }).click();
  const file = fileOf(info, 'sauvegarde.zip', await bytesOf(await downloading));
  await expect(page.getByText(/^Dernière sauvegarde\s: /)).toBeVisible();

  const freshContext = await browser.newContext({
    locale: 'fr-CA',
    serviceWorkers: 'block',
    viewport: { width: 390, height: 844 },
  });
  const other = await freshContext.newPage();
  await other.goto(`${site.url}/fr/sauvegarde`);
  await other.locator('input[type=file]').setInputFiles(file);
  await expect(other.getByText(b['restore.sealed'])).toBeVisible();
  await other.getByLabel(b['restore.passphrase']).fill('autre chose');
  await other.getByRole('button', { name: b['restore.open'] }).click();
  await expect(other.getByText(b['backup.wrong_passphrase'])).toBeVisible();
  await other.getByLabel(b['restore.passphrase']).fill('quatre mots très secrets');
  await other.getByRole('button', { name: b['restore.open'] }).click();
  await expect(other.getByText('nouveaux : 40, complétés : 0, identiques : 0')).toBeVisible();
  expect(await storedContacts(other)).toEqual([]);
  await other.getByRole('button', { name: b['restore.go'] }).click();
  await expect(other.getByText(b['restore.done'].replace('{contacts}', '40').replace('{cards}', '1'))).toBeVisible();
  expect(await exportAll(other)).toEqual(before);
  await other.goto(`${site.url}/fr`);
  await expect(other.getByTestId('card-drawing')).toBeVisible();

  const truncatedFile = fileOf(info, 'coupe.zip', readFileSync(file).subarray(0, 900));
  await other.goto(`${site.url}/fr/sauvegarde`);
  await other.locator('input[type=file]').setInputFiles(truncatedFile);
  await expect(other.getByText(b['backup.truncated'])).toBeVisible();
  await freshContext.close();
});

test('a full contact book is accessible in both themes and fits at 200 % zoom', async ({ page }, info) => {
  await beginEvent(page);
  await importFile(page, fileOf(info, 'gens.vcf', vcardsOf(12)));
  const duplicate = vcardsOf(1).replace('ORG:Boulangerie', 'ORG:Autre').replace('Nom0;', 'Nom;');
  await previewFile(page, fileOf(info, 'double.vcf', duplicate));
  const checkPage = async (label: string) => {
    expect(await violationsInBothThemes(page), label).toEqual([]);
    await page.setViewportSize({ width: 320, height: 512 });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow(), label).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 390, height: 844 });
  };
  await checkPage('preview');
  await page.getByRole('radio', { name: b['import.policy.apart'] }).check();
  await page.getByRole('button', { name: /^Garder 1 contact$/ }).click();
  await expect(page.getByText(/^Ajoutés\s: 1/)).toBeVisible();
  await checkPage('imported');
  await page.goto('/fr/contacts');
  await expect(page.getByText('Contacts : 13')).toBeVisible();
  await checkPage('contacts');
  await page.getByRole('button', { name: b['contacts.choose'] }).click();
  await checkPage('choosing');
  await openContact(page, 'Prénom3 Nom3');
  await page.getByRole('button', { name: b['follow.in.3'] }).click();
  for (const summary of await page.locator('main summary').all()) await summary.click();
  await checkPage('contact');
  for (const [path, proof] of [
    ['a-faire', b['todo.soon']],
    ['doublons', b['duplicates.merge']],
    ['constats', b['insights.byChannel']],
    ['adresses', 'Prénom3 Nom3'],
    ['sauvegarde', b['room.title']],
    ['5a7', b['event.end']],
  ] as const) {
    await followPath(page, `/fr/${path}`);
    await expect(page.getByText(proof).first()).toBeVisible();
    for (const summary of await page.locator('main summary').all()) await summary.click();
    await checkPage(path);
  }
  await page.getByRole('button', { name: b['event.end'] }).click();
  await expect(page.getByLabel(b['review.promise'])).toBeVisible();
  await checkPage('review');
});

test('keyboard only: from the list to a contact, to a promised follow-up, and back', async ({ page }) => {
  await seedContacts(page, peopleOf(5));
  await page.goto('/fr/contacts');
  await expect(page.getByText('Contacts : 5')).toBeVisible();
  await page.getByLabel(b['contacts.search']).focus();
  await page.keyboard.type('nom4');
  await expect(page.getByText('Trouvés : 1')).toBeVisible();
  const focused = page.locator(':focus');
  for (let presses = 0; presses < 12 && !/Prénom4/.test((await focused.textContent()) ?? ''); presses += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Prénom4 Nom4' })).toBeVisible();
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < 20 && (await focused.textContent()) !== b['follow.in.1']; presses += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(b['follow.promise'])).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel(b['contacts.search'])).toHaveValue('nom4');
});
