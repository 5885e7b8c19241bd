import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import type { CardId, CardPatch } from '@/lib/card/card';
import type { RegionProfile } from '@/lib/i18n/locales';
import type { SeedFunctions } from './seed-bundle';

let bundle: Promise<string> | null = null;

/** The seed functions as one script, built once per worker process. */
function seedBundle(): Promise<string> {
  bundle ??= build({
    entryPoints: [new URL('./seed-bundle.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    tsconfig: new URL('../../../tsconfig.json', import.meta.url).pathname,
    define: { 'process.env.NODE_ENV': '"production"' },
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return bundle;
}

/** Opens a file of the site that runs no script of the app, and loads the seed functions there. */
async function openSeedPage(page: Page): Promise<void> {
  await page.goto('/icons/icon.svg');
  await page.evaluate(await seedBundle());
}

/** Stores a card as the app would, without going through the first run. */
export async function seedCard(page: Page, content: CardPatch, id = 'seededcard000001' as CardId): Promise<void> {
  await openSeedPage(page);
  await page.evaluate(([cardId, patch]) => (globalThis as unknown as SeedFunctions).seedCard(cardId, patch), [
    id,
    content,
  ] as const);
}

/** Publishes the stored card as the app would, without going through the recovery phrase's screens. */
export async function seedPublication(
  page: Page,
  region: RegionProfile = 'fr-CA',
): Promise<{ words: string[]; address: string }> {
  await openSeedPage(page);
  return page.evaluate((name) => (globalThis as unknown as SeedFunctions).seedPublication(name), region);
}
