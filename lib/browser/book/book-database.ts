import type { Collection } from 'dexie';
import { type MatchKeys, matchKeysOf, matchKind } from '../../book/duplicates';
import { combined } from '../../book/import-plan';
import { type MergeChoices, mergeContacts } from '../../book/merge';
import { senderAddresses } from '../../book/received-reply';
import { badgeSource } from '../../book/sources';
import { type BookEvent, type Contact, type ContactId, type ContactPatch, changeContact } from '../../card/contact';
import { contactSchema } from '../../card/contact-schema';
import { committedEntries, markCommitted, recordStates } from '../storage/committed-entries';
import { database } from '../storage/database';
import type { EntryState } from '../storage/entry-state';
import { refuseIfErased } from '../storage/erasure-epoch';
import { indexedSource } from '../storage/lock/sealing';
import { markOpened, unblock, unopenedContacts } from './reply-database';
import { writeJournal } from './undo-journal';

// The contact book in IndexedDB. Each change is a single transaction, applied completely or not at all.

/** Returns whether a stored record matches the contact schema, limits included. */
export const isContact = (record: unknown): record is Contact => contactSchema.safeParse(record).success;

const BATCH = 2000;

/**
 * Passes every contact to `onBatch`, in batches of up to 2,000, ordered by id: the fastest way to read the whole book.
 * Records that cannot be listed are skipped.
 */
export async function eachContact(onBatch: (contacts: Contact[]) => void): Promise<void> {
  for (let last: ContactId | null = null; ; ) {
    const remaining: Collection<Contact, ContactId> =
      last === null ? database.contacts.toCollection() : database.contacts.where('id').above(last);
    const batch: Contact[] = await remaining.limit(BATCH).toArray();
    onBatch(batch.filter(looksLikeContact));
    last = batch.at(-1)?.id ?? null;
    if (last === null || batch.length < BATCH) return;
  }
}

/** Returns the `count` most recently added contacts, for display while the rest of the book is read. */
export const newestContacts = (count: number): Promise<Contact[]> =>
  database.contacts.orderBy('createdAtMs').reverse().limit(count).filter(looksLikeContact).toArray();

/** Returns the match keys of every contact in the book. */
export async function allMatchKeys(): Promise<MatchKeys[]> {
  const all: MatchKeys[] = [];
  await eachContact((contacts) => {
    for (const contact of contacts) all.push(matchKeysOf(contact));
  });
  return all;
}

/** Checks only what listing needs. The full schema check runs when a contact is opened or exported. */
const looksLikeContact = (record: Contact) =>
  typeof record.id === 'string' && Array.isArray(record.meetings) && Array.isArray(record.phones);

/** How unsaved changes read the database after a crash. */
export const recoverySource = {
  committedEntries,
  markCommitted,
  storedRecords: async (ids: readonly string[]): Promise<ReadonlyMap<string, Contact>> =>
    new Map((await getContacts(ids as ContactId[])).map((contact) => [contact.id, contact])),
};

/** Returns the contacts whose badge, in an imported list of attendees, has that identifier. */
export const contactsWithBadge = (identifier: string): Promise<Contact[]> =>
  database.contacts
    .where('sources')
    .equals(indexedSource(badgeSource(identifier)))
    .toArray();

export async function getContacts(ids: readonly ContactId[]): Promise<Contact[]> {
  const found = await database.contacts.bulkGet([...ids]);
  return found.filter((contact) => contact !== undefined);
}

/**
 * Applies a patch to the stored contact and returns the result. Returns `null` if the contact no longer exists: it was
 * deleted, merged or erased elsewhere, and pending edits must not bring it back. A contact that `isNew` is written in
 * full. Throws `Error('book.not_a_contact')` if the result does not match the schema.
 *
 * @param states states of localStorage entries that the change contains
 */
export function commitContact(
  whole: Contact,
  patch: ContactPatch,
  isNew: boolean,
  nowMs: number,
  states: readonly EntryState[] = [],
): Promise<Contact | null> {
  const { contacts, written, meta } = database;
  return database.transaction('rw', contacts, written, meta, async () => {
    const stored = await contacts.get(whole.id);
    const isDeleted = stored === undefined && !isNew;
    const isSame = stored === undefined && Object.keys(patch).length === 0;
    const next = isDeleted ? null : isSame ? whole : changeContact(stored ?? whole, patch, nowMs);
    if (next !== null && !isContact(next)) throw new Error('book.not_a_contact');
    if (next !== null) await contacts.put(next);
    await recordStates(states, next?.rev ?? -1, nowMs);
    return next;
  });
}

/**
 * Merges `found` into a contact of the book and returns the id of the undo entry. Returns `null` if the contact no
 * longer exists.
 */
export function combineInto(id: ContactId, found: Contact, nowMs: number): Promise<string | null> {
  const { contacts, journal, changes } = database;
  return database.transaction('rw', contacts, journal, changes, async () => {
    const storedContact = await contacts.get(id);
    if (storedContact === undefined) return null;
    const next = {
      ...combined(storedContact, found),
      id: storedContact.id,
      rev: storedContact.rev + 1,
      updatedAtMs: nowMs,
    };
    await contacts.put(next);
    return writeJournal('merge', nowMs, [], [{ before: storedContact, after: next }]);
  });
}

/** Merges two contacts and returns the id of the undo entry. Returns `null` if either no longer exists. */
export function mergePair(
  one: ContactId,
  other: ContactId,
  choices: MergeChoices,
  nowMs: number,
): Promise<string | null> {
  const { contacts, journal, changes } = database;
  return database.transaction('rw', contacts, journal, changes, async () => {
    const [first, second] = [await contacts.get(one), await contacts.get(other)];
    if (first === undefined || second === undefined) return null;
    const merged = mergeContacts(first, second, choices);
    const next = { ...merged, rev: merged.rev + 1, updatedAtMs: nowMs };
    await contacts.bulkDelete([one, other].filter((id) => id !== merged.id));
    await contacts.put(next);
    return writeJournal(
      'merge',
      nowMs,
      [],
      [first, second].map((before) => ({ before, after: before.id === next.id ? next : null })),
    );
  });
}

/** Deletes contacts and returns the id of the undo entry, which is kept for a day. */
export function removeContacts(ids: readonly ContactId[], nowMs: number): Promise<string> {
  const { contacts, journal, changes } = database;
  return database.transaction('rw', contacts, journal, changes, async () => {
    const before = (await contacts.bulkGet([...ids])).filter((contact) => contact !== undefined);
    await contacts.bulkDelete([...ids]);
    return writeJournal(
      'removal',
      nowMs,
      [],
      before.map((contact) => ({ before: contact, after: null })),
    );
  });
}

/**
 * Permanently deletes a contact (Law 25, s. 28.1; GDPR art. 17), with its pictures, every undo entry that could restore
 * it, replies of the same person, and any import in progress that contains a matching contact. `state` is later than every unsaved change to the
 * contact, so that none restores it after a crash.
 */
export function eraseContact(id: ContactId, state: EntryState, nowMs: number): Promise<void> {
  const { contacts, journal, changes, pictures, imports, pieces, staged, written, meta } = database;
  const { replies, blocked, unopened } = database;
  const tables = [
    contacts,
    journal,
    changes,
    pictures,
    imports,
    pieces,
    staged,
    written,
    meta,
    replies,
    blocked,
    unopened,
  ];
  return database.transaction('rw', tables, async () => {
    await recordStates([state], -1, nowMs);
    const contact = await contacts.get(id);
    const contactChanges = await changes.filter(({ before, after }) => before?.id === id || after?.id === id).toArray();
    const journalIds = [...new Set(contactChanges.map(({ journalId }) => journalId))];
    // A contact merged into this one is the same person: its versions are erased too.
    const versions = (await changes.where('journalId').anyOf(journalIds).toArray()).flatMap(({ before, after }) => [
      before,
      after,
    ]);
    const known = [contact, ...versions.filter((version) => version?.id === id)].flatMap((version) =>
      version ? [version] : [],
    );
    const merged = contactChanges.length === 0 ? [] : versions.flatMap((version) => (version ? [version] : []));
    await contacts.delete(id);
    const remainingPhotoIds = new Set(
      (await contacts.bulkGet(merged.map((version) => version.id))).map((version) => version?.photoId),
    );
    const pictureIds = [...known, ...merged]
      .flatMap(({ photoId, logoId }) => [photoId, logoId])
      .filter((photo) => photo !== null);
    await pictures.bulkDelete(pictureIds.filter((photo) => !remainingPhotoIds.has(photo)));
    await journal.bulkDelete(journalIds);
    await changes.where('journalId').anyOf(journalIds).delete();
    const matchKeys = known.map(matchKeysOf);
    const stagedMatchCount = await staged
      .filter((person) => matchKeys.some((one) => matchKind(one, matchKeysOf(person.contact)) !== null))
      .count();
    if (stagedMatchCount > 0) await Promise.all([imports.clear(), pieces.clear(), staged.clear()]);
    const waiting = await replies
      .filter(({ contact: found }) => matchKeys.some((one) => matchKind(one, matchKeysOf(found)) !== null))
      .primaryKeys();
    await replies.bulkDelete(waiting);
    await unblock(database, known.flatMap(senderAddresses));
    await unopened.delete(id);
  });
}

export const getEvents = (): Promise<BookEvent[]> => database.evenings.orderBy('startedAtMs').reverse().toArray();
export function putEvent(event: BookEvent): Promise<void> {
  const { evenings, meta } = database;
  return database.transaction('rw', evenings, meta, async () => {
    await refuseIfErased();
    await evenings.put(event);
  });
}

/** Deletes an event. Contacts met there are kept; their meetings no longer refer to an event. */
export function deleteEvent(id: string): Promise<void> {
  const { contacts, evenings } = database;
  return database.transaction('rw', contacts, evenings, async () => {
    await evenings.delete(id);
    await contacts
      .filter(({ meetings }) => meetings.some(({ eventId }) => eventId === id))
      .modify((contact) => {
        contact.meetings = contact.meetings.map((meeting) =>
          meeting.eventId === id ? { ...meeting, eventId: null } : meeting,
        );
        contact.rev += 1;
      });
  });
}

export const getUnopened = (): Promise<ReadonlySet<ContactId>> => unopenedContacts(database);
export const markContactOpened = (id: ContactId): Promise<void> => markOpened(database, id);

export const getDistinctPairs = async (): Promise<ReadonlySet<string>> =>
  new Set(await database.apart.toCollection().primaryKeys());
export async function putDistinctPair(id: string): Promise<void> {
  await database.apart.put({ id });
}
