import type { CommittedEntry, EntryState } from './entry-state';
import { localEntries, readLocal, writeLocal } from './local-storage';

/** A stored record that changes one property at a time. `rev` increases with each change. */
type Versioned = { id: string; rev: number };

/** A change that is not in IndexedDB yet. */
export type UnsavedChange<Entity, Patch> = {
  /** The record that the change applies to, as last stored. */
  whole: Entity;
  patch: Patch;
  /** The stored values of the patch's properties when each one's edit began. */
  base: Patch;
  /** The sequence number of the change that created the record, until the record is stored; then `null`. */
  newSince: number | null;
  /** Increases with each change made in the tab. */
  seq: number;
  atMs: number;
  /** Entries of closed tabs whose changes this one contains. */
  replaces: EntryState[];
};

const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const pick = <Entity extends object, Patch extends object>(entity: Entity, patch: Patch): Patch =>
  Object.fromEntries(Object.keys(patch).map((key) => [key, entity[key as keyof Entity]])) as Patch;

/** The properties of `patch` that were changed again since `written` was sent to the database. */
function unwrittenPart<Patch extends object>(patch: Patch, written: Patch): Patch {
  const isWritten = ([key, value]: [string, unknown]) =>
    Object.entries(written).some(([writtenKey, writtenValue]) => writtenKey === key && writtenValue === value);
  return Object.fromEntries(Object.entries(patch).filter((entry) => !isWritten(entry))) as Patch;
}

/**
 * Returns the part of an entry left by a closed tab that must still be written, or `null` if there is none. Browsers
 * write localStorage to the disk seconds after IndexedDB, so after a crash an entry may be older than the record:
 *
 * - a state that IndexedDB already has is never applied again;
 * - a property whose stored value has changed since its edit began keeps the stored value;
 * - a record that was stored and has since disappeared was deleted, and stays deleted.
 */
export function remainingPatch<Entity extends Versioned, Patch extends object>(
  entry: UnsavedChange<Entity, Patch>,
  stored: Entity | undefined,
  committed: CommittedEntry | undefined,
  wasLost = false,
): Patch | null {
  // The database was lost, and what is there comes from a copy: the entry may be all there is, or later than the copy.
  if (wasLost && (stored === undefined || entry.whole.rev >= stored.rev)) return entry.patch;
  if (committed !== undefined && committed.seq >= entry.seq) return null;
  if (stored === undefined) {
    const isNew = entry.newSince !== null && (committed === undefined || committed.seq < entry.newSince);
    return isNew ? entry.patch : null;
  }
  // The record is as this tab last wrote it: nothing else has changed it.
  if (committed?.rev === stored.rev) return entry.patch;
  const unchanged = Object.entries(entry.patch).filter(([key]) =>
    isEqual(stored[key as keyof Entity], entry.base[key as keyof Patch]),
  );
  return unchanged.length === 0 ? null : (Object.fromEntries(unchanged) as Patch);
}

/** What of `current` is still unsaved once `written`, an earlier state of it, is in the database. */
function unsettledPart<Entity extends Versioned, Patch extends object>(
  current: UnsavedChange<Entity, Patch>,
  written: UnsavedChange<Entity, Patch>,
  stored: Entity | null,
): UnsavedChange<Entity, Patch> | null {
  const isRecreated = current.newSince !== null && current.newSince > written.seq;
  if (stored === null && !isRecreated) return null;
  const patch = unwrittenPart(current.patch, written.patch);
  const replaces = current.replaces.filter((state) => !written.replaces.includes(state));
  if (Object.keys(patch).length === 0 && replaces.length === 0 && !isRecreated) return null;
  const whole = stored ?? current.whole;
  return {
    ...current,
    whole,
    patch,
    base: pick(whole, patch),
    newSince: isRecreated ? current.newSince : null,
    replaces,
  };
}

/** Reads an entry. Entries of releases before database version 5 have no base: the whole record is theirs. */
function parseEntry<Entity extends Versioned, Patch extends object>(text: string): UnsavedChange<Entity, Patch> | null {
  try {
    const entry = JSON.parse(text) as Partial<UnsavedChange<Entity, Patch>> & { isNew?: boolean };
    const { whole, patch } = entry;
    if (whole === undefined || patch === undefined) return null;
    const isNew = entry.isNew ?? whole.rev === 0;
    return {
      whole,
      patch,
      base: entry.base ?? pick(whole, patch),
      newSince: entry.newSince === undefined ? (isNew ? 1 : null) : entry.newSince,
      seq: entry.seq ?? 1,
      atMs: entry.atMs ?? 0,
      replaces: entry.replaces ?? [],
    };
  } catch {
    return null;
  }
}

const PLAIN = { seal: (_: string, text: string) => text, open: (_: string, text: string) => text };

/** How recovery reads the database. */
export type RecoverySource<Entity> = {
  /** Resolves with a function that returns whether a tab is still open: its changes are left alone. */
  openTabs(): Promise<(tabId: string) => boolean>;
  committedEntries(keys: readonly string[]): Promise<ReadonlyMap<string, CommittedEntry>>;
  storedRecords(ids: readonly string[]): Promise<ReadonlyMap<string, Entity>>;
  /** Records that entries need not be applied any more, even if the disk still has them after a crash. */
  markCommitted(entries: readonly CommittedEntry[]): Promise<void>;
  /** The database was lost since this page was opened. */
  wasLost?: boolean;
};

/**
 * One tab's unsaved changes to one kind of record, in memory and in localStorage: closing the tab between two keystrokes
 * loses neither. The transaction that writes a change also writes `entriesOf` it.
 *
 * @param prefix prefix of the localStorage keys; the tab's and the record's ids follow
 * @param isEntity checks a record read from localStorage
 * @param text encrypts what localStorage holds; `null` if that is not possible now
 */
export function createUnsavedChanges<Entity extends Versioned, Patch extends object>(
  prefix: string,
  tabId: string,
  isEntity: () => (record: unknown) => record is Entity,
  now: () => number,
  text: Record<'seal' | 'open', (context: string, text: string) => string | null> = PLAIN,
) {
  type Change = UnsavedChange<Entity, Patch>;
  const changes = new Map<Entity['id'], Change>();
  let lastSeq = 0;
  const nextSeq = () => {
    lastSeq += 1;
    return lastSeq;
  };
  const ownKey = (id: string) => `${tabId}.${id}`;

  function set(id: Entity['id'], change: Change | null): void {
    if (change === null) changes.delete(id);
    else changes.set(id, change);
    const key = ownKey(id);
    const stored = change === null ? null : text.seal(key, JSON.stringify(change));
    // What cannot be encrypted now is written once it can: an earlier state stays until then.
    if (change === null || stored !== null) writeLocal(prefix + key, stored);
  }

  function edit(whole: Entity, patch: Patch, isNew: boolean, replaces: EntryState[] = []): void {
    const before = changes.get(whole.id);
    const seq = nextSeq();
    const begun = Object.fromEntries(Object.entries(patch).filter(([key]) => !(key in (before?.patch ?? {})))) as Patch;
    set(whole.id, {
      whole: before?.whole ?? whole,
      patch: { ...before?.patch, ...patch },
      base: { ...pick(whole, begun), ...before?.base },
      newSince: isNew ? seq : (before?.newSince ?? null),
      seq,
      atMs: now(),
      replaces: [...(before?.replaces ?? []), ...replaces],
    });
  }

  /** The entries of closed tabs, or of every tab if the database is not available, newest first. */
  function readEntries(isTaken: (tabId: string) => boolean, id: string): [key: string, entry: Change][] {
    return localEntries(prefix)
      .map(([key, stored]): [string, string] => [key.slice(prefix.length), stored])
      .filter(([key]) => key.endsWith(id) && !isTaken(key.split('.')[0] ?? ''))
      .flatMap(([key, stored]): [string, Change][] => {
        const opened = text.open(key, stored);
        const entry = opened === null ? null : parseEntry<Entity, Patch>(opened);
        const isWhole = entry !== null && isEntity()({ ...entry.whole, ...entry.patch });
        return isWhole ? [[key, entry]] : [];
      })
      .sort(([, a], [, b]) => b.atMs - a.atMs);
  }

  return {
    get: (id: Entity['id']): Change | undefined => changes.get(id),
    has: (id: Entity['id']): boolean => changes.has(id),
    first: (): Change | null => changes.values().next().value ?? null,
    isEmpty: () => changes.size === 0,
    edit,

    /** The record with the changes that it does not have yet. */
    applied: (record: Entity): Entity => ({ ...record, ...changes.get(record.id)?.patch }),

    /** The state to record in the transaction that writes a change: the entry's own and those it replaces. */
    entriesOf: (change: Change): EntryState[] => [
      { key: ownKey(change.whole.id), seq: change.seq },
      ...change.replaces,
    ],

    /** A state later than every change of this tab, to record in the transaction that deletes the record. */
    lastState: (id: Entity['id']): EntryState => ({ key: ownKey(id), seq: nextSeq() }),

    /** Keeps what was changed since `written` was sent to the database, which now has `stored`; `null` if deleted. */
    settle(written: Change, stored: Entity | null): void {
      const current = changes.get(written.whole.id);
      if (current !== undefined) set(written.whole.id, unsettledPart(current, written, stored));
    },

    /** Drops every unsaved change to a record, in all tabs, so that none restores it. */
    dropEverywhere(id: Entity['id']): void {
      set(id, null);
      for (const [key] of localEntries(prefix)) if (key.endsWith(`.${id}`)) writeLocal(key, null);
    },

    /** Writes every change to localStorage again: how it is encrypted has changed. */
    rewrite(): void {
      for (const [id, change] of changes) set(id, change);
    },

    /** Forgets the changes in memory. */
    clear: (): void => changes.clear(),

    /** Takes over the changes left by closed tabs, to one record or to all. Returns the records they change. */
    async recover(source: RecoverySource<Entity>, id = ''): Promise<Entity[]> {
      if (readEntries((owner) => owner === tabId, id).length === 0) return [];
      const isTabOpen = await source.openTabs();
      const found = readEntries((owner) => owner === tabId || isTabOpen(owner), id);
      const committed = await source.committedEntries(
        found.flatMap(([key, { replaces }]) => [key, ...replaces.map((replaced) => replaced.key)]),
      );
      const records = await source.storedRecords(found.map(([, { whole }]) => whole.id));
      const obsolete: CommittedEntry[] = [];
      const recovered: Entity[] = [];
      for (const [key, entry] of found) {
        const stored = records.get(entry.whole.id);
        const state = { key, seq: entry.seq };
        // An entry adopted without a database may have been written before under its former key.
        const former = entry.replaces.flatMap((replaced) => {
          const known = committed.get(replaced.key);
          return known !== undefined && known.seq >= replaced.seq ? [known] : [];
        })[0];
        const own = committed.get(key) ?? (former && { ...former, seq: Math.min(former.seq, entry.seq) });
        const left = remainingPatch(entry, stored, own, source.wasLost);
        if (left === null) {
          obsolete.push({ ...state, rev: stored?.rev ?? -1, atMs: now() });
        } else {
          // A newer entry, or this tab, has changed the same property.
          const newer = changes.get(entry.whole.id)?.patch ?? {};
          const patch = Object.fromEntries(Object.entries(left).filter(([name]) => !(name in newer))) as Patch;
          edit(stored ?? entry.whole, patch, stored === undefined, [state, ...entry.replaces]);
          recovered.push(stored ?? entry.whole);
        }
        // The page may have been locked meanwhile.
        if (left === null || readLocal(prefix + ownKey(entry.whole.id)) !== null) writeLocal(prefix + key, null);
      }
      // A full storage refuses it: the next start compares them again.
      if (obsolete.length > 0) await source.markCommitted(obsolete).catch(() => undefined);
      return recovered;
    },

    /** Takes over the changes of every tab when the database is not available. Returns the records they change. */
    adopt(): Entity[] {
      return readEntries((owner) => owner === tabId, '').map(([key, entry]) => {
        const { whole } = entry;
        if (!changes.has(whole.id)) {
          lastSeq = Math.max(lastSeq, entry.seq);
          set(whole.id, { ...entry, replaces: [{ key, seq: entry.seq }, ...entry.replaces] });
          writeLocal(prefix + key, null);
        }
        return whole;
      });
    },
  };
}
