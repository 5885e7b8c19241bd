import { writeLocal } from './local-storage';

/** A change that is not in IndexedDB yet, with the whole record it applies to. */
export type UnsavedChange<Entity, Patch> = { whole: Entity; patch: Patch };

/** The localStorage copy of one tab's unsaved changes: closing the tab between two keystrokes loses neither. */
export function createUnsavedMirror<Change extends UnsavedChange<unknown, unknown>>(prefix: string, tabId: string) {
  const keyOf = (id: string) => `${prefix}${tabId}.${id}`;
  return {
    write: (id: string, change: Change | null) =>
      writeLocal(keyOf(id), change === null ? null : JSON.stringify(change)),
    parse(text: string): Change | null {
      try {
        const change = JSON.parse(text) as Partial<Change>;
        return change.whole === undefined || change.patch === undefined ? null : (change as Change);
      } catch {
        return null;
      }
    },
  };
}

/** The properties of `patch` that were changed again since `written` was sent to the database. */
export function unwrittenPart<Patch extends object>(patch: Patch | undefined, written: Patch): Patch {
  const isWritten = ([key, value]: [string, unknown]) =>
    Object.entries(written).some(([writtenKey, writtenValue]) => writtenKey === key && writtenValue === value);
  return Object.fromEntries(Object.entries(patch ?? {}).filter((entry) => !isWritten(entry))) as Patch;
}
