import { browserContext } from '@/lib/browser/exchange/browser-context';
import { createIdentity, newEntropy, saveIdentity } from '@/lib/browser/exchange/identity';
import { publishCard } from '@/lib/browser/exchange/publisher';
import { database } from '@/lib/browser/storage/database';
import { STORAGE_KEYS } from '@/lib/browser/storage/storage-keys';
import { type CardId, type CardPatch, newCard } from '@/lib/card/card';
import { phraseFromEntropy } from '@/lib/exchange/recovery';
import type { RegionProfile } from '@/lib/i18n/locales';

// Runs inside the page, before the app: writes what the app itself would have stored (seed.ts).

async function seedCard(id: CardId, content: CardPatch): Promise<void> {
  await database.cards.put(newCard(id, Date.now(), content));
  localStorage.setItem(STORAGE_KEYS.hasCards, '1');
  localStorage.setItem(STORAGE_KEYS.currentCard, id);
}

/** Publishes the device's card under a new recovery phrase, on the server of the page's site. */
async function seedPublication(region: RegionProfile): Promise<{ words: string[]; address: string }> {
  const [card] = await database.cards.toArray();
  if (card === undefined) throw new Error('no card to publish');
  const entropy = newEntropy();
  await saveIdentity(browserContext, await createIdentity(entropy, Date.now()));
  const { address } = await publishCard(browserContext, card, region);
  return { words: await phraseFromEntropy(entropy, region.startsWith('fr') ? 'fr' : 'en'), address };
}

export type SeedFunctions = { seedCard: typeof seedCard; seedPublication: typeof seedPublication };
Object.assign(globalThis, { seedCard, seedPublication } satisfies SeedFunctions);
