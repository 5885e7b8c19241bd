import { browserContext } from '@/lib/browser/exchange/browser-context';
import { createIdentity, newEntropy, saveIdentity } from '@/lib/browser/exchange/identity';
import { publishCard } from '@/lib/browser/exchange/publisher';
import { database } from '@/lib/browser/storage/database';
import { phraseFromEntropy } from '@/lib/exchange/recovery';
import type { RegionProfile } from '@/lib/i18n/locales';

// Runs inside the page, before the app (seed.ts).

/** Publishes the device's card under a new recovery phrase, on the server of the page's site. */
async function seedPublication(region: RegionProfile): Promise<{ words: string[]; address: string }> {
  const [card] = await database.cards.toArray();
  if (card === undefined) throw new Error('no card to publish');
  const entropy = newEntropy();
  await saveIdentity(browserContext, await createIdentity(entropy, Date.now()));
  const { address } = await publishCard(browserContext, card, region);
  return { words: await phraseFromEntropy(entropy, region.startsWith('fr') ? 'fr' : 'en'), address };
}

export type SeedPublication = { seedPublication: typeof seedPublication };
Object.assign(globalThis, { seedPublication } satisfies SeedPublication);
