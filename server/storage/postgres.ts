import pg from 'pg';
import { createFullDisk } from './full-disk';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations';
import { isStorageError, type Row, type Storage, StorageError, type Value } from './port';

const MAX_ATTEMPTS = 5;
/** Serialization failure or deadlock: PostgreSQL has rolled the statement back, so it can be retried. */
const RETRYABLE_CODES = new Set(['40001', '40P01']);
/** The same, with the errors of two processes that create the same tables at once: duplicate table, type or key. */
const MIGRATION_RETRYABLE_CODES = new Set([...RETRYABLE_CODES, '42P07', '42710', '23505']);
/** Arbitrary number, the same for every process, so that only one migrates at a time. */
const MIGRATION_LOCK = 7_016_633;
/** Type identifier of int8. Its values here are times and counts, well under 2^53. */
const INT8 = 20;

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format ?? 'text'),
} as pg.CustomTypesConfig;

/** Opens PostgreSQL, or an engine with the same protocol that is sharded by `card_id`. */
export function openPostgres(url: string, { connections = 10, onError }: PostgresOptions): Storage {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 10_000,
    query_timeout: 12_000,
    types,
  });
  // An idle connection was lost; the pool opens another one when needed.
  pool.on('error', onError);

  const fullDisk = createFullDisk();
  const statements = new Map<string, { name: string; text: string }>();
  /** Statements are named, so that each connection parses and plans them once. */
  const statementOf = (sql: string) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = { name: `poignee_${statements.size}`, text: numberPlaceholders(sql) };
      statements.set(sql, statement);
    }
    return statement;
  };

  async function query(sql: string, values: readonly Value[]): Promise<pg.QueryResult<Row>> {
    const statement = statementOf(sql);
    const bound = values.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value));
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await pool.query<Row>({ ...statement, values: bound });
      } catch (error) {
        if (!RETRYABLE_CODES.has(codeOf(error)) || attempt === MAX_ATTEMPTS) throw toStorageError(error);
        await new Promise((resolve) => setTimeout(resolve, attempt * 10 * (1 + Math.random())));
      }
    }
  }

  const readVersion = async () => {
    const { rows } = await query('SELECT max(version) AS version FROM schema_version', []);
    return Number(rows[0]?.version ?? 0);
  };

  return {
    engine: 'postgres',
    read: async (sql, values) => (await query(sql, values)).rows.map(plainRow),
    readOne: async (sql, values) => {
      const [row] = (await query(sql, values)).rows;
      return row === undefined ? undefined : plainRow(row);
    },
    async write(sql, values) {
      try {
        const { rowCount } = await query(sql, values);
        fullDisk.written();
        return rowCount ?? 0;
      } catch (error) {
        if (isStorageError(error)) fullDisk.refused(error);
        throw error;
      }
    },

    async snapshot(read) {
      const client = await pool.connect().catch((error: unknown) => {
        throw toStorageError(error);
      });
      try {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        await read(async (sql) => (await client.query<Row>(sql)).rows.map(plainRow));
        await client.query('COMMIT');
        client.release();
      } catch (error) {
        client.release(true);
        throw toStorageError(error);
      }
    },

    async migrate() {
      const client = await pool.connect().catch((error: unknown) => {
        throw toStorageError(error);
      });
      const appliedVersions: number[] = [];
      try {
        // On an engine without advisory locks, only the primary key protects: each version can be inserted once.
        const isLocked = await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]).then(
          () => true,
          (error: unknown) => {
            if (error instanceof pg.DatabaseError) return false;
            throw error;
          },
        );
        await client.query('CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)');
        const { rows } = await client.query<{ version: number | null }>(
          'SELECT max(version) AS version FROM schema_version',
        );
        const currentVersion = Number(rows[0]?.version ?? 0);
        if (currentVersion > SCHEMA_VERSION) throw new StorageError('storage.newer');
        for (const [index, migration] of MIGRATIONS.entries()) {
          const version = index + 1;
          if (version <= currentVersion) continue;
          if (await applyMigration(client, version, migration('postgres'))) appliedVersions.push(version);
        }
        if (isLocked) await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
        client.release();
      } catch (error) {
        // Closing the connection also ends its transaction and releases its locks.
        client.release(true);
        throw toStorageError(error);
      }
      return appliedVersions;
    },

    async size() {
      const { rows } = await query('SELECT pg_database_size(current_database()) AS bytes', []);
      return Number(rows[0]?.bytes ?? 0);
    },

    async check() {
      if ((await readVersion()) !== SCHEMA_VERSION) throw new StorageError('storage.newer');
      await query('UPDATE schema_version SET version = version WHERE version = ?', [SCHEMA_VERSION]);
      fullDisk.check();
    },

    close: () => pool.end(),
  };
}

export type PostgresOptions = { connections?: number; onError: (error: Error) => void };

/**
 * Applies one migration; returns false if another process was first. The statements are idempotent, so they can be
 * repeated.
 */
async function applyMigration(client: pg.PoolClient, version: number, statements: readonly string[]): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query('BEGIN');
      for (const sql of statements) await client.query(sql);
      await client.query('INSERT INTO schema_version (version) VALUES ($1)', [version]);
      await client.query('COMMIT');
      return true;
    } catch (error) {
      await client.query('ROLLBACK');
      if (!MIGRATION_RETRYABLE_CODES.has(codeOf(error)) || attempt === MAX_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 50 * (1 + Math.random())));
      const { rows } = await client.query('SELECT version FROM schema_version WHERE version = $1', [version]);
      if (rows.length > 0) return false;
    }
  }
}

/** Replaces `?`, `?` with `$1`, `$2`. No statement has a question mark in a string literal. */
function numberPlaceholders(sql: string): string {
  let count = 0;
  return sql.replace(/\?/g, () => {
    count += 1;
    return `$${count}`;
  });
}

const plainRow = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? new Uint8Array(value) : value]),
  );

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? '');

function toStorageError(error: unknown): StorageError {
  if (isStorageError(error)) return error;
  const code = codeOf(error);
  // 53100: disk_full. Class 53: insufficient resources; 57: operator intervention; 08: connection exception.
  if (code === '53100') return new StorageError('storage.full', error);
  if (RETRYABLE_CODES.has(code) || code.startsWith('53')) return new StorageError('storage.busy', error);
  const isDatabaseFault = error instanceof pg.DatabaseError && !code.startsWith('57') && !code.startsWith('08');
  return new StorageError(isDatabaseFault ? 'storage.failed' : 'storage.unavailable', error);
}
