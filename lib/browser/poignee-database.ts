import Dexie, { type Table } from 'dexie';
import type { Card, CardId, Picture, PictureId } from '../card/card';
import type { Contact, ContactId, Evening } from '../card/contact';
import type { Batch } from '../print/batch';
import type { PrinterProfile } from '../print/calibration';
import type { ImportJob, StagedPerson } from './import-protocol';
import { DATABASE_NAME } from './storage-keys';

/** What one action changed in the book, so that it can be taken back: whom it added, and those it changed as they were. */
export type JournalEntry = {
  id: string;
  kind: 'import' | 'merge' | 'removal' | 'restore';
  atMs: number;
  added: ContactId[];
  before: Contact[];
};

/** Two contacts the owner said are two people. */
export type ApartPair = { id: string };

/** Everything the owner keeps, in IndexedDB. A worker opens it too. */
class PoigneeDatabase extends Dexie {
  declare cards: Table<Card, CardId>;
  declare pictures: Table<Picture, PictureId>;
  declare batches: Table<Batch, string>;
  declare printers: Table<PrinterProfile, string>;
  declare contacts: Table<Contact, ContactId>;
  declare evenings: Table<Evening, string>;
  declare imports: Table<ImportJob, string>;
  declare staged: Table<StagedPerson, [string, number]>;
  declare journal: Table<JournalEntry, string>;
  declare apart: Table<ApartPair, string>;

  constructor() {
    // 'strict': a change is on the disk before it is called saved.
    super(DATABASE_NAME, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ cards: 'id, createdAtMs', pictures: 'id' });
    this.version(2).stores({ batches: 'id, cardId', printers: 'id' });
    this.version(3).stores({
      contacts: 'id, createdAtMs, photoId, logoId, *sources',
      evenings: 'id, startedAtMs',
      imports: 'id',
      staged: '[importId+place], importId',
      journal: 'id, atMs',
      apart: 'id',
    });
  }
}

export const database = new PoigneeDatabase();
