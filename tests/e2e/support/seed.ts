import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { STORAGE_KEYS } from '@/lib/browser/storage/storage-keys';
import { type CardId, type CardPatch, newCard } from '@/lib/card/card';
import { type ContactId, type ContactPatch, newContact } from '@/lib/card/contact';
import type { RegionProfile } from '@/lib/i18n/locales';
import type { SeedPublication } from './seed-publication';
import type { SeedRows } from './seed-rows';

const bundles = new Map<string, Promise<string>>();

/** The functions of a seed file as one script, built once per worker process. */
function seedBundle(file: 'seed-rows.ts' | 'seed-publication.ts'): Promise<string> {
  const bundle =
    bundles.get(file) ??
    build({
      entryPoints: [new URL(file, import.meta.url).pathname],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      tsconfig: new URL('../../../tsconfig.json', import.meta.url).pathname,
      define: { 'process.env.NODE_ENV': '"production"' },
    }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  bundles.set(file, bundle);
  return bundle;
}

/** Opens a file of the site that runs no script of the app. */
async function openSeedPage(page: Page): Promise<void> {
  if (!page.url().endsWith(SEED_PAGE)) await page.goto(SEED_PAGE);
}
const SEED_PAGE = '/icons/icon.svg';

/** Stores a card as the app would, without going through the first run. */
export async function seedCard(page: Page, content: CardPatch, id = 'seededcard000001' as CardId): Promise<void> {
  await seedRows(page, { cards: [newCard(id, Date.now(), content)] });
  await page.evaluate(
    ([hasCards, currentCard, cardId]) => {
      localStorage.setItem(hasCards, '1');
      localStorage.setItem(currentCard, cardId);
    },
    [STORAGE_KEYS.hasCards, STORAGE_KEYS.currentCard, id] as const,
  );
}

/** Stores contacts as an import would, in this order. */
export async function seedContacts(
  page: Page,
  contents: readonly ContactPatch[],
  prefix = 'seededcontact',
): Promise<void> {
  const nowMs = Date.now();
  const contacts = contents.map((content, index) =>
    newContact(
      `${prefix}${String(index).padStart(3, '0')}` as ContactId,
      nowMs - index,
      { atMs: nowMs, channel: 'file', eventId: null, batch: '' },
      content,
    ),
  );
  await seedRows(page, { contacts });
}

async function seedRows(page: Page, { cards = [], contacts = [] }: Partial<Record<'cards' | 'contacts', unknown[]>>) {
  await openSeedPage(page);
  await page.evaluate(await seedBundle('seed-rows.ts'));
  await page.evaluate(
    ([cardRows, contactRows]) =>
      (globalThis as unknown as SeedRows).seedRows(cardRows as never[], contactRows as never[]),
    [cards, contacts] as const,
  );
}

/** Publishes the stored card as the app would, without going through the recovery phrase's screens. */
export async function seedPublication(
  page: Page,
  region: RegionProfile = 'fr-CA',
): Promise<{ words: string[]; address: string }> {
  await openSeedPage(page);
  await page.evaluate(await seedBundle('seed-publication.ts'));
  return page.evaluate((name) => (globalThis as unknown as SeedPublication).seedPublication(name), region);
}
