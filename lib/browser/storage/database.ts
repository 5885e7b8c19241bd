import Dexie, { type Table } from 'dexie';
import type { ColumnTarget } from '../../book/csv-columns';
import type { BlockList, ReceivedReply } from '../../book/received-reply';
import type { Card, CardId, Picture, PictureId } from '../../card/card';
import type { BookEvent, Contact, ContactId } from '../../card/contact';
import type { Batch } from '../../print/batch';
import type { PrinterProfile } from '../../print/calibration';
import type { CommittedEntry } from './entry-state';
import type { FilePiece, ImportJob, StagedPerson } from './import-records';
import type { LockRecord } from './lock/lock-record';
import { withSealedTables } from './lock/sealed-tables';
import { lockState, setLockState } from './lock/sealing';
import { markOutdated } from './outdated';
import type { Identity, PageRemoval, PublicationRecord } from './records';
import { DATABASE_NAME } from './storage-keys';

/** An action on the contact book that can still be undone. */
export type JournalEntry = { id: string; kind: 'import' | 'merge' | 'removal' | 'restore'; atMs: number };

/** One change made by an action: the contacts it added, or one contact before and after. */
export type JournalChange = {
  journalId: string;
  at: number;
  added: ContactId[];
  before: Contact | null;
  after: Contact | null;
};

/** A reply that the owner has accepted or refused, or that came from a blocked address. It is never shown again. */
export type ReplyDecision = { id: string; atMs: number };

/** Two contacts that the owner marked as different people. */
export type DistinctPair = { id: string };

/**
 * `installation`: the database holds what the owner left there; without it, an empty database may have lost everything.
 * `loss`: it was found empty, and the owner has not decided what to do. `erasure`: everything was erased; survives a crash that
 * brings back what was erased from localStorage. `lock`: records are encrypted.
 */
export type Meta =
  | { id: 'installation' | 'loss'; atMs: number }
  | { id: 'erasure'; epoch: string; atMs: number }
  /** What the owner said the columns of a table are, by the table's titles (`CsvTable.key`). */
  | { id: `columns:${string}`; targets: ColumnTarget[]; atMs: number }
  | LockRecord;

const DATABASE_VERSION = 6;
/** Dexie multiplies its version numbers by this for IndexedDB. */
const DEXIE_VERSION_FACTOR = 10;

/** Everything the owner stores, in IndexedDB. Workers open it too. */
export class PoigneeDatabase extends Dexie {
  declare cards: Table<Card, CardId>;
  declare pictures: Table<Picture, PictureId>;
  declare batches: Table<Batch, string>;
  declare printers: Table<PrinterProfile, string>;
  declare contacts: Table<Contact, ContactId>;
  declare evenings: Table<BookEvent, string>;
  declare imports: Table<ImportJob, string>;
  declare pieces: Table<FilePiece, [string, number]>;
  declare staged: Table<StagedPerson, [string, number]>;
  declare journal: Table<JournalEntry, string>;
  declare changes: Table<JournalChange, [string, number]>;
  declare apart: Table<DistinctPair, string>;
  declare identity: Table<Identity, string>;
  declare publications: Table<PublicationRecord, CardId>;
  declare meta: Table<Meta, string>;
  /** Pages that an erasure left to remove. */
  declare removals: Table<PageRemoval, string>;
  /** The last state of each localStorage entry that was written here. */
  declare written: Table<CommittedEntry, string>;

  declare replies: Table<ReceivedReply, string>;
  declare decisions: Table<ReplyDecision, string>;
  declare blocked: Table<BlockList, 'own'>;
  /** Contacts that came from replies and that the owner has not opened yet. */
  declare unopened: Table<{ id: ContactId }, ContactId>;

  constructor(name: string = DATABASE_NAME) {
    // 'strict': a change is on the disk before it is reported as saved.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ cards: 'id, createdAtMs', pictures: 'id' });
    this.version(2).stores({ batches: 'id, cardId', printers: 'id' });
    this.version(3).stores({
      contacts: 'id, createdAtMs, photoId, logoId, *sources',
      evenings: 'id, startedAtMs',
      imports: 'id',
      pieces: '[importId+at], importId',
      staged: '[importId+place], importId',
      journal: 'id, atMs',
      changes: '[journalId+at], journalId',
      apart: 'id',
    });
    this.version(4).stores({ identity: 'id', publications: 'cardId' });
    this.version(5).stores({ meta: 'id', written: 'key, atMs', removals: 'address' });
    this.version(DATABASE_VERSION).stores({
      replies: 'id',
      decisions: 'id, atMs',
      blocked: 'id',
      unopened: 'id',
    });
    // Below Dexie's own layers (levels -1 to 2), which see records as they were before they were sealed.
    this.use({ stack: 'dbcore', name: 'sealed-tables', level: -2, create: withSealedTables });
    // By default Dexie opens a database again that another tab has upgraded, and old code writes to it.
    this.on('versionchange', ({ newVersion }) => {
      this.close({ disableAutoOpen: true });
      if (newVersion !== null) markOutdated();
      return false;
    });
    this.on('ready', async () => {
      if (this.backendDB().version <= DATABASE_VERSION * DEXIE_VERSION_FACTOR) {
        // Before anything else reads or writes.
        const lock = await this.meta.get('lock');
        if (lock !== undefined && lockState() === 'off') setLockState('locked', null);
        return;
      }
      this.close({ disableAutoOpen: true });
      markOutdated();
      throw new Error('storage.outdated');
    });
  }
}

export const database = new PoigneeDatabase();
