import { chromium } from '@playwright/test';
import { sealForSending } from '@/lib/browser/exchange/send-reply';
import { type CardAddress, CHANNEL_MARKS } from '@/lib/exchange/card-address';
import { publicPageMessages } from '@/lib/i18n/messages/pages/public-page';
import { screenPath } from '@/lib/i18n/screens';
import { encodeSymbol } from '@/lib/qr/symbol';
import { REPLY } from '../support/exchange-owner';
import { readWithIcal } from '../support/vcard-readers';
import { acceptReply, publishByHand, publishedAt, publishedLink, publishFirst, visitor } from './support/exchange';
import { fakeCamera } from './support/fake-camera';
import {
  BOOK_MESSAGES,
  codesOnScreen,
  EXCHANGE_MESSAGES,
  MESSAGES,
  storeCompleteCard,
  storeFirstCard,
} from './support/owner';
import { expect, LONG, test } from './support/site';

const x = EXCHANGE_MESSAGES.fr;
const b = BOOK_MESSAGES.fr;
const w = MESSAGES.fr;
const pageMessages = publicPageMessages('fr-CA');
const withName = (sentence: string, name = 'Élodie Côté-Gagné') => sentence.replace('{name}', name);

test('publishes a card, shows it without scripts, accepts a reply, and delivers it to the contacts', async ({
  page,
  browser,
}) => {
  await storeCompleteCard(page);
  const { link, address } = await publishByHand(page);

  const guest = await visitor(browser, { scripts: false });
  const requests: string[] = [];
  guest.on('request', (request) => requests.push(request.url()));
  const response = await guest.goto(link.toLowerCase());
  expect(response?.status()).toBe(200);
  expect(requests).toHaveLength(1);
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Élodie Côté-Gagné');
  await expect(guest.getByRole('link', { name: pageMessages.call })).toHaveAttribute('href', /^tel:\+15142859286/);
  const file = await guest.request.get(`${new URL(link).origin}/c/${address}/card.vcf`);
  expect(readWithIcal(await file.text()).find(({ name }) => name === 'FN')?.value).toBe('Élodie Côté-Gagné');

  await guest.getByLabel(pageMessages.form.name).fill('Jean-Baptiste Noël');
  await guest.getByLabel(pageMessages.form.phone).fill('418 555-0142');
  await guest.getByLabel(pageMessages.form.note).fill('Pour le pain du 24.');
  await guest.getByLabel(pageMessages.form.callBack).check();
  // The server refuses a form submitted faster than a person can fill it in: retry until it accepts.
  await expect(async () => {
    await guest.getByRole('button', { name: withName(pageMessages.form.send) }).click();
    await expect(guest.getByRole('heading', { name: pageMessages.done.title })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await guest.getByRole('link', { name: pageMessages.done.receipt }).click();
  await expect(guest.getByText(withName(pageMessages.receipt.waiting))).toBeVisible();

  await acceptReply(page, 'Jean-Baptiste Noël');
  await page.getByRole('link', { name: /^Jean-Baptiste Noël/ }).click();
  await expect(page.getByText('418 555-0142').first()).toBeVisible();
  await guest.reload();
  await expect(guest.getByText(withName(pageMessages.receipt.read))).toBeVisible();
});

test('a reply sealed in the browser is announced on the Show screen within seconds and belongs to the event', async ({
  page,
  browser,
}) => {
  await storeFirstCard(page);
  await page.goto(screenPath('fr', 'event'));
  await page.getByLabel(b['event.name']).fill('5 à 7 de la Chambre');
  await page.getByRole('button', { name: b['event.begin'] }).click();
  await expect(page.getByRole('button', { name: b['event.end'] })).toBeVisible();
  const { link, address } = await publishFirst(page);
  await page.goto(screenPath('fr', 'show'));
  await expect
    .poll(async () => (await codesOnScreen(page))[0])
    .toMatch(new RegExp(`^HTTP://127\\.0\\.0\\.1:\\d+/${address}${CHANNEL_MARKS.screen}$`));

  const guest = await visitor(browser);
  await guest.goto(link);
  const [sent] = await Promise.all([
    guest.waitForRequest((request) => request.url().endsWith('/replies') && request.method() === 'POST'),
    (async () => {
      await guest.getByLabel(pageMessages.form.name).fill('Amélie Ño Søren');
      await guest.getByLabel(pageMessages.form.email).fill('amelie@exemple.ca');
      await guest.getByRole('button', { name: withName(pageMessages.form.send) }).click();
    })(),
  ]);
  expect(sent.postData()).not.toContain('Amélie');
  await expect(guest.getByRole('heading', { name: pageMessages.done.title })).toBeVisible();
  await expect(page.getByText(w['show.received'].replace('{name}', 'Amélie Ño Søren'))).toBeVisible({
    timeout: 15_000,
  });

  await acceptReply(page, 'Amélie Ño Søren');
  await expect(page.getByText('5 à 7 de la Chambre').first()).toBeVisible();
});

test('the event code lets the replies of a full room in until it is stopped or the event ends', async ({
  page,
  browser,
}) => {
  await storeFirstCard(page);
  const { address } = await publishFirst(page);
  await page.goto(screenPath('fr', 'event'));
  await page.getByLabel(b['event.name']).fill('Salon de l’habitation');
  // What could not be fetched while the network was away is fetched once it is back.
  await page.context().setOffline(true);
  await page.getByRole('button', { name: b['event.begin'] }).click();
  await expect(page.getByRole('button', { name: b['event.end'] })).toBeVisible();
  await page.context().setOffline(false);
  const beginButton = page.getByRole('button', { name: x['pass.begin'] });
  const readShownCode = async (suffix: string) => {
    await page.goto(screenPath('fr', 'show'));
    await expect.poll(async () => (await codesOnScreen(page))[0]).toMatch(new RegExp(`/${address}${suffix}$`));
    return (await codesOnScreen(page))[0] ?? '';
  };
  await expect(beginButton).toBeVisible();
  await page.context().setOffline(true);
  await beginButton.click();
  await expect(page.getByText(x['problem.exchange.offline'])).toBeVisible();
  await page.context().setOffline(false);
  await beginButton.click();
  await expect(page.getByText(x['pass.on'])).toBeVisible();
  const code = await readShownCode('S[0-9A-HJKMNP-TV-Z]{8}');

  const guest = await visitor(browser);
  await guest.goto(code.toLowerCase());
  for (const [name, count] of [
    ['Ana', 1],
    ['Bo', 2],
  ] as const) {
    await guest.getByLabel(pageMessages.form.name).fill(name);
    await guest.getByLabel(pageMessages.form.phone).fill('418 555-0142');
    const [sent] = await Promise.all([
      guest.waitForRequest((request) => request.url().endsWith('/replies') && request.method() === 'POST'),
      guest.getByRole('button', { name: withName(pageMessages.form.send) }).click(),
    ]);
    expect((sent.postDataJSON() as { token: string }).token).toBe(code.slice(-8));
    await expect(guest.getByRole('heading', { name: pageMessages.done.title }), String(count)).toBeVisible();
    // The token survives a change of language and a second visit to the link.
    await guest.goto(code.toLowerCase());
    await guest.getByRole('link', { name: pageMessages.other }).click();
    await expect(guest).toHaveURL(new RegExp(`${code.slice(-8)}\\?l=en$`));
    await guest.goBack();
  }

  await page.goto(screenPath('fr', 'event'));
  await page.getByRole('button', { name: x['pass.end'] }).click();
  await expect(page.getByText(x['pass.lead'])).toBeVisible();
  await readShownCode('S?');
  await page.goto(screenPath('fr', 'event'));
  await beginButton.click();
  await expect(page.getByText(x['pass.on'])).toBeVisible();
  const [endRequest] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith('/tokens')),
    page.getByRole('button', { name: b['event.end'] }).click(),
  ]);
  expect(endRequest.postDataJSON()).toMatchObject({ forMs: 0 });
  await readShownCode('S?');
});

test('a reply left offline on a loaded page is stored sealed and sent once the network is back', async ({
  page,
  browser,
  site,
}) => {
  await storeFirstCard(page);
  const { link } = await publishFirst(page);
  const guest = await visitor(browser);
  await guest.goto(link);
  await guest.getByLabel(pageMessages.form.name).fill('Marc Sans-Réseau');
  await guest.getByLabel(pageMessages.form.phone).fill('514 555-0199');
  await guest.context().setOffline(true);
  // A double tap is one reply.
  await guest.locator('#reply').evaluate((form: HTMLFormElement) => {
    for (let times = 0; times < 2; times += 1) form.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  });
  await expect(guest.getByText(pageMessages.done.kept)).toBeVisible();
  const storedItems = await guest.evaluate(() => Object.values({ ...localStorage }));
  expect(storedItems).toHaveLength(1);
  expect(storedItems.join()).not.toContain('Marc');
  await guest.context().setOffline(false);
  await expect(guest.getByRole('heading', { name: pageMessages.done.title })).toBeVisible();
  // A reply withdrawn before it is read never arrives.
  await guest.getByRole('link', { name: pageMessages.done.receipt }).click();
  await guest.getByRole('button', { name: pageMessages.receipt.withdraw }).click();
  await expect(guest.getByText(pageMessages.receipt.withdrawn)).toBeVisible();
  await page.goto(screenPath('fr', 'inbox'));
  await expect(page.getByText(b['inbox.none'], { exact: true })).toBeVisible();
  expect(site.url).toContain('127.0.0.1');
});

test('the printed code shows the new title; it answers 404 once hidden and 410 once deleted', async ({
  page,
  browser,
}) => {
  await storeFirstCard(page);
  const { link } = await publishFirst(page);
  const printedLink = `${link}${CHANNEL_MARKS.paper}`;
  const guest = await visitor(browser);
  await guest.goto(printedLink);
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Élodie Côté-Gagné');

  await page.goto(screenPath('fr', 'edit'));
  await page.getByLabel(w['field.title'], { exact: true }).fill('Directrice générale');
  await page.getByLabel(w['field.title'], { exact: true }).blur();
  await expect(async () => {
    await guest.reload();
    await expect(guest.getByText('Directrice générale')).toBeVisible({ timeout: 500 });
  }).toPass();

  await page.goto(screenPath('fr', 'insights'));
  const row = page.getByRole('row', { name: new RegExp(x['visits.channel.paper']) });
  await expect(row).toContainText(/[2-9]|\d{2}/);

  await page.goto(screenPath('fr', 'publish'));
  await page.getByRole('button', { name: x['published.hide'] }).click();
  await expect(page.getByText(x['published.hidden'])).toBeVisible();
  expect((await guest.goto(printedLink))?.status()).toBe(404);
  await expect(guest.getByRole('heading', { name: pageMessages.hidden.title })).toBeVisible();
  await page.getByRole('button', { name: x['published.show'] }).click();
  await publishedLink(page);
  expect((await guest.goto(printedLink))?.status()).toBe(200);

  await page.getByRole('button', { name: x['published.delete'] }).click();
  await page.getByRole('dialog').getByRole('button', { name: x['published.delete'] }).click();
  await expect(page.getByRole('button', { name: x['publish.begin'] })).toBeVisible();
  expect((await guest.goto(printedLink))?.status()).toBe(410);
  await expect(guest.getByRole('heading', { name: pageMessages.deleted.title })).toBeVisible();
});

test('a network that has sent five replies needs a proof of work for the sixth', { tag: LONG }, async ({
  page,
  browser,
  site,
}) => {
  await storeFirstCard(page);
  const { link, address } = await publishFirst(page);
  const networkHeaders = { 'x-forwarded-for': '198.51.100.77' };
  const context = await browser.newContext({
    locale: 'fr-CA',
    serviceWorkers: 'block',
    extraHTTPHeaders: networkHeaders,
  });
  const guest = await context.newPage();
  const { mailbox } = await publishedAt(page, address);
  if (mailbox === null) throw new Error('the mailbox is closed');
  for (let count = 0; count < 5; count += 1) {
    const { request } = await sealForSending(REPLY, address as CardAddress, mailbox, null);
    const sent = await page.request.post(`${site.url}/api/cards/${address}/replies`, {
      data: request,
      headers: networkHeaders,
    });
    expect(sent.status()).toBe(201);
  }
  await guest.goto(link);
  await guest.getByLabel(pageMessages.form.name).fill('Sixième');
  await guest.getByLabel(pageMessages.form.phone).fill('514 555-0123');
  const statuses: number[] = [];
  guest.on('response', (response) => response.url().endsWith('/replies') && statuses.push(response.status()));
  await guest.getByRole('button', { name: withName(pageMessages.form.send) }).click();
  await expect(guest.getByRole('heading', { name: pageMessages.done.title })).toBeVisible({ timeout: 30_000 });
  expect(statuses).toEqual([428, 201]);
  await context.close();
});

test('a reply that is too long is refused and stays in the form; submitted thrice offline, it is sent once', async ({
  page,
  browser,
}) => {
  await storeFirstCard(page);
  const { link } = await publishFirst(page);
  const guest = await visitor(browser);
  await guest.goto(link);
  await guest.getByLabel(pageMessages.form.name).fill('Bavarde');
  const card = (note: string) => ({
    name: 'carte.vcf',
    mimeType: 'text/vcard',
    buffer: Buffer.from(
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bavarde\r\nTEL:514 555-0166\r\nNOTE:${note}\r\nEND:VCARD\r\n`,
    ),
  });
  await guest.getByLabel(pageMessages.form.card).setInputFiles(card('x'.repeat(7500)));
  await guest.getByRole('button', { name: withName(pageMessages.form.send) }).click();
  await expect(guest.getByText(pageMessages.problems['reply.too_long'])).toBeVisible();
  await expect(guest.getByLabel(pageMessages.form.name)).toHaveValue('Bavarde');
  await guest.getByLabel(pageMessages.form.card).setInputFiles(card('x'.repeat(5500)));
  await guest.context().setOffline(true);
  const send = guest.getByRole('button', { name: withName(pageMessages.form.send) });
  await send.click();
  await expect(guest.getByText(pageMessages.done.kept)).toBeVisible();
  await send.click();
  await expect(send).toBeEnabled();
  expect(await guest.evaluate(() => Object.keys(localStorage).length)).toBe(1);
  // The network comes back while the third attempt is failing.
  let fail = () => {};
  const failed = new Promise<void>((resolve) => {
    fail = resolve;
  });
  await guest.route('**/replies', (route) => failed.then(() => route.abort()), { times: 1 });
  await send.click();
  await expect(guest.getByRole('button', { name: pageMessages.form.sending })).toBeDisabled();
  await guest.context().setOffline(false);
  fail();
  await expect(guest.getByRole('heading', { name: pageMessages.done.title })).toBeVisible();
  await page.goto(screenPath('fr', 'inbox'));
  await expect(page.getByRole('button', { name: /Refuser la réponse de Bavarde/ })).toHaveCount(1);
});

test('the recovery phrase being written down stays the same on other screens, and is stored nowhere', async ({
  page,
}) => {
  await storeFirstCard(page);
  await page.goto(screenPath('fr', 'publish'));
  const readPhrase = async () => {
    await page.getByRole('button', { name: x['publish.begin'] }).click();
    const items = page.getByRole('list', { name: x['words.list'] }).getByRole('listitem');
    await expect(items).toHaveCount(12);
    return items.allInnerTexts();
  };
  const stored = () =>
    page.evaluate(() => JSON.stringify([{ ...sessionStorage }, Object.keys({ ...sessionStorage, ...localStorage })]));
  const phrase = await readPhrase();
  expect(await stored()).not.toMatch(/word/);
  await page.getByRole('link', { name: MESSAGES.fr['nav.contacts'] }).click();
  await page.waitForURL('**/fr/contacts');
  await page.goBack();
  expect(await readPhrase()).toEqual(phrase);
  // A reload asks first; what it would show is another phrase.
  const asking = page.waitForEvent('dialog');
  const reloading = page.reload();
  const dialog = await asking;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await reloading;
  expect(await readPhrase()).not.toEqual(phrase);
});

test('two Poignée users exchange cards with one link and one tap', { tag: LONG }, async ({
  page,
  browser,
  baseURL,
}) => {
  await storeFirstCard(page);
  const { link } = await publishFirst(page);
  const context = await browser.newContext({ locale: 'fr-CA', serviceWorkers: 'block', baseURL: baseURL ?? '' });
  const other = await context.newPage();
  await storeFirstCard(other, { name: 'Bruno Okafor', phone: '438 555-0111', email: 'bruno@exemple.ca' });
  await other.goto(link);
  await other.getByRole('link', { name: pageMessages.form.hasPoignee }).click();
  await other.getByRole('button', { name: x['reply.send'] }).click();
  await expect(other.getByText(withName(x['reply.sent']))).toBeVisible();
  await other.getByRole('link', { name: x['reply.openContact'] }).click();
  await expect(other.getByText('Élodie Côté-Gagné').first()).toBeVisible();
  await acceptReply(page, 'Bruno Okafor');
});

test('two Poignée users exchange cards with one scan and one tap', async ({ page, baseURL }) => {
  await storeFirstCard(page);
  const { address } = await publishFirst(page);
  await page.goto(screenPath('fr', 'show'));
  await expect.poll(async () => (await codesOnScreen(page))[0]).toContain(address);
  const symbol = encodeSymbol((await codesOnScreen(page))[0] ?? '');
  if (symbol === null) throw new Error('no symbol');
  const cameraBrowser = await chromium.launch(await fakeCamera(symbol));
  const context = await cameraBrowser.newContext({ locale: 'fr-CA', serviceWorkers: 'block', baseURL: baseURL ?? '' });
  const other = await context.newPage();
  await storeFirstCard(other, { name: 'Bruno Okafor', phone: '438 555-0111', email: 'bruno@exemple.ca' });
  await other.goto(screenPath('fr', 'scan'));
  await other.getByRole('button', { name: x['reply.send'] }).click({ timeout: 20_000 });
  await expect(other.getByText(withName(x['reply.sent']))).toBeVisible();
  // The owner's Show screen is still open: it announces the reply.
  await expect(page.getByText(w['show.received'].replace('{name}', 'Bruno Okafor'))).toBeVisible({ timeout: 15_000 });
  await other.goto(screenPath('fr', 'contacts'));
  await expect(other.getByRole('link', { name: /^Élodie Côté-Gagné/ })).toBeVisible();
  await acceptReply(page, 'Bruno Okafor');
  await cameraBrowser.close();
});
