import type { Browser, Page } from '@playwright/test';
import { screenPath } from '@/lib/i18n/screens';
import { EXCHANGE_WORDS } from './owner';
import { expect } from './site';

const x = EXCHANGE_WORDS.fr;

/** From the home screen: the words are read off the screen and three of them typed. Returns them, and the short link. */
export async function publishFirst(page: Page): Promise<{ words: string[]; link: string; address: string }> {
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

export async function publishedLink(page: Page): Promise<{ link: string; address: string }> {
  await expect(page.getByText(x['published.current'])).toBeVisible();
  const href = await page.getByRole('link', { name: x['published.look'] }).getAttribute('href');
  const address = href?.slice(1) ?? '';
  expect(address).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
  return { link: new URL(href ?? '', page.url()).href, address };
}

/** Somebody else's browser, with or without scripts. */
export async function visitor(browser: Browser, { scripts = true, locale = 'fr-CA' } = {}): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: scripts, locale, serviceWorkers: 'block' });
  return context.newPage();
}
