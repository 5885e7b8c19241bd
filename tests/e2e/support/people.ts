import { writeFileSync } from 'node:fs';
import type { Page, TestInfo } from '@playwright/test';
import type { ContactPatch } from '@/lib/card/contact';
import { BOOK_MESSAGES } from './owner';
import { expect } from './site';

const b = BOOK_MESSAGES.fr;

/** Returns a vCard file of `count` distinct people, numbered from `from`, all of the same organisation. */
export function vcardsOf(count: number, organisation = 'Boulangerie', from = 0): string {
  return Array.from({ length: count }, (_, index) => {
    const number = String(2_000_000 + from + index).slice(-7);
    return [
      'BEGIN:VCARD',
      'VERSION:3.0',
      `N:Nom${from + index};Prénom${from + index};;;`,
      `FN:Prénom${from + index} Nom${from + index}`,
      `ORG:${organisation}`,
      `TEL;TYPE=CELL:+1514${number}`,
      `EMAIL:p${from + index}@${organisation.toLowerCase()}.example`,
      'END:VCARD\r\n',
    ].join('\r\n');
  }).join('');
}

/** The same people as contents of contacts. */
export const peopleOf = (count: number): ContactPatch[] =>
  Array.from({ length: count }, (_, index) => ({
    givenNames: `Prénom${index}`,
    familyNames: `Nom${index}`,
    organisation: 'Boulangerie',
    phones: [{ id: 'p', kind: 'cell', number: `+1514${2_000_000 + index}`, extension: '' }],
    emails: [{ id: 'e', kind: 'work', address: `p${index}@boulangerie.example` }],
  }));

export function fileOf(info: TestInfo, name: string, content: string | Uint8Array): string {
  const path = info.outputPath(name);
  writeFileSync(path, content);
  return path;
}

/** Selects a file in the import screen's real file input and waits for the preview. */
export async function previewFile(page: Page, path: string): Promise<void> {
  await page.goto('/fr/importer');
  await page.locator('input[type=file]').setInputFiles(path);
  await expect(page.getByRole('button', { name: /^Garder \d+ contacts?$/ })).toBeVisible({ timeout: 30_000 });
}

/** Previews a file, then imports everybody in it. */
export async function importFile(page: Page, path: string): Promise<void> {
  await previewFile(page, path);
  await page.getByRole('button', { name: /^Garder \d+ contacts?$/ }).click();
  await expect(page.getByText(/^Ajoutés\s: /)).toBeVisible({ timeout: 30_000 });
}

/** Opens a contact from the list. */
export async function openContact(page: Page, name: string): Promise<void> {
  await page.goto('/fr/contacts');
  await page.getByLabel(b['contacts.search']).fill(name);
  await page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

type StoredContact = {
  id: string;
  familyNames: string;
  organisation: string;
  phones: { number: string; kind: string; label?: string }[];
  address: { label?: string };
  emails: unknown[];
  meetings: unknown[];
};

/** Reads the rows of a table directly from IndexedDB, bypassing the app. */
const storedRows = <Row>(page: Page, table: string): Promise<Row[]> =>
  page.evaluate(
    (name) =>
      new Promise<never>((resolve, reject) => {
        const openRequest = indexedDB.open('poignee');
        openRequest.onerror = () => reject(openRequest.error);
        openRequest.onsuccess = () => {
          const database = openRequest.result;
          if (!database.objectStoreNames.contains(name)) {
            database.close();
            resolve([] as never);
            return;
          }
          const getAllRequest = database.transaction(name).objectStore(name).getAll();
          getAllRequest.onsuccess = () => {
            database.close();
            resolve(getAllRequest.result as never);
          };
          getAllRequest.onerror = () => reject(getAllRequest.error);
        };
      }),
    table,
  );

export const storedContacts = (page: Page): Promise<StoredContact[]> => storedRows(page, 'contacts');

/** Reads the imports in progress: one is listed once its whole file is stored. */
export const storedImports = (page: Page): Promise<unknown[]> => storedRows(page, 'imports');
