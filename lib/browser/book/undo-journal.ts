import type { Contact, ContactId } from '../../card/contact';
import { newIdentifier } from '../platform/identifier';
import { database, type JournalChange, type JournalEntry } from '../storage/database';

/** What an action did to one contact; `null` where it was not there before, or is not there after. */
export type Step = { before: Contact | null; after: Contact | null };

/** Of a contact that an import added, its identifier says enough; many fit in one small record. */
const IDS_TOGETHER = 400;

/** Notes an action, inside the transaction that does it. Records are small: see FilePiece for why. */
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
 * Takes an action back. What was written since, here or in another tab, is kept: a contact added by an import and
 * changed since stays, and of one that was changed only what the action did is undone.
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
        now === undefined || after === null ? { ...before, rev: (now ?? before).rev + 1 } : undone(before, after, now),
      );
    }
    const added = await contacts.bulkGet(all.flatMap((change) => change.added));
    await contacts.bulkDelete(added.flatMap((contact) => (contact?.rev === 0 ? [contact.id] : [])));
    await changes.where('journalId').equals(id).delete();
    await journal.delete(id);
    return true;
  });
}

/** The contact as it was, with every field that was changed after the action as it is now. */
function undone(before: Contact, after: Contact, now: Contact): Contact {
  const isSince = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(after[field as keyof Contact]);
  return { ...before, ...Object.fromEntries(Object.entries(now).filter(isSince)), id: before.id, rev: now.rev + 1 };
}

/** The actions that can still be taken back, the newest first. */
export const recentJournal = (): Promise<JournalEntry[]> =>
  database.journal.orderBy('atMs').reverse().limit(10).toArray();
