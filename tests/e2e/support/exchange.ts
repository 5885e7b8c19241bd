import type { Browser, Page } from '@playwright/test';
import type { ShownDocument } from '@/lib/exchange/document';
import { screenPath } from '@/lib/i18n/screens';
import { BOOK_MESSAGES, codesOnScreen, EXCHANGE_MESSAGES } from './owner';
import { seedPublication } from './seed';
import { expect } from './site';

const x = EXCHANGE_MESSAGES.fr;

type Published = { words: string[]; link: string; address: string };

/**
 * Publishes the card as an owner does: reads the recovery phrase off the screen and types three of its words back. Returns
 * the phrase, the short link and the card's address.
 */
export async function publishByHand(page: Page): Promise<Published> {
  await page.goto(screenPath('fr', 'publish'));
  await page.getByRole('button', { name: x['publish.begin'] }).click();
  const items = page.getByRole('list', { name: x['words.list'] }).getByRole('listitem');
  await expect(items).toHaveCount(12);
  const words = (await items.allInnerTexts()).map((text) => text.replace(/^\d+\s*/, '').trim());
  await page.getByRole('button', { name: x['words.written'] }).click();
  for (const number of [3, 7, 11])
    await page.getByLabel(x['words.number'].replace('{number}', String(number))).fill(words[number - 1] ?? '');
  await page.getByRole('button', { name: x['words.publish'], exact: true }).click();
  return { words, ...(await publishedLink(page)) };
}

/** Publishes the stored card without opening the app. */
export async function publishFirst(page: Page): Promise<Published> {
  const { words, address } = await seedPublication(page);
  return { words, address, link: new URL(`/${address}`, page.url()).href };
}

export async function publishedLink(page: Page): Promise<{ link: string; address: string }> {
  await expect(page.getByText(x['published.current'])).toBeVisible();
  const href = await page.getByRole('link', { name: x['published.look'] }).getAttribute('href');
  const address = href?.slice(1) ?? '';
  expect(address).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
  return { link: new URL(href ?? '', page.url()).href, address };
}

/** Opens a page in a separate browser context, as a visitor, with or without scripts. */
export async function visitor(browser: Browser, { scripts = true, locale = 'fr-CA' } = {}): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: scripts, locale, serviceWorkers: 'block' });
  return context.newPage();
}

/** Returns the document the server holds for a card, as the owner's device signed it. */
export async function publishedAt(page: Page, address: string): Promise<ShownDocument> {
  const response = await page.request.get(`${new URL(page.url()).origin}/api/cards/${address}`);
  const { document } = (await response.json()) as { document: string };
  return JSON.parse(document) as ShownDocument;
}

/** Links two devices with the code shown on the first one, where the digits of the second are typed. */
export async function linkDevices(page: Page, other: Page): Promise<void> {
  await page.goto(screenPath('fr', 'devices'));
  await page.getByRole('button', { name: x['devices.link.begin'] }).click();
  const code = page.getByRole('img', { name: x['devices.link.code'] });
  await expect(code).toBeVisible();
  const [address] = await codesOnScreen(page);
  expect(address).toBe(await code.getAttribute('data-address'));
  await other.goto(address ?? '');
  await expect(other.getByText(x['devices.join.owner'].split('{name}')[0] ?? '')).toContainText('Élodie Côté-Gagné');
  await other.getByRole('button', { name: x['devices.join.begin'] }).click();
  const digits = other.getByText(/^\d{3} \d{3}$/);
  await expect(digits).toBeVisible();
  const typed = page.getByLabel(x['devices.link.type']);
  await typed.fill('12345');
  await page.getByRole('button', { name: x['devices.link.yes'] }).click();
  await expect(page.getByText(x['devices.link.wrong'])).toBeVisible();
  await typed.fill((await digits.innerText()).trim());
  await page.getByRole('button', { name: x['devices.link.yes'] }).click();
  await expect(other.getByText(x['devices.join.done'].replace('{count}', '1'))).toBeVisible();
}

/** Adds a received reply to the contacts, and opens them. */
export async function acceptReply(page: Page, name: string): Promise<void> {
  const b = BOOK_MESSAGES.fr;
  await page.goto(screenPath('fr', 'inbox'));
  await page.getByRole('button', { name: b['inbox.accept.of'].replace('{name}', name) }).click();
  await expect(page.getByText(b['inbox.done.accepted'].replace('{name}', name))).toBeVisible();
  await page.goto(screenPath('fr', 'contacts'));
  await expect(page.getByRole('link', { name: new RegExp(`^${name}`) })).toBeVisible();
}
