import type { MergeChoices } from '../../book/merge';
import type { Row } from '../../book/row';
import { ownSource } from '../../book/sources';
import {
  type BookEvent,
  type Contact,
  type ContactId,
  type ContactPatch,
  changeContact,
  type Meeting,
  newContact,
} from '../../card/contact';
import { newIdentifier } from '../platform/identifier';
import { writeLocal } from '../storage/local-storage';
import { openText, sealText } from '../storage/lock/sealed-text';
import { isLocked, subscribeLock } from '../storage/lock/sealing';
import { lossState, subscribeLoss, wasLost } from '../storage/loss-state';
import { onOutdated } from '../storage/outdated';
import { STORAGE_KEYS } from '../storage/storage-keys';
import { isErasure, type StorageStatus, storageStatusOf } from '../storage/storage-status';
import { createStoreState } from '../storage/store-state';
import { createUnsavedChanges, type UnsavedChange } from '../storage/unsaved-changes';
import { holdTab, openTabs } from '../storage/web-locks';
import { createBookEvents } from './book-events';
import { createRows } from './book-rows';
import { currentEvent, setCurrentEvent } from './current-event';

export type BookState = {
  /** `filling`: some rows are loaded and the rest are still being read. */
  status: 'loading' | 'filling' | 'ready';
  /** Sorted by last meeting, most recent first. */
  rows: readonly Row[];
  events: readonly BookEvent[];
  storage: StorageStatus;
  /** Contacts that came from replies and that the owner has not opened yet. */
  unopened: ReadonlySet<ContactId>;
  /** Count of stored records that could not be read as contacts. They are left unchanged. */
  unreadable: number;
};

type BookDatabase = typeof import('./book-database') &
  typeof import('./undo-journal') &
  typeof import('../storage/open-database');
type Unsaved = UnsavedChange<Contact, ContactPatch>;
/** Message to other tabs: which contacts changed, that anything may have changed, or that one contact was erased. */
type Change = { ids: ContactId[] } | 'everything' | { erased: ContactId };

export const LOADING_BOOK: BookState = {
  status: 'loading',
  rows: [],
  events: [],
  storage: 'kept',
  unopened: new Set(),
  unreadable: 0,
};

/** Number of rows shown first, enough to fill a screen, before the rest is read. */
const SHOWN_FIRST = 200;

/**
 * Creates the store of the contact book used by the screens. Keeps one small row per contact in memory and reads a
 * whole contact when it is opened. Changes appear at once; until IndexedDB has them they are also in localStorage, as
 * for cards.
 */
export function createBookStore(loadDatabase: () => Promise<BookDatabase>, now: () => number = Date.now) {
  const tabId = newIdentifier();
  const state = createStoreState(LOADING_BOOK);
  let database: BookDatabase | null = null;
  let isContact: BookDatabase['isContact'] | null = null;
  let isOpened = false;
  let committing: Promise<void> | null = null;
  const rows = createRows();
  /** Number of changes to each contact, from this tab or another. */
  const versions = new Map<ContactId, number>();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('poignee-book');
  const unsaved = createUnsavedChanges<Contact, ContactPatch>(
    STORAGE_KEYS.unsavedContact,
    tabId,
    () => isContact ?? ((_): _ is Contact => false),
    now,
    { seal: sealText, open: openText },
  );
  let followUpDays = '';

  const publish = (change: Partial<BookState> = {}) => state.update(change);

  const eventNames = () =>
    new Map(state.get().events.map(({ id, name, place, host }) => [id, [name, place, host].join(' ')]));

  function put(contacts: readonly Contact[]): void {
    if (isLocked()) return;
    const names = eventNames();
    for (const contact of contacts) {
      rows.put(unsaved.applied(contact), names);
      versions.set(contact.id, (versions.get(contact.id) ?? 0) + 1);
    }
  }

  function publishRows(change: Partial<BookState> = {}): void {
    publish({ ...change, rows: rows.list(), unreadable: rows.unreadable });
    if (state.get().status !== 'ready') return;
    updateCurrentEvent();
    const days = state.get().rows.flatMap(({ followUp }) => (followUp === null ? [] : [followUp.day]));
    const serializedDays = days.length === 0 ? '' : JSON.stringify(days);
    if (serializedDays === followUpDays) return;
    followUpDays = serializedDays;
    writeLocal(STORAGE_KEYS.agenda, serializedDays === '' ? null : serializedDays);
  }

  function open(): void {
    if (isOpened) return;
    isOpened = true;
    holdTab(tabId);
    if (channel !== null) channel.onmessage = ({ data }: MessageEvent<Change>) => void onChanged(data);
    loadDatabase()
      .then(async (module) => {
        isContact = module.isContact;
        onOutdated(() => onRefused(null));
        await module.openDatabase(forget);
        database = module;
        const restart = () => void start(module).catch(onStopped);
        subscribeLock(() => (isLocked() ? conceal() : restart()));
        subscribeLoss(() => lossState() === null && restart());
        await start(module).catch(onStopped);
      })
      .catch(onRefused);
  }

  /** Reads the book, unless it is locked. */
  async function start(module: BookDatabase): Promise<void> {
    if (isLocked()) return;
    if (lossState() === null) await recoverUnsaved(module);
    unsaved.rewrite();
    await readAll();
    void commit();
  }

  /** Drops what this tab holds in memory: it was locked. Changes that are not written yet stay, and are written once it is open. */
  function conceal(): void {
    rows.clear();
    versions.clear();
    publish({ status: 'loading', rows: [], unopened: new Set() });
  }

  /** The lock may close while the book is being read: it is read again once it opens. */
  const onStopped = (error: unknown) => (isLocked() ? undefined : onRefused(error));

  function onRefused(error: unknown): void {
    database = null;
    if (state.get().status === 'loading') put(unsaved.adopt());
    publishRows({ status: 'ready', storage: storageStatusOf(error) });
  }

  /** Copies the current event from the database to localStorage, where the first screens read it. */
  function updateCurrentEvent(): void {
    const event = state.get().events.find(({ endedAtMs }) => endedAtMs === null) ?? null;
    const received = event === null ? 0 : state.get().rows.filter(({ eventIds }) => eventIds.includes(event.id)).length;
    setCurrentEvent(event, received);
  }

  async function readEvents(): Promise<void> {
    if (database === null) return;
    publish({ events: await database.getEvents(), unopened: await database.getUnopened() });
    updateCurrentEvent();
  }

  async function readAll(): Promise<void> {
    if (database === null) return;
    await readEvents();
    const missingIds = new Set(rows.ids());
    if (state.get().status === 'loading') {
      const newest = await database.newestContacts(SHOWN_FIRST);
      put(newest);
      if (newest.length === SHOWN_FIRST) publishRows({ status: 'filling' });
    }
    await database.eachContact((contacts) => {
      put(contacts);
      for (const { id } of contacts) missingIds.delete(id);
    });
    for (const id of missingIds) if (!unsaved.has(id)) rows.remove(id);
    publishRows({ status: 'ready' });
  }

  /**
   * Takes over unsaved changes left in localStorage by a closed tab. The changes of a tab that is still open are left
   * alone.
   */
  const recoverUnsaved = async (module: BookDatabase, id: ContactId | '' = ''): Promise<void> =>
    put(await unsaved.recover({ ...module.recoverySource, openTabs, wasLost: wasLost() }, id));

  /** Drops what this tab holds in memory: everything was erased. */
  function forget(): void {
    unsaved.clear();
    rows.clear();
    versions.clear();
    setCurrentEvent(null);
    publishRows({ events: [], unopened: new Set() });
  }

  async function onChanged(change: Change): Promise<void> {
    if (database === null || isLocked()) return;
    if (typeof change === 'object' && 'erased' in change) {
      unsaved.dropEverywhere(change.erased);
      return onChanged({ ids: [change.erased] });
    }
    // If reading fails, the current rows stay; the next change reads again.
    if (change === 'everything') return readAll().catch(() => undefined);
    try {
      const found = await database.getContacts(change.ids);
      await readEvents();
      for (const id of change.ids) {
        if (!unsaved.has(id)) rows.remove(id);
        versions.set(id, (versions.get(id) ?? 0) + 1);
      }
      put(found);
      publishRows();
    } catch {
      // As above.
    }
  }

  /** Handles a change in this tab and announces it to the others. */
  async function notify(change: Change): Promise<void> {
    channel?.postMessage(change);
    await onChanged(change);
  }

  function record(whole: Contact, patch: ContactPatch, isNew: boolean): void {
    unsaved.edit(whole, patch, isNew);
    put([whole]);
    publishRows();
    void commit();
  }

  /** Writes every unsaved change. Resolves when all are written or one fails. */
  function commit(): Promise<void> {
    if (database === null || isLocked() || (unsaved.isEmpty() && committing === null)) return Promise.resolve();
    committing ??= writeAll(database).finally(() => {
      committing = null;
    });
    return committing;
  }

  async function writeAll(module: BookDatabase): Promise<void> {
    try {
      for (let next = unsaved.first(); next !== null; next = unsaved.first()) await write(module, next);
      publishRows(state.get().storage === 'kept' ? {} : { storage: 'kept' });
    } catch (error) {
      if (isErasure(error)) forget();
      else if (!isLocked()) publish({ storage: storageStatusOf(error) });
    }
  }

  async function write(module: BookDatabase, change: Unsaved): Promise<void> {
    const { whole, patch, newSince } = change;
    const { id } = whole;
    const stored = await module.commitContact(whole, patch, newSince !== null, now(), unsaved.entriesOf(change));
    unsaved.settle(change, stored);
    if (stored === null) {
      rows.remove(id);
      versions.set(id, (versions.get(id) ?? 0) + 1);
      return;
    }
    put([stored]);
    channel?.postMessage({ ids: [id] } satisfies Change);
  }

  /**
   * Resolves with the database once all unsaved changes are written, for actions that read them there. Rejects with
   * `Error('book.not_kept')` if they cannot be written.
   */
  async function settled(): Promise<BookDatabase> {
    await commit();
    if (database === null || !unsaved.isEmpty()) throw new Error('book.not_kept');
    return database;
  }

  const events = createBookEvents({
    events: () => state.get().events,
    show(shown) {
      publish({ events: shown });
      updateCurrentEvent();
    },
    async write(event) {
      await database?.putEvent(event);
      channel?.postMessage({ ids: [] } satisfies Change);
    },
    now,
  });

  return {
    getState: state.get,
    subscribe: state.subscribe,
    open,

    /** Resolves once all contacts are loaded or storage has been refused. */
    ready(): Promise<void> {
      open();
      return state.ready();
    },

    /** Returns a number that increases with each change to the contact, in any tab. */
    versionOf: (id: ContactId): number => versions.get(id) ?? 0,

    async contact(id: ContactId): Promise<Contact | null> {
      // Another tab may have closed with unsaved changes to this contact.
      if (database !== null && lossState() === null) await recoverUnsaved(database, id);
      void commit();
      const pending = unsaved.get(id);
      if (database === null) return pending === undefined ? null : { ...pending.whole, ...pending.patch };
      const [stored] = await database.getContacts([id]);
      const whole = stored ?? pending?.whole;
      return whole === undefined ? null : unsaved.applied(whole);
    },

    /** Records that the owner has seen a contact that came from a reply. */
    async markOpened(id: ContactId): Promise<void> {
      if (database === null || !state.get().unopened.has(id)) return;
      await database.markContactOpened(id);
      await notify({ ids: [id] });
    },

    /** Returns whole contacts, in the order of `ids`. */
    async contacts(ids: readonly ContactId[]): Promise<Contact[]> {
      if (database === null) return ids.flatMap((id) => unsaved.get(id)?.whole ?? []).map(unsaved.applied);
      return (await database.getContacts(ids)).map(unsaved.applied);
    },

    /**
     * Returns a meeting that takes place now, at the current event if there is one; `details` overrides these defaults.
     */
    meeting: (channelMet: Meeting['channel'], details: Partial<Meeting> = {}): Meeting => ({
      channel: channelMet,
      atMs: now(),
      eventId: currentEvent()?.id ?? null,
      batch: '',
      ...details,
    }),

    add(meeting: Meeting, content: ContactPatch): ContactId {
      const id = newIdentifier() as ContactId;
      const sources = [...(content.sources ?? []), ownSource(id)];
      record(newContact(id, now(), meeting, { ...content, sources }), {}, true);
      return id;
    },

    change(contact: Contact, patch: ContactPatch): Contact {
      record(contact, patch, false);
      return changeContact(contact, patch, now());
    },

    /** Retries writing the unsaved changes. */
    retry: () => void commit(),

    /**
     * Merges `found` into a contact of the book and resolves with the undo entry's id. Rejects with
     * `Error('book.gone')` if the contact no longer exists.
     */
    async combineInto(id: ContactId, found: Contact): Promise<string> {
      const journalId = await (await settled()).combineInto(id, found, now());
      await notify({ ids: [id] });
      if (journalId === null) throw new Error('book.gone');
      return journalId;
    },

    async merge(one: ContactId, other: ContactId, choices: MergeChoices): Promise<string> {
      const journalId = await (await settled()).mergePair(one, other, choices, now());
      await notify({ ids: [one, other] });
      if (journalId === null) throw new Error('book.gone');
      return journalId;
    },

    async remove(ids: readonly ContactId[]): Promise<string> {
      const journalId = await (await settled()).removeContacts(ids, now());
      await notify({ ids: [...ids] });
      return journalId;
    },

    async erase(id: ContactId): Promise<void> {
      const state = unsaved.lastState(id);
      unsaved.dropEverywhere(id);
      const module = await settled();
      await module.eraseContact(id, state, now());
      await notify({ erased: id });
    },

    async undo(journalId: string): Promise<boolean> {
      const wasUndone = await (await settled()).undoJournal(journalId);
      await notify('everything');
      return wasUndone;
    },

    /** Returns the actions that can still be undone. */
    recent: async () => (database === null ? [] : database.recentJournal()),

    /** Reads the book again, in every tab, after a worker has written to it. */
    reload: () => notify('everything'),

    markDistinct: async (pair: string) => (await settled()).putDistinctPair(pair),
    distinctPairs: async (): Promise<ReadonlySet<string>> =>
      database === null ? new Set() : database.getDistinctPairs(),

    ...events,

    async deleteEvent(id: string): Promise<void> {
      await (await settled()).deleteEvent(id);
      await notify('everything');
    },
  };
}

export type BookStore = ReturnType<typeof createBookStore>;

export const bookStore: BookStore = createBookStore(async () => ({
  ...(await import('./book-database')),
  ...(await import('./undo-journal')),
  ...(await import('../storage/open-database')),
}));
