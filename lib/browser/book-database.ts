import { type Traits, traitsOf } from '../book/duplicates';
import { combined } from '../book/import-plan';
import { type MergeChoices, mergeContacts } from '../book/merge';
import { type Contact, type ContactId, type ContactPatch, changeContact, type Evening } from '../card/contact';
import { contactSchema } from '../card/contact-schema';
import { newIdentifier } from './identifier';
import { database, type JournalEntry } from './poignee-database';

// The contact book in IndexedDB. Every change is one transaction: it is there whole or not at all.

/** Has this the shape and the limits of a contact? */
export const isContact = (record: unknown): record is Contact => contactSchema.safeParse(record).success;

const BATCH = 1000;

/** Every contact, the last added first, a thousand at a time; `onBatch` says whether to go on. */
export async function eachContact(onBatch: (contacts: Contact[]) => boolean): Promise<void> {
  let before = Number.POSITIVE_INFINITY;
  let seenAt: ContactId[] = [];
  for (;;) {
    const batch = await database.contacts
      .where('createdAtMs')
      .belowOrEqual(before)
      .reverse()
      .limit(BATCH + seenAt.length)
      .toArray();
    const unseen = batch.filter(({ id }) => !seenAt.includes(id));
    const last = unseen.at(-1);
    if (last === undefined) return;
    // Several may have been added in one millisecond: those of the last one are read again and passed over.
    seenAt = [
      ...(last.createdAtMs === before ? seenAt : []),
      ...unseen.filter(({ createdAtMs }) => createdAtMs === last.createdAtMs).map(({ id }) => id),
    ];
    before = last.createdAtMs;
    if (!onBatch(unseen.filter(looksLikeContact)) || unseen.length < BATCH) return;
  }
}

/** What everybody in the book is recognised by. */
export async function everybodysTraits(): Promise<Traits[]> {
  const all: Traits[] = [];
  await eachContact((contacts) => {
    for (const contact of contacts) all.push(traitsOf(contact));
    return true;
  });
  return all;
}

/** Enough to be listed; the whole check is made where a contact is opened or leaves. */
const looksLikeContact = (record: Contact) =>
  typeof record.id === 'string' && Array.isArray(record.meetings) && Array.isArray(record.phones);

export async function getContacts(ids: readonly ContactId[]): Promise<Contact[]> {
  const found = await database.contacts.bulkGet([...ids]);
  return found.filter((contact) => contact !== undefined);
}

/** Puts one change into the stored contact; `whole` is written when it is not there. Returns it as it now is. */
export function commitContact(whole: Contact, patch: ContactPatch, nowMs: number): Promise<Contact> {
  return database.transaction('rw', database.contacts, async () => {
    const stored = await database.contacts.get(whole.id);
    const next = changeContact(stored ?? whole, patch, nowMs);
    await database.contacts.put(next);
    return next;
  });
}

/** Adds what was found to a contact of the book; the journal can take it back. */
export function combineInto(id: ContactId, found: Contact, nowMs: number): Promise<JournalEntry | null> {
  const { contacts, journal } = database;
  return database.transaction('rw', contacts, journal, async () => {
    const known = await contacts.get(id);
    if (known === undefined) return null;
    const entry: JournalEntry = { id: newIdentifier(), kind: 'merge', atMs: nowMs, added: [], before: [known] };
    await journal.put(entry);
    await contacts.put({ ...combined(known, found), id: known.id, rev: known.rev + 1, updatedAtMs: nowMs });
    return entry;
  });
}

/** Two as one. The journal can take it back. */
export function mergePair(
  one: ContactId,
  other: ContactId,
  choices: MergeChoices,
  nowMs: number,
): Promise<JournalEntry | null> {
  const { contacts, journal } = database;
  return database.transaction('rw', contacts, journal, async () => {
    const [first, second] = [await contacts.get(one), await contacts.get(other)];
    if (first === undefined || second === undefined) return null;
    const merged = mergeContacts(first, second, choices);
    const entry: JournalEntry = { id: newIdentifier(), kind: 'merge', atMs: nowMs, added: [], before: [first, second] };
    await journal.put(entry);
    await contacts.bulkDelete([one, other].filter((id) => id !== merged.id));
    await contacts.put({ ...merged, rev: merged.rev + 1, updatedAtMs: nowMs });
    return entry;
  });
}

/** Takes contacts away; the journal can bring them back for a day. */
export function removeContacts(ids: readonly ContactId[], nowMs: number): Promise<JournalEntry> {
  const { contacts, journal } = database;
  return database.transaction('rw', contacts, journal, async () => {
    const before = (await contacts.bulkGet([...ids])).filter((contact) => contact !== undefined);
    const entry: JournalEntry = { id: newIdentifier(), kind: 'removal', atMs: nowMs, added: [], before };
    await journal.put(entry);
    await contacts.bulkDelete([...ids]);
    return entry;
  });
}

/** Erases a person for good (Law 25, s. 28.1; GDPR art. 17): them, their pictures, and what could bring them back. */
export function eraseContact(id: ContactId): Promise<void> {
  const { contacts, journal, pictures, staged } = database;
  return database.transaction('rw', contacts, journal, pictures, staged, async () => {
    const contact = await contacts.get(id);
    const entries = await journal.toArray();
    const versions = [contact, ...entries.flatMap(({ before }) => before)].filter((one) => one?.id === id);
    await contacts.delete(id);
    await pictures.bulkDelete(
      versions.flatMap((one) => [one?.photoId, one?.logoId]).filter((one) => one !== null && one !== undefined),
    );
    await journal.bulkDelete(
      entries.filter(({ before }) => before.some((one) => one.id === id)).map((entry) => entry.id),
    );
    await staged.filter((person) => person.contact.id === id).delete();
  });
}

/** Takes an action of the journal back: whom it added goes, those it changed are as they were. */
export function undoJournal(id: string): Promise<boolean> {
  const { contacts, journal } = database;
  return database.transaction('rw', contacts, journal, async () => {
    const entry = await journal.get(id);
    if (entry === undefined) return false;
    await contacts.bulkDelete(entry.added);
    await contacts.bulkPut(entry.before.map((contact) => ({ ...contact, rev: contact.rev + 1 })));
    await journal.delete(id);
    return true;
  });
}

/** The actions that can still be taken back, the newest first. */
export const recentJournal = (): Promise<JournalEntry[]> =>
  database.journal.orderBy('atMs').reverse().limit(20).toArray();

export const getEvenings = (): Promise<Evening[]> => database.evenings.orderBy('startedAtMs').reverse().toArray();
export async function putEvening(evening: Evening): Promise<void> {
  await database.evenings.put(evening);
}

/** Takes an evening away; whoever was met there stays, met nowhere in particular. */
export function deleteEvening(id: string): Promise<void> {
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

export const getApart = async (): Promise<ReadonlySet<string>> =>
  new Set(await database.apart.toCollection().primaryKeys());
export async function putApart(id: string): Promise<void> {
  await database.apart.put({ id });
}
