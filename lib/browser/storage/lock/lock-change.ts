import { database as browserDatabase, type PoigneeDatabase } from '../database';
import { refuseIfErased } from '../erasure-epoch';
import type { KeyWrap, LockRecord } from './lock-record';
import { SEALED_TABLES } from './sealed-tables';
import type { LockState } from './sealing';

// Puts the lock on and takes it off. A page that is closed meanwhile leaves records of both kinds, which are all read; the
// next unlocking rewrites the rest.

/** Records per transaction: a stop is never noticed for long, and the cost of a transaction stays negligible. */
const BATCH = 500;

export type OnProgress = (share: number) => void;
type Announce = (state: LockState, key: Uint8Array<ArrayBuffer> | null) => void;

/** Encrypts every record under a new data key. `announce` is told of the state before the first record is written. */
export async function addLock(
  key: Uint8Array<ArrayBuffer>,
  wrap: KeyWrap,
  { lockAfterMs, nowMs, announce }: { lockAfterMs: number; nowMs: number; announce: Announce },
  onProgress: OnProgress,
  database: PoigneeDatabase = browserDatabase,
): Promise<void> {
  const record: LockRecord = { id: 'lock', schemaVersion: 1, phase: 'adding', lockAfterMs, wrap, atMs: nowMs };
  await writeLock(database, record);
  announce('open', key);
  await finishChange(record, announce, onProgress, database);
}

/** Writes every record in the clear, then forgets the key. The page is unlocked. */
export async function removeLock(
  record: LockRecord,
  key: Uint8Array<ArrayBuffer>,
  announce: Announce,
  onProgress: OnProgress,
  database: PoigneeDatabase = browserDatabase,
): Promise<void> {
  const removing: LockRecord = { ...record, phase: 'removing' };
  await writeLock(database, removing);
  announce('removing', key);
  await finishChange(removing, announce, onProgress, database);
}

/** Rewrites the records that a closed page left. Does nothing if there are none. */
export async function finishChange(
  record: LockRecord,
  announce: Announce,
  onProgress: OnProgress,
  database: PoigneeDatabase = browserDatabase,
): Promise<void> {
  if (record.phase === 'on') return;
  await rewriteAll(database, onProgress);
  if (record.phase === 'adding') {
    // What another tab wrote before it heard of the lock.
    await rewriteAll(database, () => undefined);
    await writeLock(database, { ...record, phase: 'on' });
  } else {
    await database.meta.delete('lock');
    announce('off', null);
  }
}

const writeLock = ({ meta }: PoigneeDatabase, record: LockRecord): Promise<void> =>
  meta.db.transaction('rw', meta, async () => {
    await refuseIfErased({ meta });
    await meta.put(record);
  });

/** Reads and writes back every record of the sealed tables: reading opens it, and writing seals it, or not. */
async function rewriteAll(database: PoigneeDatabase, onProgress: OnProgress): Promise<void> {
  const tables = SEALED_TABLES.map((name) => database.table(name));
  const total = (await Promise.all(tables.map((table) => table.count()))).reduce((sum, count) => sum + count, 0);
  const ofCards = new Set<unknown>(
    (await database.cards.toArray()).flatMap(({ photoId, logoId }) => [photoId, logoId]),
  );
  let done = 0;
  for (const table of tables) {
    const keys = await table.toCollection().primaryKeys();
    for (let from = 0; from < keys.length; from += BATCH) {
      const batch = keys.slice(from, from + BATCH);
      await database.transaction('rw', table, async () => {
        const found: Record<string, unknown>[] = (await table.bulkGet(batch)).filter((record) => record !== undefined);
        // A damaged record that could not be opened stays as it is.
        const readable = found.filter((record) => !(record.sealed instanceof Uint8Array));
        await table.bulkPut(table.name === 'pictures' ? readable.map((record) => marked(record, ofCards)) : readable);
      });
      done += batch.length;
      onProgress(total === 0 ? 1 : done / total);
    }
  }
}

/** A picture of an earlier release does not say whether it is a contact's. */
const marked = (picture: Record<string, unknown>, ofCards: ReadonlySet<unknown>) =>
  ofCards.has(picture.id) ? picture : { ...picture, isPrivate: true };

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
