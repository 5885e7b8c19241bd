/** Names one state of an entry of localStorage: its key without the prefix, and its sequence number. */
export type EntryState = { key: string; seq: number };

/** What IndexedDB knows of an entry: the last state written, and the record's revision after that (-1 if deleted). */
export type CommittedEntry = EntryState & { rev: number; atMs: number };
