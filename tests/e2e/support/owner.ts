import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import type { Locale } from '@/lib/i18n/locales';
import { en } from '@/lib/i18n/messages/app/en';
import { fr } from '@/lib/i18n/messages/app/fr';
import { bookEn } from '@/lib/i18n/messages/book/en';
import { bookFr } from '@/lib/i18n/messages/book/fr';
import { exchangeEn } from '@/lib/i18n/messages/exchange/en';
import { exchangeFr } from '@/lib/i18n/messages/exchange/fr';
import { printEn } from '@/lib/i18n/messages/print/en';
import { printFr } from '@/lib/i18n/messages/print/fr';
import { screenPath } from '@/lib/i18n/screens';
import { decodeCodes } from '../../support/decode';
import { readWithIcal } from '../../support/vcard-readers';
import { expect } from './site';

export const WORDS = { fr, en };
export const PRINT_WORDS = { fr: printFr, en: printEn };
export const BOOK_WORDS = { fr: bookFr, en: bookEn };
export const EXCHANGE_WORDS = { fr: exchangeFr, en: exchangeEn };

/** Types the three properties and says it is ready, as a new owner would. */
export async function makeFirstCard(
  page: Page,
  {
    locale = 'fr' as Locale,
    name = 'Élodie Côté-Gagné',
    phone = '514 285-9286 poste 150',
    email = 'elodie@boulangerie-lete.ca',
  } = {},
): Promise<void> {
  const words = WORDS[locale];
  await page.goto(screenPath(locale, 'home'));
  await page.getByLabel(words['field.name'], { exact: true }).fill(name);
  await page.getByLabel(words['field.phone'], { exact: true }).fill(phone);
  await page.getByLabel(words['field.email'], { exact: true }).fill(email);
  await page.getByRole('button', { name: words['firstRun.done'] }).click();
  await expect(page.getByRole('link', { name: words['action.show'] })).toBeVisible();
}

/** Completes that card as the product's example: a mobile number, the organisation. */
export async function completeCard(page: Page): Promise<void> {
  await page.goto(screenPath('fr', 'edit'));
  await page.getByRole('button', { name: fr['action.addPhone'] }).click();
  await page.getByLabel(fr['field.phone'], { exact: true }).nth(1).fill('438 888-9967');
  await page.getByLabel(fr['field.organisation']).fill('Boulangerie L’Été; Fils, inc.');
  await page.getByLabel(fr['field.title'], { exact: true }).fill('Maître boulangère');
  await page.getByLabel(fr['field.title'], { exact: true }).blur();
}

/** The link that carries the card, off the Send screen. */
export async function linkOf(page: Page): Promise<string> {
  await page.goto(screenPath('fr', 'send'));
  const sms = page.getByRole('link', { name: fr['send.sms'], exact: true });
  await expect(sms).toHaveAttribute('href', /%23/);
  const body = decodeURIComponent((await sms.getAttribute('href'))?.split('body=')[1] ?? '');
  return body.slice(body.indexOf('http'));
}

/** On the Show screen: the code «Sans Internet», which is not the first where there is a network. */
export async function holdOutOffline(page: Page, locale: Locale = 'fr'): Promise<void> {
  const offline = page.getByRole('button', { name: WORDS[locale]['show.kind.offline'] });
  await offline.click();
  await expect(offline).toHaveAttribute('aria-pressed', 'true');
}

/** The texts of the codes on the screen, read off a screenshot by a decoder that is not ours. */
export async function codesOnScreen(page: Page): Promise<string[]> {
  return (await decodeCodes(await page.screenshot())).map(({ text }) => text);
}

export const readPayload = (payload: string) => readWithIcal(`${payload.replace(/\n/g, '\r\n')}\r\n`);

export async function bytesOf(download: Download): Promise<Uint8Array> {
  return Uint8Array.from(readFileSync(await download.path()));
}

/** Opens the editor and gives a picture's field a file, as from the device's own picker. */
export async function choosePicture(page: Page, field: 'field.photo' | 'field.logo', path: string): Promise<void> {
  await page.goto(screenPath('fr', 'edit'));
  await page.getByRole('button', { name: fr[field], exact: true }).click();
  await page.getByLabel(fr[field], { exact: true }).setInputFiles(path);
}

/** The contact file, saved from the Send screen. */
export async function saveContactFile(page: Page): Promise<string> {
  await page.goto(screenPath('fr', 'send'));
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: fr['send.file.download'] }).click();
  return new TextDecoder('utf-8', { fatal: true }).decode(await bytesOf(await downloading));
}
