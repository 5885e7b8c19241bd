import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlite } from '@/server/storage/sqlite';

/** Number of points at which the power is cut. */
const CUTS = 120;
const REPLIES = 150;
const SECTOR_BYTES = 512;

type Operation = { kind: 'W' | 'S' | 'T' | 'U'; name: string; offset: number; bytes: Buffer };
/** A file on disk: its synced content, and the later writes, which a power cut may lose in whole or part. */
type File = { durable: Buffer; pending: Operation[] };

const hasCompiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0;

describe.skipIf(!hasCompiler)('a power cut at 120 points of the recorded writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'poignee-cut-'));
  const module = join(import.meta.dirname, `../../node_modules/.poignee-cut-${process.pid}.mjs`);
  beforeAll(async () => {
    const source = join(import.meta.dirname, 'power-cut.c');
    const compilation = spawnSync('cc', [
      '-shared',
      '-fPIC',
      '-O1',
      '-o',
      join(folder, 'cut.so'),
      source,
      '-ldl',
      '-lpthread',
    ]);
    expect(String(compilation.stderr)).toBe('');
    await build({
      entryPoints: [join(import.meta.dirname, '../../server/storage/sqlite.ts')],
      outfile: module,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'error',
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(module, { force: true });
  });

  test('loses nothing acknowledged', { timeout: 120_000 }, async () => {
    const { lost, broken } = await simulateCuts(recordWrites('full'));
    expect({ lost, broken }).toEqual({ lost: 0, broken: 0 });
  });

  test('loses replies when a commit does not wait for the disk: the simulation detects losses', {
    timeout: 120_000,
  }, async () => {
    const { lost } = await simulateCuts(recordWrites('normal', 'NORMAL'));
    expect(lost).toBeGreaterThan(0);
  });

  /** Runs the writer and returns the recorded file operations, in order. */
  function recordWrites(name: string, synchronous?: string): Operation[] {
    const data = join(folder, name);
    const notesFile = join(folder, `${name}.notes`);
    spawnSync('mkdir', [data]);
    const writer = join(import.meta.dirname, 'power-cut-writer.mjs');
    const args = [writer, module, data, String(REPLIES), ...(synchronous === undefined ? [] : [synchronous])];
    const run = spawnSync(process.execPath, args, {
      env: { ...process.env, LD_PRELOAD: join(folder, 'cut.so'), POWER_CUT_FOLDER: data, POWER_CUT_LOG: notesFile },
    });
    expect(run.status, String(run.stderr)).toBe(0);
    return readNotes(readFileSync(notesFile));
  }

  /**
   * Cuts the power at random points, reopens what is left, and counts the acknowledged replies that are lost and the
   * databases that are broken.
   */
  async function simulateCuts(operations: Operation[]): Promise<{ lost: number; broken: number }> {
    const random = createRandom(20_261_123);
    const cuts = new Set<number>();
    while (cuts.size < CUTS) cuts.add(1 + Math.floor(random() * (operations.length - 1)));
    const files = new Map<string, File>();
    let acknowledged: string[] = [];
    const outcome = { lost: 0, broken: 0 };
    for (const [index, operation] of operations.entries()) {
      if (cuts.has(index)) {
        const survivors = await reopenAfterCut(files, random);
        if (survivors === null) outcome.broken += 1;
        else outcome.lost += acknowledged.filter((id) => !survivors.has(id)).length;
      }
      if (operation.name === 'acknowledged') acknowledged = [...acknowledged, String(operation.bytes).trim()];
      else apply(files, operation);
    }
    expect(acknowledged).toHaveLength(REPLIES);
    return outcome;
  }

  async function reopenAfterCut(files: Map<string, File>, random: () => number): Promise<Set<string> | null> {
    const folderAfterCut = mkdtempSync(join(folder, 'after-'));
    for (const [name, { durable, pending }] of files) {
      if (name.endsWith('-shm')) continue;
      writeFileSync(
        join(folderAfterCut, name),
        applyOperations(
          durable,
          pending.map((operation) => surviveCut(operation, random)),
        ),
      );
    }
    try {
      const storage = openSqlite(join(folderAfterCut, 'poignee.db'));
      const [check] = await storage.read('PRAGMA integrity_check', []);
      const tables = await storage.read(`SELECT name FROM sqlite_master WHERE name = 'reply'`, []);
      const rows = tables.length === 0 ? [] : await storage.read('SELECT reply_id FROM reply', []);
      await storage.close();
      return check?.integrity_check === 'ok' ? new Set(rows.map(({ reply_id }) => String(reply_id))) : null;
    } catch {
      return null;
    } finally {
      rmSync(folderAfterCut, { recursive: true, force: true });
    }
  }
});

function apply(files: Map<string, File>, operation: Operation): void {
  // Creations and deletions apply at once: SQLite syncs the folder before it relies on them.
  if (!operation.name.startsWith('poignee.db')) return;
  if (operation.kind === 'U') {
    files.delete(operation.name);
    return;
  }
  const file = files.get(operation.name) ?? { durable: Buffer.alloc(0), pending: [] };
  if (operation.kind === 'S') {
    file.durable = applyOperations(file.durable, file.pending);
    file.pending = [];
  } else file.pending.push(operation);
  files.set(operation.name, file);
}

/** Returns the part of an unsynced write that reaches the disk: nothing, everything, or a prefix of whole sectors. */
function surviveCut(operation: Operation, random: () => number): Operation | null {
  const draw = random();
  if (draw < 0.4) return null;
  if (draw < 0.7 || operation.kind === 'T') return operation;
  const sectors = Math.floor((random() * operation.bytes.length) / SECTOR_BYTES);
  return { ...operation, bytes: operation.bytes.subarray(0, sectors * SECTOR_BYTES) };
}

/** Returns a file's content after these operations, in order. */
function applyOperations(content: Buffer, operations: readonly (Operation | null)[]): Buffer {
  const applied = operations.filter((operation) => operation !== null);
  const endOffsets = applied.map(({ kind, offset, bytes }) => (kind === 'T' ? offset : offset + bytes.length));
  const result = Buffer.alloc(Math.max(content.length, ...endOffsets));
  content.copy(result);
  let { length } = content;
  for (const { kind, offset, bytes } of applied) {
    if (kind === 'T') {
      if (offset < length) result.fill(0, offset, length);
      length = offset;
    } else {
      bytes.copy(result, offset);
      length = Math.max(length, offset + bytes.length);
    }
  }
  return result.subarray(0, length);
}

function readNotes(notes: Buffer): Operation[] {
  const operations: Operation[] = [];
  for (let position = 0; position < notes.length; ) {
    const kind = String.fromCharCode(notes[position] ?? 0) as Operation['kind'];
    const name = notes.toString('utf8', position + 1, position + 33).replace(/\0.*$/s, '');
    const offset = Number(notes.readBigInt64LE(position + 33));
    const length = notes.readUInt32LE(position + 41);
    position += 45;
    const bytes = kind === 'W' ? notes.subarray(position, position + length) : Buffer.alloc(0);
    position += bytes.length;
    operations.push({ kind, name, offset, bytes });
  }
  return operations;
}

/** Returns a seeded generator (mulberry32), so that the cuts are the same on every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
