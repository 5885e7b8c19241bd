/** Value of a column, on both engines. */
export type Value = string | number | Uint8Array | null;
export type Row = Record<string, Value>;

/**
 * Database interface of the server: one statement at a time, a `?` for each value, keys that start with `card_id`. A
 * write resolves once it is on disk.
 */
export type Storage = {
  readonly engine: 'sqlite' | 'postgres';
  read(sql: string, values: readonly Value[]): Promise<Row[]>;
  /** Returns the first row. */
  readOne(sql: string, values: readonly Value[]): Promise<Row | undefined>;
  /** Returns the number of changed rows. */
  write(sql: string, values: readonly Value[]): Promise<number>;
  /** Reads from a consistent snapshot, unaffected by concurrent writes. */
  snapshot(read: (select: (sql: string) => Promise<Row[]>) => Promise<void>): Promise<void>;
  /** Migrates the tables to this version; returns the versions applied. */
  migrate(): Promise<number[]>;
  /** Size of the data in bytes, without space freed by deletions if the engine knows it. */
  size(): Promise<number>;
  /**
   * Writes once. Rejects when the database does not respond, accepts no writes, or has another version than the
   * program.
   */
  check(): Promise<void>;
  close(): Promise<void>;
};

/** `full`: no space left; `busy`: try again; `unavailable`: no response; `newer`: created by a later version. */
export class StorageError extends Error {
  constructor(
    readonly code: 'storage.full' | 'storage.busy' | 'storage.unavailable' | 'storage.newer' | 'storage.failed',
    cause?: unknown,
  ) {
    super(code, { cause });
    this.name = 'StorageError';
  }
}

export const isStorageError = (error: unknown): error is StorageError => error instanceof StorageError;
