import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { createFullDisk } from './full-disk';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations';
import { isStorageError, type Row, type Storage, StorageError, type Value } from './port';

const BUSY_TIMEOUT_MS = 5000;
/** Maximum number of writes in one commit, which bounds how long they wait for one another. */
const GROUP_MAX = 64;

type Waiting = {
  sql: string;
  values: readonly Value[];
  resolve: (changes: number) => void;
  reject: (error: unknown) => void;
};

/**
 * Opens an SQLite file in WAL mode with `synchronous=FULL`: a commit is on disk before a write resolves. Writes that
 * arrive together share a commit; each can still fail on its own.
 */
export function openSqlite(path: string): Storage {
  makePrivateFile(path);
  const database = new Database(path);
  database.exec(`PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}`);
  database.exec('PRAGMA journal_mode=WAL');
  database.exec('PRAGMA synchronous=FULL');
  const prepared = new Map<string, Database.Statement>();
  const pendingWrites: Waiting[] = [];
  const fullDisk = createFullDisk();
  let isScheduled = false;
  let isClosed = false;

  const prepareStatement = (sql: string) => {
    // A request may still be running when the server stops; the driver aborts the process if it uses a closed database.
    if (isClosed) throw new StorageError('storage.unavailable');
    const cached = prepared.get(sql);
    if (cached !== undefined) return cached;
    const newStatement = database.prepare(sql);
    prepared.set(sql, newStatement);
    return newStatement;
  };

  function drain(): void {
    isScheduled = false;
    if (pendingWrites.length === 0) return;
    const group = pendingWrites.splice(0, GROUP_MAX);
    if (pendingWrites.length > 0) schedule();
    const settlements: (() => void)[] = [];
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const { sql, values, resolve, reject } of group) {
        try {
          const { changes } = prepareStatement(sql).run(bindValues(values));
          settlements.push(() => resolve(changes));
        } catch (error) {
          // Disk full or I/O error: SQLite has rolled back the whole transaction.
          if (!database.inTransaction) throw error;
          settlements.push(() => reject(toStorageError(error)));
        }
      }
      database.exec('COMMIT');
      fullDisk.written();
      for (const settle of settlements) settle();
    } catch (cause) {
      const error = toStorageError(cause);
      fullDisk.refused(error);
      try {
        if (database.inTransaction) database.exec('ROLLBACK');
      } catch {
        // SQLite has already rolled the transaction back.
      }
      for (const { reject } of group) reject(error);
    }
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(drain);
  }

  const readVersion = () =>
    Number((database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version);

  return {
    engine: 'sqlite',

    async read(sql, values) {
      try {
        return (prepareStatement(sql).all(bindValues(values)) as DriverRow[]).map(plainRow);
      } catch (error) {
        throw toStorageError(error);
      }
    },

    async readOne(sql, values) {
      try {
        const row = prepareStatement(sql).get(bindValues(values)) as DriverRow | undefined;
        return row === undefined ? undefined : plainRow(row);
      } catch (error) {
        throw toStorageError(error);
      }
    },

    async snapshot(read) {
      // A separate connection, so that the snapshot and concurrent writes do not affect each other.
      const reader = new Database(path, { readonly: true });
      try {
        reader.exec('BEGIN');
        await read(async (sql) => (reader.prepare(sql).all([]) as DriverRow[]).map(plainRow));
      } catch (error) {
        throw toStorageError(error);
      } finally {
        reader.close();
      }
    },

    write: (sql, values) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new StorageError('storage.unavailable');
        pendingWrites.push({ sql, values, resolve, reject });
        schedule();
      }),

    async migrate() {
      const currentVersion = readVersion();
      if (currentVersion > SCHEMA_VERSION) throw new StorageError('storage.newer');
      const done: number[] = [];
      for (const [index, migration] of MIGRATIONS.entries()) {
        const version = index + 1;
        if (version <= currentVersion) continue;
        database.exec('BEGIN IMMEDIATE');
        try {
          // Another process may have migrated first.
          if (readVersion() < version) {
            for (const sql of migration('sqlite')) database.exec(sql);
            database.exec(`PRAGMA user_version=${version}`);
            done.push(version);
          }
          database.exec('COMMIT');
        } catch (error) {
          database.exec('ROLLBACK');
          throw error;
        }
      }
      return done;
    },

    async size() {
      if (isClosed) throw new StorageError('storage.unavailable');
      const pragma = (name: string) => Number(Object.values(database.prepare(`PRAGMA ${name}`).get() as object)[0]);
      return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
    },

    async check() {
      try {
        if (isClosed) throw new StorageError('storage.unavailable');
        if (readVersion() !== SCHEMA_VERSION) throw new StorageError('storage.newer');
        // Writes the current version: a write that changes nothing.
        database.exec(`PRAGMA user_version=${SCHEMA_VERSION}`);
        fullDisk.check();
      } catch (error) {
        throw toStorageError(error);
      }
    },

    async close() {
      while (pendingWrites.length > 0) drain();
      try {
        // Moves the WAL into the database file, so that a copy of that file is complete.
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        isClosed = true;
        database.close();
      }
    },
  };
}

/**
 * Creates the folder and the file with access for this user only. SQLite gives its `-wal` and `-shm` files the mode of
 * the database.
 */
function makePrivateFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600);
}

const bindValues = (values: readonly Value[]) =>
  values.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value));

type DriverRow = Record<string, Value | ArrayBuffer>;

/** Converts `ArrayBuffer` values to `Uint8Array` and removes the driver's `_metadata`. */
function plainRow(row: DriverRow): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name !== '_metadata')
      .map(([name, value]) => [name, value instanceof ArrayBuffer ? new Uint8Array(value) : value]),
  );
}

function toStorageError(error: unknown): StorageError {
  if (isStorageError(error)) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  if (code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR')) return new StorageError('storage.full', error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new StorageError('storage.busy', error);
  return new StorageError('storage.failed', error);
}
