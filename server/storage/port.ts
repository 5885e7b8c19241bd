/** What a column may hold here, on both engines. */
export type Value = string | number | Uint8Array | null;
export type Row = Record<string, Value>;

/**
 * A database as the server uses it: one statement at a time, `?` for each value, every key led by `card_id`. A write
 * resolves once it is on the disk.
 */
export type Storage = {
  readonly engine: 'sqlite' | 'postgres';
  read(sql: string, values: readonly Value[]): Promise<Row[]>;
  /** The first row. */
  readOne(sql: string, values: readonly Value[]): Promise<Row | undefined>;
  /** How many rows it changed. */
  write(sql: string, values: readonly Value[]): Promise<number>;
  /** Reads as everything was at one moment, whatever is written meanwhile. */
  snapshot(read: (select: (sql: string) => Promise<Row[]>) => Promise<void>): Promise<void>;
  /** Brings the tables to this version's shape; returns the versions it went through. */
  migrate(): Promise<number[]>;
  /** Bytes the data takes, without what was freed by deletions where the engine knows it. */
  size(): Promise<number>;
  /** Writes once. Rejects when the database does not answer, takes no write, or is of another version than the program. */
  check(): Promise<void>;
  close(): Promise<void>;
};

/** `full`: no room; `busy`: try again; `unavailable`: nobody answers; `newer`: made by a later version. */
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
