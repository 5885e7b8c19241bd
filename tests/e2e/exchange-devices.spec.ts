import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { CHANNEL_MARKS } from '@/lib/exchange/card-address';
import { MOVED_PAGE_MESSAGES } from '@/lib/i18n/messages/pages/moved-page';
import { publicPageMessages } from '@/lib/i18n/messages/pages/public-page';
import { screenPath } from '@/lib/i18n/screens';
import { serveForTests } from '../../scripts/serve-for-tests.mjs';
import { acceptReply, linkDevices, publishedAt, publishedLink, publishFirst, visitor } from './support/exchange';
import { choosePicture, EXCHANGE_MESSAGES, MESSAGES, storeFirstCard } from './support/owner';
import { expect, LONG, test } from './support/site';

const x = EXCHANGE_MESSAGES.fr;
const w = MESSAGES.fr;
const pageMessages = publicPageMessages('fr-CA');
const withName = (sentence: string, name = 'Élodie Côté-Gagné') => sentence.replace('{name}', name);

test('links a second device with a code and six digits, sends it replies, and revokes it with the phrase', async ({
  page,
  browser,
  baseURL,
}) => {
  await storeFirstCard(page);
  const { words, link } = await publishFirst(page);
  const context = await browser.newContext({ locale: 'fr-CA', serviceWorkers: 'block', baseURL: baseURL ?? '' });
  const other = await context.newPage();
  await linkDevices(page, other);

  const guest = await visitor(browser);
  await guest.goto(link);
  await guest.getByLabel(pageMessages.form.name).fill('Deux Appareils');
  await guest.getByLabel(pageMessages.form.phone).fill('514 555-0123');
  await guest.getByRole('button', { name: withName(pageMessages.form.send) }).click();
  await expect(guest.getByRole('heading', { name: pageMessages.done.title })).toBeVisible();
  for (const device of [page, other]) {
    await acceptReply(device, 'Deux Appareils');
  }

  await page.goto(screenPath('fr', 'devices'));
  await page.getByLabel(x['devices.words.label']).fill(words.join(' '));
  await page.getByLabel(x['devices.words.revoke']).check();
  await page.getByRole('button', { name: x['devices.words.doRevoke'] }).click();
  await expect(page.getByText(x['devices.words.revoked'])).toBeVisible();
  await other.goto(screenPath('fr', 'edit'));
  await other.getByLabel(w['field.title'], { exact: true }).fill('Voleur');
  await other.getByLabel(w['field.title'], { exact: true }).blur();
  await other.goto(screenPath('fr', 'publish'));
  await expect(other.getByText(x['published.revoked'])).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByText('Voleur')).toHaveCount(0);
  await page.goto(screenPath('fr', 'publish'));
  await publishedLink(page);
});

test('two devices edit the same card: neither overwrites the other, and both converge', { tag: LONG }, async ({
  page,
  browser,
  baseURL,
}) => {
  await storeFirstCard(page);
  const { link, address } = await publishFirst(page);
  const context = await browser.newContext({ locale: 'fr-CA', serviceWorkers: 'block', baseURL: baseURL ?? '' });
  const other = await context.newPage();
  await linkDevices(page, other);
  const published = () => publishedAt(page, address);
  const editField = async (window: Page, label: string, value: string) => {
    await window.goto(screenPath('fr', 'edit'));
    await window.getByLabel(label, { exact: true }).fill(value);
    await window.getByLabel(label, { exact: true }).blur();
  };

  await editField(page, w['field.title'], 'Directrice');
  await expect.poll(async () => (await published()).content?.title, { timeout: 15_000 }).toBe('Directrice');
  // The other device does not know of this edit, and changes another property.
  await editField(other, w['field.organisation'], 'Boulangerie L’Été');
  await expect
    .poll(async () => (await published()).content?.organisation, { timeout: 15_000 })
    .toBe('Boulangerie L’Été');
  expect((await published()).content?.title).toBe('Directrice');
  await other.goto(screenPath('fr', 'edit'));
  await expect(other.getByLabel(w['field.title'], { exact: true })).toHaveValue('Directrice');

  // The first device picks up the second's edit by itself; after that, neither publishes again.
  await page.goto(screenPath('fr', 'edit'));
  const organisation = page.getByLabel(w['field.organisation'], { exact: true });
  await expect(organisation).toHaveValue('Boulangerie L’Été', { timeout: 15_000 });
  const { rev } = await published();
  for (const window of [other, page, other]) {
    // Each window fetches the card from the server when it opens.
    const cardFetch = window.waitForResponse(
      (response) => response.url().endsWith(`/api/cards/${address}`) && response.request().method() === 'GET',
    );
    await window.goto(screenPath('fr', 'publish'));
    await cardFetch;
    await expect(window.getByText(x['published.current'])).toBeVisible();
  }
  expect(await published()).toMatchObject({ rev, content: { title: 'Directrice', organisation: 'Boulangerie L’Été' } });

  // One device hides the page; the other, whose mailbox key is due for rotation (ninety days), does not show it again.
  await page.goto(screenPath('fr', 'publish'));
  await page.getByRole('button', { name: x['published.hide'] }).click();
  await expect.poll(async () => (await published()).state, { timeout: 15_000 }).toBe('hidden');
  await other.clock.setFixedTime(Date.now() + 91 * 24 * 60 * 60 * 1000);
  await other.goto(screenPath('fr', 'publish'));
  await expect(other.getByText(x['published.hidden'])).toBeVisible({ timeout: 15_000 });
  expect((await published()).state).toBe('hidden');
  expect((await page.request.get(link)).status()).toBe(404);

  await context.close();
});

test('republishes the current card after the server is restored to an earlier state', { tag: LONG }, async ({
  page,
  site,
}) => {
  await storeFirstCard(page);
  const { address } = await publishFirst(page);
  const before = await (await page.request.get(`${site.url}/api/cards/${address}`)).json();
  await page.goto(screenPath('fr', 'edit'));
  await page.getByLabel(w['field.title'], { exact: true }).fill('Directrice');
  await page.getByLabel(w['field.title'], { exact: true }).blur();
  await expect
    .poll(async () => (await publishedAt(page, address)).content?.title, { timeout: 15_000 })
    .toBe('Directrice');
  // The server returns the earlier document, as after a restore.
  let putCount = 0;
  await page.route(`**/api/cards/${address}`, async (route) => {
    if (route.request().method() === 'PUT') {
      putCount += 1;
      expect(route.request().headers()['if-match']).toBe((before as { etag: string }).etag);
      const { document } = route.request().postDataJSON() as { document: string };
      expect(JSON.parse(document)).toMatchObject({ rev: 2, content: { title: 'Directrice' } });
      await route.fulfill({ status: 200, json: { etag: '"later"' } });
    } else await route.fulfill({ status: 200, json: before });
  });
  await page.goto(screenPath('fr', 'home'));
  await expect.poll(() => putCount, { timeout: 15_000 }).toBe(1);
});

test('the recovery phrase restores the card and its waiting replies on a new phone', async ({
  page,
  browser,
  baseURL,
}) => {
  await storeFirstCard(page);
  const { words, link, address } = await publishFirst(page);
  await page.close();
  const guest = await visitor(browser);
  await guest.goto(link);
  await guest.getByLabel(pageMessages.form.organisation).fill('Épicerie du Coin');
  await guest.getByLabel(pageMessages.form.email).fill('bonjour@exemple.ca');
  await guest.getByRole('button', { name: withName(pageMessages.form.send) }).click();
  await expect(guest.getByRole('heading', { name: pageMessages.done.title })).toBeVisible();

  const context = await browser.newContext({ locale: 'fr-CA', serviceWorkers: 'block', baseURL: baseURL ?? '' });
  const phone = await context.newPage();
  await phone.goto(screenPath('fr', 'devices'));
  await phone.getByLabel(x['devices.words.label']).fill(`${words.slice(0, 11).join(' ')} abaisser`);
  await phone.getByRole('button', { name: x['devices.words.restore'] }).click();
  await expect(phone.getByText(/^(?:Ces mots ne vont pas|Ces mots sont justes)/)).toBeVisible();
  // Without accents and in capitals, as people type.
  await phone
    .getByLabel(x['devices.words.label'])
    .fill(words.join('  ').normalize('NFD').replace(/\p{M}/gu, '').toUpperCase());
  await phone.getByRole('button', { name: x['devices.words.restore'] }).click();
  await expect(phone.getByText(x['devices.words.done'].replace('{count}', '1'))).toBeVisible();
  await acceptReply(phone, 'Épicerie du Coin');
  await phone.goto(screenPath('fr', 'publish'));
  expect((await publishedLink(phone)).address).toBe(address);
});

test('rotates the mailbox key after ninety days and still reads replies sealed to the previous key', {
  tag: LONG,
}, async ({ page, browser }) => {
  await storeFirstCard(page);
  const { link, address } = await publishFirst(page);
  const readMailbox = async () => (await publishedAt(page, address)).mailbox;
  const firstMailbox = await readMailbox();
  expect(firstMailbox?.epoch).toBe(0);
  const leaveReply = async (guest: Page, name: string) => {
    await guest.getByLabel(pageMessages.form.name).fill(name);
    await guest.getByLabel(pageMessages.form.phone).fill('514 555-0123');
    await guest.getByRole('button', { name: withName(pageMessages.form.send) }).click();
    await expect(guest.getByRole('heading', { name: pageMessages.done.title })).toBeVisible();
  };
  // Opened before the key rotation, sent after it.
  const early = await visitor(browser);
  await early.goto(link);

  await page.clock.setFixedTime(Date.now() + 91 * 24 * 60 * 60 * 1000);
  await page.goto(screenPath('fr', 'publish'));
  await expect.poll(async () => (await readMailbox())?.epoch, { timeout: 15_000 }).toBe(1);
  expect((await readMailbox())?.key).not.toBe(firstMailbox?.key);
  await leaveReply(early, 'Sophie Avant');
  const late = await visitor(browser);
  await late.goto(link);
  await leaveReply(late, 'Paul Après');
  for (const name of ['Sophie Avant', 'Paul Après']) await acceptReply(page, name);
});

test('two windows that publish at once are serialised and converge', { tag: LONG }, async ({ page }) => {
  await storeFirstCard(page);
  const { address } = await publishFirst(page);
  const published = () => publishedAt(page, address);
  const other = await page.context().newPage();
  await other.goto(screenPath('fr', 'publish'));
  await page.goto(screenPath('fr', 'publish'));
  // At the same instant, one closes the mailbox and the other hides the page: both changes apply, in either order.
  const [open, hide] = [page.getByLabel(x['published.open']), other.getByRole('button', { name: x['published.hide'] })];
  await expect(open).toBeEnabled();
  await expect(hide).toBeEnabled();
  const press = (element: HTMLElement | SVGElement) => (element as HTMLElement).click();
  await Promise.all([open.evaluate(press), hide.evaluate(press)]);
  await expect.poll(async () => (await published()).state, { timeout: 15_000 }).toBe('hidden');
  for (const window of [page, other]) {
    await window.goto(screenPath('fr', 'publish'));
    await expect(window.getByText(x['published.hidden'])).toBeVisible();
  }
  await page.getByRole('button', { name: x['published.show'] }).click();
  await expect.poll(published, { timeout: 15_000 }).toMatchObject({ state: 'shown', mailbox: null });
  const { rev } = await published();
  for (const window of [page, other]) {
    await window.goto(screenPath('fr', 'publish'));
    await expect(window.getByText(x['published.current'])).toBeVisible();
  }
  // Neither window publishes again: both know the server is up to date.
  expect((await published()).rev).toBe(rev);
});

// tests/unit/exchange-devices.test.ts moves a card in npm test.
test(
  'a published card moves to another server with its photo, and its printed code keeps working',
  {
    tag: LONG,
  },
  async ({ page, browser }, testInfo) => {
    await storeFirstCard(page);
    const photo = testInfo.outputPath('photo.jpg');
    await sharp({ create: { width: 600, height: 600, channels: 3, background: '#7a5c40' } })
      .jpeg()
      .toFile(photo);
    await choosePicture(page, 'field.photo', photo);
    await page.getByRole('button', { name: w['crop.keep'] }).click();
    await expect(page.getByRole('img', { name: w['picture.current'] })).toBeVisible();
    const { link, address } = await publishFirst(page);
    await page.goto(screenPath('fr', 'move'));
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: x['move.export'] }).click();
    const file = await (await downloading).path();

    const other = await serveForTests();
    const context = await browser.newContext({ locale: 'fr-CA', serviceWorkers: 'block', baseURL: other.url });
    const targetPage = await context.newPage();
    await targetPage.goto(screenPath('fr', 'move'));
    await targetPage
      .getByLabel(x['move.import'])
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await expect(targetPage.getByText(x['problem.move.damaged'])).toBeVisible();
    await targetPage.getByLabel(x['move.import']).setInputFiles(file);
    await expect(targetPage.getByText(x['move.imported'].replace('{count}', '1'))).toBeVisible();
    const movedLink = await targetPage.getByRole('link', { name: x['move.tellOld'] }).getAttribute('href');
    expect(new URL(movedLink ?? '').origin).toBe(new URL(link).origin);

    await page.goto(movedLink ?? '');
    await page.reload();
    await expect(page.getByLabel(x['move.leave.to'])).toHaveValue(other.url);
    await page.getByRole('button', { name: x['move.leave'], exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: x['move.leave'], exact: true }).click();
    await expect(page.getByText(x['move.left'].replace('{count}', '1'))).toBeVisible();

    const guest = await visitor(browser);
    await guest.goto(`${link}${CHANNEL_MARKS.paper}`);
    // The old address names the new server before linking to it.
    await expect(guest.getByText(new URL(other.url).host, { exact: true })).toBeVisible();
    await guest.getByRole('link', { name: MOVED_PAGE_MESSAGES.fr.go }).click();
    await guest.waitForURL(`${other.url}/**`);
    expect(guest.url()).toBe(`${other.url}/${address}${CHANNEL_MARKS.paper}`);
    await expect(guest.getByRole('img', { name: withName(pageMessages.photo) })).toHaveJSProperty('complete', true);
    await expect(guest.getByRole('img', { name: withName(pageMessages.photo) })).not.toHaveJSProperty(
      'naturalWidth',
      0,
    );
    await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Élodie Côté-Gagné');
    await guest.getByLabel(pageMessages.form.name).fill('Après le Déménagement');
    await guest.getByLabel(pageMessages.form.phone).fill('514 555-0177');
    await guest.getByRole('button', { name: withName(pageMessages.form.send) }).click();
    await expect(guest.getByRole('heading', { name: pageMessages.done.title })).toBeVisible();
    await acceptReply(targetPage, 'Après le Déménagement');
    await context.close();
    await other.stop();
  },
);
