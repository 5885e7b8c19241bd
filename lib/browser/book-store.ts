import { ownSource } from '../book/contact-vcard';
import type { MergeChoices } from '../book/merge';
import { byMeeting, type Row, rowOf } from '../book/row';
import {
  type Contact,
  type ContactId,
  type ContactPatch,
  changeContact,
  type Evening,
  type Meeting,
  newContact,
  newEvening,
} from '../card/contact';
import { type Safety, safetyOf } from './card-store';
import { currentEvening, forgetGiven, givenTonight, rememberEvening } from './evening-tag';
import { newIdentifier } from './identifier';
import { localEntries, writeLocal } from './local-value';
import { STORAGE_KEYS } from './storage-keys';

export type BookState = {
  /** `filling` while the book is still being read: what is there is true, and more is coming. */
  status: 'loading' | 'filling' | 'ready';
  /** The last met first. */
  rows: readonly Row[];
  evenings: readonly Evening[];
  safety: Safety;
};

type BookDatabase = typeof import('./book-database') &
  Pick<typeof import('./database'), 'openDatabase' | 'sweepForgotten'>;
type Unsaved = { whole: Contact; patch: ContactPatch };
/** What other tabs are told: whose record changed, or that anything may have. */
type Change = { ids: ContactId[] } | 'everything';

export const LOADING_BOOK: BookState = { status: 'loading', rows: [], evenings: [], safety: 'kept' };

/**
 * The contact book, as the screens see it: a small row for everybody in memory, whole contacts when one is opened.
 * Changes show at once; while one is on its way to IndexedDB it is also in localStorage, as cards' are.
 */
export function createBookStore(loadDatabase: () => Promise<BookDatabase>, now: () => number = Date.now) {
  const tabId = newIdentifier();
  let state = LOADING_BOOK;
  let database: BookDatabase | null = null;
  let opened = false;
  let committing = false;
  const rows = new Map<ContactId, Row>();
  const unsaved = new Map<ContactId, Unsaved>();
  /** Changes on a contact, here or in another tab. */
  let versions = new Map<ContactId, number>();
  const listeners = new Set<() => void>();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('poignee-book');
  const unsavedKey = (id: ContactId) => `${STORAGE_KEYS.unsavedContact}${tabId}.${id}`;

  function publish(change: Partial<BookState> = {}): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  const eveningNames = () =>
    new Map(state.evenings.map(({ id, name, place, host }) => [id, [name, place, host].join(' ')]));

  function put(contacts: readonly Contact[]): void {
    const names = eveningNames();
    for (const contact of contacts) {
      const shown = withUnsaved(contact);
      rows.set(shown.id, rowOf(shown, names));
      versions.set(shown.id, (versions.get(shown.id) ?? 0) + 1);
    }
  }

  const withUnsaved = (contact: Contact): Contact => ({ ...contact, ...unsaved.get(contact.id)?.patch });

  function publishRows(change: Partial<BookState> = {}): void {
    const sorted = [...rows.values()].sort(byMeeting);
    publish({ ...change, rows: sorted });
    const agenda = sorted.flatMap(({ followUp }) => (followUp === null ? [] : [followUp.day]));
    if (state.status === 'ready') writeLocal(STORAGE_KEYS.agenda, agenda.length === 0 ? null : JSON.stringify(agenda));
  }

  function open(): void {
    if (opened) return;
    opened = true;
    if (channel !== null) channel.onmessage = ({ data }: MessageEvent<Change>) => void onChanged(data);
    loadDatabase()
      .then(async (module) => {
        await module.openDatabase();
        database = module;
        await recoverUnsaved(module);
        await readAll();
        void commit();
      })
      .catch(onRefused);
  }

  function onRefused(error: unknown): void {
    database = null;
    publishRows({ status: 'ready', safety: safetyOf(error) });
  }

  /** A sort of a hundred thousand rows at each piece would cost more than the reading. */
  const SHOWN_FIRST = 1000;

  async function readAll(): Promise<void> {
    if (database === null) return;
    const evenings = await database.getEvenings();
    publish({ evenings });
    const before = new Set(rows.keys());
    let read = 0;
    await database.eachContact((contacts) => {
      put(contacts);
      for (const { id } of contacts) before.delete(id);
      read += contacts.length;
      if (read === contacts.length && state.status === 'loading' && read >= SHOWN_FIRST)
        publishRows({ status: 'filling' });
      return true;
    });
    for (const id of before) if (!unsaved.has(id)) rows.delete(id);
    publishRows({ status: 'ready' });
  }

  /** What a tab closed in the middle of writing had put aside; this tab makes it its own. */
  async function recoverUnsaved(module: BookDatabase): Promise<void> {
    for (const [key, text] of localEntries(STORAGE_KEYS.unsavedContact)) {
      const read = readUnsaved(text);
      if (read === null || !module.isContact({ ...read.whole, ...read.patch })) continue;
      writeLocal(key, null);
      setUnsaved(read.whole.id, read);
      put([read.whole]);
    }
  }

  function setUnsaved(id: ContactId, next: Unsaved | null): void {
    if (next === null) unsaved.delete(id);
    else unsaved.set(id, next);
    writeLocal(unsavedKey(id), next === null ? null : JSON.stringify(next));
  }

  async function onChanged(change: Change): Promise<void> {
    if (database === null) return;
    if (change === 'everything') return readAll().catch(onRefused);
    const found = await database.getContacts(change.ids).catch(() => []);
    const evenings = await database.getEvenings().catch(() => state.evenings);
    publish({ evenings });
    for (const id of change.ids) {
      if (!unsaved.has(id)) rows.delete(id);
      versions.set(id, (versions.get(id) ?? 0) + 1);
    }
    put(found);
    publishRows();
  }

  /** Here and in the other tabs. */
  async function tell(change: Change): Promise<void> {
    channel?.postMessage(change);
    await onChanged(change);
  }

  function record(whole: Contact, patch: ContactPatch): void {
    const before = unsaved.get(whole.id);
    setUnsaved(whole.id, { whole: before?.whole ?? whole, patch: { ...before?.patch, ...patch } });
    put([whole]);
    publishRows();
    void commit();
  }

  async function commit(): Promise<void> {
    if (committing || database === null) return;
    committing = true;
    try {
      for (let next = firstUnsaved(); next !== null; next = firstUnsaved()) {
        const [id, { whole, patch }] = next;
        const stored = await database.commitContact(whole, patch, now());
        const after = unsaved.get(id);
        const written = ([key, value]: [string, unknown]) =>
          Object.entries(patch).some(([k, v]) => k === key && v === value);
        const left = Object.entries(after?.patch ?? {}).filter((entry) => !written(entry));
        setUnsaved(id, left.length === 0 ? null : { whole: stored, patch: Object.fromEntries(left) });
        put([stored]);
        channel?.postMessage({ ids: [id] } satisfies Change);
      }
      publishRows({ safety: 'kept' });
    } catch (error) {
      publish({ safety: safetyOf(error) });
    } finally {
      committing = false;
    }
  }

  const firstUnsaved = (): [ContactId, Unsaved] | null => unsaved.entries().next().value ?? null;

  /** The book's own connection; a sentence in the interface says why when there is none. */
  function kept(): BookDatabase {
    if (database === null) throw new Error('book.not_kept');
    return database;
  }

  async function changeEvening(evening: Evening): Promise<void> {
    publish({
      evenings: [evening, ...state.evenings.filter(({ id }) => id !== evening.id)].sort(
        (a, b) => b.startedAtMs - a.startedAtMs,
      ),
    });
    await database?.putEvening(evening);
    channel?.postMessage({ ids: [] } satisfies Change);
  }

  return {
    getState: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open,

    /** Once everybody is known, or known to be refused. */
    ready(): Promise<void> {
      open();
      return new Promise((resolve) => {
        const check = () => {
          if (state.status !== 'ready') return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        check();
      });
    },

    /** Grows with each change of a contact, in any tab. */
    versionOf: (id: ContactId): number => versions.get(id) ?? 0,

    async contact(id: ContactId): Promise<Contact | null> {
      const pending = unsaved.get(id);
      if (database === null) return pending === undefined ? null : { ...pending.whole, ...pending.patch };
      const [stored] = await database.getContacts([id]);
      const whole = stored ?? pending?.whole;
      return whole === undefined ? null : withUnsaved(whole);
    },

    /** Several, whole, in the order asked. */
    async contacts(ids: readonly ContactId[]): Promise<Contact[]> {
      if (database === null) return ids.flatMap((id) => unsaved.get(id)?.whole ?? []).map(withUnsaved);
      return (await database.getContacts(ids)).map(withUnsaved);
    },

    /** How and where somebody is being met now. */
    meeting: (channelMet: Meeting['channel'], said: Partial<Meeting> = {}): Meeting => ({
      channel: channelMet,
      atMs: now(),
      eventId: currentEvening()?.id ?? null,
      batch: '',
      ...said,
    }),

    add(meeting: Meeting, content: ContactPatch): ContactId {
      const id = newIdentifier() as ContactId;
      const contact = newContact(id, now(), meeting, {
        ...content,
        sources: [...(content.sources ?? []), ownSource(id)],
      });
      record(contact, {});
      return id;
    },

    change(contact: Contact, patch: ContactPatch): Contact {
      record(contact, patch);
      return changeContact(contact, patch, now());
    },

    /** Tries again to write what could not be written. */
    retry: () => void commit(),

    async combineInto(id: ContactId, found: Contact): Promise<string | null> {
      const entry = await kept().combineInto(id, found, now());
      await tell({ ids: [id] });
      return entry?.id ?? null;
    },

    async merge(one: ContactId, other: ContactId, choices: MergeChoices): Promise<string | null> {
      const entry = await kept().mergePair(one, other, choices, now());
      await tell({ ids: [one, other] });
      return entry?.id ?? null;
    },

    async remove(ids: readonly ContactId[]): Promise<string> {
      for (const id of ids) setUnsaved(id, null);
      const entry = await kept().removeContacts(ids, now());
      await tell({ ids: [...ids] });
      return entry.id;
    },

    async erase(id: ContactId): Promise<void> {
      setUnsaved(id, null);
      await kept().eraseContact(id);
      await tell({ ids: [id] });
    },

    async undo(journalId: string): Promise<boolean> {
      const undone = await kept().undoJournal(journalId);
      await tell('everything');
      return undone;
    },

    /** After a worker has written. */
    reload: () => tell('everything'),

    keepApart: async (pair: string) => kept().putApart(pair),
    apart: async (): Promise<ReadonlySet<string>> => (database === null ? new Set() : database.getApart()),

    async startEvening(said: Pick<Evening, 'name' | 'place' | 'host' | 'day'>): Promise<void> {
      const evening = newEvening(newIdentifier(), now(), said);
      forgetGiven();
      rememberEvening(evening);
      await changeEvening(evening);
    },

    /** What a reply slip names: the evening of that name where there is one, else a new one that is already over. */
    async eveningNamed(name: string, day: string): Promise<string> {
      const known = state.evenings.find((evening) => evening.name.trim().toLowerCase() === name.trim().toLowerCase());
      if (known !== undefined) return known.id;
      const evening = {
        ...newEvening(newIdentifier(), now(), { name, place: '', host: '', day }),
        endedAtMs: now(),
        reviewedAtMs: now(),
      };
      await changeEvening(evening);
      return evening.id;
    },

    changeEvening,

    async endEvening(evening: Evening): Promise<void> {
      const given = givenTonight();
      await changeEvening({ ...evening, endedAtMs: now(), given });
      rememberEvening(null);
      forgetGiven();
    },

    async deleteEvening(id: string): Promise<void> {
      if (currentEvening()?.id === id) rememberEvening(null);
      await kept().deleteEvening(id);
      await tell('everything');
    },

    /** Forgets what is in memory: everything was erased, here or in another tab. */
    async forget(): Promise<void> {
      unsaved.clear();
      rows.clear();
      versions = new Map();
      publishRows({ evenings: [] });
      channel?.postMessage('everything' satisfies Change);
    },
  };
}

function readUnsaved(text: string): Unsaved | null {
  try {
    const { whole, patch } = JSON.parse(text) as Partial<Unsaved>;
    return whole === undefined || patch === undefined ? null : { whole, patch };
  } catch {
    return null;
  }
}

export type BookStore = ReturnType<typeof createBookStore>;

export const bookStore: BookStore = createBookStore(async () => ({
  ...(await import('./book-database')),
  ...(await import('./database')),
}));
