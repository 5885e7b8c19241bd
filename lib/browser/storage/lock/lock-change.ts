import { database as browserDatabase, type PoigneeDatabase } from '../database';
import { refuseIfErased } from '../erasure-epoch';
import type { KeyWrap, LockRecord } from './lock-record';
import { openRecord, SEALED_TABLES, sealRecord } from './sealed-tables';
import type { LockState, StoredRecord } from './sealing';

// Puts the lock on and takes it off. A page that is closed meanwhile leaves records of both kinds, which are all read; the
// next unlocking rewrites the rest.

/** Records per transaction: a stop is never noticed for long, and the cost of a transaction stays negligible. */
const BATCH = 1000;

/** The keys of the sealed tables are text, or text and a number. */
type Key = string | [string, number];
export type OnProgress = (share: number) => void;
/** `settle`: brings what is kept outside the database in line, before the change is recorded as complete. */
export type ChangeHooks = {
  announce(state: LockState, key: Uint8Array<ArrayBuffer> | null): void;
  settle(): Promise<void>;
};

/** Encrypts every record under a new data key. Every tab is told before the first record is written. */
export async function addLock(
  key: Uint8Array<ArrayBuffer>,
  wrap: KeyWrap,
  { lockAfterMs, nowMs }: { lockAfterMs: number; nowMs: number },
  hooks: ChangeHooks,
  onProgress: OnProgress,
  database: PoigneeDatabase = browserDatabase,
): Promise<void> {
  const record: LockRecord = { id: 'lock', schemaVersion: 1, phase: 'adding', lockAfterMs, wrap, atMs: nowMs };
  await writeLock(database, record);
  hooks.announce('open', key);
  await finishChange(record, hooks, onProgress, database);
}

/** Writes every record in the clear, then forgets the key. The page is unlocked. */
export async function removeLock(
  record: LockRecord,
  key: Uint8Array<ArrayBuffer>,
  hooks: ChangeHooks,
  onProgress: OnProgress,
  database: PoigneeDatabase = browserDatabase,
): Promise<void> {
  const removing: LockRecord = { ...record, phase: 'removing' };
  await writeLock(database, removing);
  hooks.announce('removing', key);
  await finishChange(removing, hooks, onProgress, database);
}

/** Rewrites the records that a closed page left. Does nothing if there are none. */
export async function finishChange(
  record: LockRecord,
  { announce, settle }: ChangeHooks,
  onProgress: OnProgress,
  database: PoigneeDatabase = browserDatabase,
): Promise<void> {
  if (record.phase === 'on') return;
  await rewriteAll(database, record.phase, onProgress);
  // What another tab wrote before it heard of the change.
  await rewriteAll(database, record.phase, () => undefined);
  await settle();
  if (record.phase === 'adding') await writeLock(database, { ...record, phase: 'on' });
  else {
    await database.meta.delete('lock');
    announce('off', null);
  }
}

const writeLock = ({ meta }: PoigneeDatabase, record: LockRecord): Promise<void> =>
  meta.db.transaction('rw', meta, async () => {
    await refuseIfErased({ meta });
    await meta.put(record);
  });

/** Rewrites the records that are not yet as the phase wants them. */
async function rewriteAll(
  database: PoigneeDatabase,
  phase: LockRecord['phase'],
  onProgress: OnProgress,
): Promise<void> {
  const counts = await Promise.all(SEALED_TABLES.map((name) => database.table(name).count()));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const ofCards = new Set<unknown>(
    (await database.cards.toArray()).flatMap(({ photoId, logoId }) => [photoId, logoId]),
  );
  let done = 0;
  for (const table of SEALED_TABLES) {
    const rewrite = (stored: StoredRecord): StoredRecord | null => {
      const isSealed = stored.sealed instanceof Uint8Array;
      if (isSealed !== (phase === 'removing')) return null;
      if (isSealed) {
        const opened = openRecord(table, stored);
        // A damaged record that cannot be opened stays as it is.
        return opened === stored ? null : opened;
      }
      // A picture of an earlier release does not say whether it is a contact's.
      const isPrivate = table === 'pictures' && !ofCards.has(stored.id);
      return sealRecord(table, isPrivate ? { ...stored, isPrivate } : stored);
    };
    for (let after: Key | null = null; ; ) {
      const { last, count }: Awaited<ReturnType<typeof rewriteBatch>> = await rewriteBatch(
        database.backendDB(),
        table,
        after,
        rewrite,
      );
      done += count;
      onProgress(total === 0 ? 1 : done / total);
      after = last;
      if (count < BATCH) break;
    }
  }
}

/**
 * Rewrites the next records of a table, in the order of their keys, in one transaction below Dexie: what they say stays the
 * same, so that nothing needs to hear of it.
 */
function rewriteBatch(
  database: IDBDatabase,
  table: string,
  after: Key | null,
  rewrite: (stored: StoredRecord) => StoredRecord | null,
): Promise<{ last: Key | null; count: number }> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(table, 'readwrite');
    const store = transaction.objectStore(table);
    const range = after === null ? null : IDBKeyRange.lowerBound(after, true);
    const [keys, records] = [store.getAllKeys(range, BATCH), store.getAll(range, BATCH)];
    let failure: unknown = null;
    records.onsuccess = () => {
      try {
        for (const stored of records.result as StoredRecord[]) {
          const next = rewrite(stored);
          if (next !== null) store.put(next);
        }
      } catch (error) {
        failure = error;
        transaction.abort();
      }
    };
    transaction.oncomplete = () =>
      resolve({ last: (keys.result.at(-1) as Key | undefined) ?? null, count: keys.result.length });
    transaction.onabort = () => reject(failure ?? transaction.error);
  });
}

/**
 * Takes the lock off without its key, for an owner who has lost it: deletes what is encrypted and leaves the rest. The second
 * copy, which the same key encrypts, is the caller's to delete.
 */
export function deleteLocked(database: PoigneeDatabase = browserDatabase): Promise<void> {
  const { meta, journal, publications, unopened } = database;
  const tables = SEALED_TABLES.map((name) => database.table(name));
  return database.transaction('rw', [...tables, meta, journal, publications, unopened, database.cards], async () => {
    const ofCards = new Set<unknown>(
      (await database.cards.toArray()).flatMap(({ photoId, logoId }) => [photoId, logoId]),
    );
    for (const table of tables) {
      if (table.name !== 'pictures') await table.clear();
      else {
        const ids = await table.toCollection().primaryKeys();
        await table.bulkDelete(ids.filter((id) => !ofCards.has(id)));
      }
    }
    // Without the identity they cannot be changed: the twelve words bring both back.
    await Promise.all([publications.clear(), journal.clear(), unopened.clear()]);
    await meta.delete('lock');
  });
}
