import { database } from '@/lib/browser/storage/database';
import type { Card } from '@/lib/card/card';
import type { Contact } from '@/lib/card/contact';

// Runs inside the page, before the app: stores rows as the app itself does (seed.ts).

async function seedRows(cards: Card[], contacts: Contact[]): Promise<void> {
  await database.transaction('rw', database.cards, database.contacts, async () => {
    await database.cards.bulkPut(cards);
    await database.contacts.bulkPut(contacts);
  });
}

export type SeedRows = { seedRows: typeof seedRows };
Object.assign(globalThis, { seedRows } satisfies SeedRows);
