import { createHash } from 'node:crypto';
import { SCHEMA_VERSION, TABLES } from './migrations';
import type { Row, Storage, Value } from './port';

const PAGE = 500;

/** `backup.truncated`: the end is missing; `changed`: the checksum does not match; `newer`: from a later version. */
export class StorageBackupError extends Error {
  constructor(
    readonly code: 'backup.truncated' | 'backup.changed' | 'backup.newer' | 'backup.not_empty' | 'backup.damaged',
  ) {
    super(code);
  }
}

/**
 * Writes everything the server stores as lines of JSON: a header, one line per row, and a trailer with the number of
 * rows and their SHA-256. Reads a consistent snapshot while the server keeps running. The format is the same for both
 * engines, so it also moves a server from one to the other. Returns the number of rows.
 */
export async function writeBackup(
  storage: Storage,
  nowMs: number,
  write: (line: string) => Promise<void>,
): Promise<number> {
  const hash = createHash('sha256');
  let rows = 0;
  const writeLine = async (line: string) => {
    hash.update(`${line}\n`);
    await write(`${line}\n`);
  };
  await writeLine(JSON.stringify({ format: 'poignee-server', version: 1, schema: SCHEMA_VERSION, madeAtMs: nowMs }));
  await storage.snapshot(async (select) => {
    for (const [table, keys] of Object.entries(TABLES))
      for (let offset = 0; ; offset += PAGE) {
        const page = await select(`SELECT * FROM ${table} ORDER BY ${keys.join(', ')} LIMIT ${PAGE} OFFSET ${offset}`);
        for (const row of page) await writeLine(JSON.stringify([table, encodeRow(row)]));
        rows += page.length;
        if (page.length < PAGE) break;
      }
  });
  await write(`${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`);
  return rows;
}

/**
 * Verifies the whole backup before the first row is written, then fills an empty database with it. Returns the number
 * of rows.
 */
export async function restoreBackup(storage: Storage, lines: () => AsyncIterable<string>): Promise<number> {
  await checkBackup(lines());
  for (const table of Object.keys(TABLES))
    if ((await storage.read(`SELECT card_id FROM ${table} LIMIT 1`, [])).length > 0)
      throw new StorageBackupError('backup.not_empty');
  let rows = 0;
  let pendingWrites: Promise<number>[] = [];
  for await (const line of lines()) {
    const parsed: unknown = JSON.parse(line);
    if (!Array.isArray(parsed)) continue;
    const [table, row] = parsed as [string, Record<string, unknown>];
    const columns = Object.keys(row);
    if (!(table in TABLES) || !columns.every((column) => /^[a-z_]+$/.test(column)))
      throw new StorageBackupError('backup.damaged');
    const placeholders = columns.map(() => '?').join(', ');
    pendingWrites.push(
      storage.write(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${placeholders})`,
        columns.map((name) => decodeValue(row[name])),
      ),
    );
    rows += 1;
    if (pendingWrites.length >= PAGE) {
      await Promise.all(pendingWrites);
      pendingWrites = [];
    }
  }
  await Promise.all(pendingWrites);
  return rows;
}

/** All versions so far have the same columns: a later one only adds an index or a table. */
const isReadableSchema = (schema: unknown) =>
  typeof schema === 'number' && Number.isInteger(schema) && schema >= 1 && schema <= SCHEMA_VERSION;

async function checkBackup(lines: AsyncIterable<string>): Promise<void> {
  const hash = createHash('sha256');
  let rows = 0;
  let previousLine: string | null = null;
  for await (const line of lines) {
    if (previousLine !== null) {
      hash.update(`${previousLine}\n`);
      if (previousLine.startsWith('[')) rows += 1;
      else if (!isReadableSchema((JSON.parse(previousLine) as { schema?: unknown }).schema))
        throw new StorageBackupError('backup.newer');
    }
    previousLine = line;
  }
  let trailer: { rows?: unknown; sha256?: unknown };
  try {
    trailer = JSON.parse(previousLine ?? '') as typeof trailer;
  } catch {
    throw new StorageBackupError('backup.truncated');
  }
  if (typeof trailer.sha256 !== 'string') throw new StorageBackupError('backup.truncated');
  if (trailer.rows !== rows || trailer.sha256 !== hash.digest('hex')) throw new StorageBackupError('backup.changed');
}

const encodeRow = (row: Row): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
    ]),
  );

function decodeValue(value: unknown): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  const { base64 } = value as { base64?: unknown };
  if (typeof base64 !== 'string') throw new StorageBackupError('backup.damaged');
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
