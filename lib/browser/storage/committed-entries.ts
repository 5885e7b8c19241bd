import { database } from './database';
import type { CommittedEntry, EntryState } from './entry-state';
import { refuseIfErased } from './erasure-epoch';

/** How long a state is remembered. An entry of localStorage older than that has reached the disk, or is gone. */
const REMEMBERED_MS = 90 * 24 * 60 * 60 * 1000;

/** Returns what the database knows of the entries with these keys. */
export async function committedEntries(keys: readonly string[]): Promise<ReadonlyMap<string, CommittedEntry>> {
  const found = await database.written.bulkGet([...keys]);
  return new Map(found.flatMap((entry) => (entry === undefined ? [] : [[entry.key, entry]])));
}

/**
 * Records the states of entries that the current transaction writes, or that need not be applied. Part of the caller's
 * transaction, which must include `written` and `meta`.
 *
 * @param rev the record's revision after the transaction; -1 if it was deleted
 */
export async function recordStates(states: readonly EntryState[], rev: number, nowMs: number): Promise<void> {
  await refuseIfErased();
  await markCommitted(states.map((state) => ({ ...state, rev, atMs: nowMs })));
}

/** A later state that is already recorded stays. */
export async function markCommitted(entries: readonly CommittedEntry[]): Promise<void> {
  const known = await committedEntries(entries.map(({ key }) => key));
  await database.written.bulkPut(entries.filter(({ key, seq }) => (known.get(key)?.seq ?? -1) <= seq));
}

/** Forgets old states. Part of the caller's transaction, which must include `written`. */
export async function sweepCommittedEntries(nowMs: number): Promise<void> {
  await database.written
    .where('atMs')
    .below(nowMs - REMEMBERED_MS)
    .delete();
}
