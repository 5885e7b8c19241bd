import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import type { CardPatch } from '@/lib/card/card';
import { splitTypedName } from '@/lib/card/name';
import type { Locale } from '@/lib/i18n/locales';
import { en } from '@/lib/i18n/messages/app/en';
import { fr } from '@/lib/i18n/messages/app/fr';
import { bookEn } from '@/lib/i18n/messages/book/en';
import { bookFr } from '@/lib/i18n/messages/book/fr';
import { exchangeEn } from '@/lib/i18n/messages/exchange/en';
import { exchangeFr } from '@/lib/i18n/messages/exchange/fr';
import type { PrintMessages } from '@/lib/i18n/messages/print/catalogue';
import { printEn } from '@/lib/i18n/messages/print/en';
import { printFr } from '@/lib/i18n/messages/print/fr';
import { parsePhoneField } from '@/lib/i18n/phone';
import { screenPath } from '@/lib/i18n/screens';
import { translator } from '@/lib/i18n/translate';
import { decodeCodes } from '../../support/decode';
import { readWithIcal } from '../../support/vcard-readers';
import { seedCard } from './seed';
import { expect } from './site';

export const MESSAGES = { fr, en };
export const PRINT_MESSAGES = { fr: printFr, en: printEn };
export const BOOK_MESSAGES = { fr: bookFr, en: bookEn };
export const EXCHANGE_MESSAGES = { fr: exchangeFr, en: exchangeEn };

/** The label of the button that makes `count` cards. */
export const prepareLabel = (locale: Locale, count: number) =>
  translator<PrintMessages>(PRINT_MESSAGES[locale], locale === 'fr' ? 'fr-CA' : 'en-CA')('print.prepare', { count });

type Owner = { locale?: Locale; name?: string; phone?: string; email?: string };
const ELODIE = {
  locale: 'fr' as Locale,
  name: 'Élodie Côté-Gagné',
  phone: '514 285-9286 poste 150',
  email: 'elodie@boulangerie-lete.ca',
};

/** Creates the first card as a new owner does: types the three properties and confirms. */
export async function typeFirstCard(page: Page, owner: Owner = {}): Promise<void> {
  const { locale, name, phone, email } = { ...ELODIE, ...owner };
  const messages = MESSAGES[locale];
  await page.goto(screenPath(locale, 'home'));
  await page.getByLabel(messages['field.name'], { exact: true }).fill(name);
  await page.getByLabel(messages['field.phone'], { exact: true }).fill(phone);
  await page.getByLabel(messages['field.email'], { exact: true }).fill(email);
  await page.getByRole('button', { name: messages['firstRun.done'] }).click();
  await expect(page.getByRole('link', { name: messages['action.show'] })).toBeVisible();
}

/** Puts the same card into storage, for tests that are not about the first run. */
export async function storeFirstCard(page: Page, owner: Owner = {}, more: CardPatch = {}): Promise<void> {
  const { locale, name, phone, email } = { ...ELODIE, ...owner };
  const region = locale === 'fr' ? 'fr-CA' : 'en-CA';
  await seedCard(page, {
    ...splitTypedName(name),
    phones: phone === '' ? [] : [{ id: 'p1', kind: 'cell', ...parsePhoneField(phone, region) }],
    emails: email === '' ? [] : [{ id: 'e1', kind: 'work', address: email }],
    ...more,
  });
}

/** Reads the one card of IndexedDB. */
export const storedCard = (page: Page): Promise<{ title: string; rev: number } | undefined> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('poignee');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('cards').objectStore('cards').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result[0]);
          };
        };
      }),
  );

/** Puts the same card into storage and opens the home screen. */
export async function makeFirstCard(page: Page, owner: Owner = {}): Promise<void> {
  const { locale } = { ...ELODIE, ...owner };
  await storeFirstCard(page, owner);
  await page.goto(screenPath(locale, 'home'));
  await expect(page.getByRole('link', { name: MESSAGES[locale]['action.show'] })).toBeVisible();
}

/** Puts the product's example into storage: that card with a mobile number, the organisation and the title. */
export function storeCompleteCard(page: Page): Promise<void> {
  return storeFirstCard(
    page,
    {},
    {
      phones: [
        { id: 'p1', kind: 'cell', ...parsePhoneField(ELODIE.phone, 'fr-CA') },
        { id: 'p2', kind: 'work', ...parsePhoneField('438 888-9967', 'fr-CA') },
      ],
      organisation: 'Boulangerie L’Été; Fils, inc.',
      title: 'Maître boulangère',
    },
  );
}

/** Completes that card on the editor as the owner does. */
export async function completeCard(page: Page): Promise<void> {
  await page.goto(screenPath('fr', 'edit'));
  await page.getByRole('button', { name: fr['action.addPhone'] }).click();
  await page.getByLabel(fr['field.phone'], { exact: true }).nth(1).fill('438 888-9967');
  await page.getByLabel(fr['field.organisation']).fill('Boulangerie L’Été; Fils, inc.');
  await page.getByLabel(fr['field.title'], { exact: true }).fill('Maître boulangère');
  await page.getByLabel(fr['field.title'], { exact: true }).blur();
}

/** Returns the link that carries the card, read from the Send screen. */
export async function linkOf(page: Page, locale: Locale = 'fr'): Promise<string> {
  await page.goto(screenPath(locale, 'send'));
  const sms = page.getByRole('link', { name: MESSAGES[locale]['send.sms'], exact: true });
  await expect(sms).toHaveAttribute('href', /%23/);
  const body = decodeURIComponent((await sms.getAttribute('href'))?.split('body=')[1] ?? '');
  return body.slice(body.indexOf('http'));
}

/** Selects the code «Sans Internet» on the Show screen; with a network it is not the one shown first. */
export async function holdOutOffline(page: Page, locale: Locale = 'fr'): Promise<void> {
  const offline = page.getByRole('button', { name: MESSAGES[locale]['show.kind.offline'] });
  await offline.click();
  await expect(offline).toHaveAttribute('aria-pressed', 'true');
}

/** Returns the texts of the codes on the screen, read from a screenshot by a third-party decoder. */
export async function codesOnScreen(page: Page): Promise<string[]> {
  return (await decodeCodes(await page.screenshot())).map(({ text }) => text);
}

export const readPayload = (payload: string) => readWithIcal(`${payload.replace(/\n/g, '\r\n')}\r\n`);

export async function bytesOf(download: Download): Promise<Uint8Array> {
  return Uint8Array.from(readFileSync(await download.path()));
}

/** Opens the editor and selects a file in a picture field, as the device's file picker would. */
export async function choosePicture(page: Page, field: 'field.photo' | 'field.logo', path: string): Promise<void> {
  await page.goto(screenPath('fr', 'edit'));
  await page.getByRole('button', { name: fr[field], exact: true }).click();
  await page.getByLabel(fr[field], { exact: true }).setInputFiles(path);
}

/** Downloads the contact file from the Send screen and returns its text. */
export async function saveContactFile(page: Page): Promise<string> {
  await page.goto(screenPath('fr', 'send'));
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: fr['send.file.download'] }).click();
  return new TextDecoder('utf-8', { fatal: true }).decode(await bytesOf(await downloading));
}
