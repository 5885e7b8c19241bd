import type { Contact, ContactId } from '../../card/contact';
import { newIdentifier } from '../platform/identifier';
import { database, type JournalChange, type JournalEntry } from '../storage/database';

/**
 * The effect of an action on one contact. `null` means that the contact did not exist before, or no longer exists
 * after.
 */
export type Step = { before: Contact | null; after: Contact | null };

/** Contacts added by an import are recorded by id only; one record holds up to this many ids. */
const IDS_TOGETHER = 400;

/**
 * Records an action in the transaction that performs it, and returns the entry's id. Records are kept small for the
 * reason given at `FilePiece`.
 */
export async function writeJournal(
  kind: JournalEntry['kind'],
  nowMs: number,
  added: readonly ContactId[],
  steps: readonly Step[],
): Promise<string> {
  const journalId = newIdentifier();
  const changes: JournalChange[] = [];
  for (let start = 0; start < added.length; start += IDS_TOGETHER)
    changes.push({
      journalId,
      at: changes.length,
      added: added.slice(start, start + IDS_TOGETHER),
      before: null,
      after: null,
    });
  for (const { before, after } of steps) changes.push({ journalId, at: changes.length, added: [], before, after });
  await database.journal.put({ id: journalId, kind, atMs: nowMs });
  await database.changes.bulkPut(changes);
  return journalId;
}

/**
 * Undoes an action. Later edits, from this tab or another, are kept: a contact that an import added and that was edited
 * since stays, and in a changed contact only the action's own changes are reverted. Returns `false` if the entry no
 * longer exists.
 */
export function undoJournal(id: string): Promise<boolean> {
  const { contacts, journal, changes } = database;
  return database.transaction('rw', contacts, journal, changes, async () => {
    if ((await journal.get(id)) === undefined) return false;
    const all = await changes.where('journalId').equals(id).toArray();
    for (const { before, after } of all) {
      if (before === null) continue;
      const now = await contacts.get(before.id);
      await contacts.put(
        now === undefined || after === null
          ? { ...before, rev: (now ?? before).rev + 1 }
          : revertAction(before, after, now),
      );
    }
    const added = await contacts.bulkGet(all.flatMap((change) => change.added));
    await contacts.bulkDelete(added.flatMap((contact) => (contact?.rev === 0 ? [contact.id] : [])));
    await changes.where('journalId').equals(id).delete();
    await journal.delete(id);
    return true;
  });
}

/** Returns the contact as it was before the action, with the fields edited since then kept at their current values. */
function revertAction(before: Contact, after: Contact, now: Contact): Contact {
  const isEditedSince = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(after[field as keyof Contact]);
  return {
    ...before,
    ...Object.fromEntries(Object.entries(now).filter(isEditedSince)),
    id: before.id,
    rev: now.rev + 1,
  };
}

/** Returns the ten most recent actions that can still be undone, newest first. */
export const recentJournal = (): Promise<JournalEntry[]> =>
  database.journal.orderBy('atMs').reverse().limit(10).toArray();
