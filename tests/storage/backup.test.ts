import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { BoundedCache } from '@/server/bounded-cache';
import { publishCard, readCard } from '@/server/cards';
import { storeReply } from '@/server/replies';
import { restoreBackup, StorageBackupError, writeBackup } from '@/server/storage/backup';
import { TABLES } from '@/server/storage/migrations';
import type { Storage } from '@/server/storage/port';
import { serveForTests } from '../../scripts/serve-for-tests.mjs';
import { newOwner, sealedReply, shownDocument, signed } from '../support/exchange-owner';
import { call, postReply, pulled, putCard } from './client';
import { type Engine, startEngine } from './engines';

const NOW = 1_800_000_000_000;
const engines: Engine[] = [];
const openStorages: Storage[] = [];
afterEach(async () => {
  for (const storage of openStorages.splice(0)) await storage.close();
  for (const engine of engines.splice(0)) await engine.stop();
}, 60_000);

async function openEmptyStorage(name: Engine['name']): Promise<Storage> {
  const engine = await startEngine(name);
  engines.push(engine);
  const storage = engine.open();
  openStorages.push(storage);
  await storage.migrate();
  return storage;
}

/** Stores `cards` cards, each with a reply, so that the tables contain binary values and nulls. */
async function storeCards(storage: Storage, cards: number): Promise<void> {
  for (let index = 0; index < cards; index += 1) {
    const owner = await newOwner();
    const context = { host: owner.host, nowMs: NOW };
    await publishCard(storage, owner.address, await signed(owner, await shownDocument(owner, 1)), null, context);
    const stored = await readCard(storage, owner.address, new BoundedCache(0));
    if (stored.state !== 'there') throw new Error(stored.state);
    const { request, envelope } = await sealedReply(owner);
    await storeReply(storage, stored.card, { id: request.id, envelope, receipt: request.receipt }, NOW + index);
  }
}

async function readAllTables(storage: Storage): Promise<unknown> {
  const tables = Object.entries(TABLES).map(([table, keys]) =>
    storage.read(`SELECT * FROM ${table} ORDER BY ${keys.join(', ')}`, []),
  );
  return Promise.all(tables);
}

async function createBackup(storage: Storage): Promise<string[]> {
  const lines: string[] = [];
  await writeBackup(storage, NOW, async (line) => {
    lines.push(line.trimEnd());
  });
  return lines;
}

const lineReader = (lines: readonly string[]) =>
  async function* read() {
    yield* lines;
  };

describe('a backup', () => {
  const within = [
    ['sqlite', 'sqlite'],
    ['postgres', 'postgres'],
  ] as const;
  const across = [
    ['sqlite', 'postgres'],
    ['postgres', 'sqlite'],
  ] as const;
  // Restoring into the other engine covers both halves of each; test:long restores into the same one too.
  for (const [source, target] of process.env.POIGNEE_LONG === '1' ? [...within, ...across] : across)
    test(`of ${source} is restored exactly into ${target}`, { timeout: 120_000 }, async () => {
      const storage = await openEmptyStorage(source);
      await storeCards(storage, 12);
      const lines = await createBackup(storage);
      const targetStorage = await openEmptyStorage(target);
      expect(await restoreBackup(targetStorage, lineReader(lines))).toBe(lines.length - 2);
      expect(await readAllTables(targetStorage)).toEqual(await readAllTables(storage));
    });

  test('taken while cards are published is a consistent snapshot', { timeout: 60_000 }, async () => {
    const storage = await openEmptyStorage('sqlite');
    await storeCards(storage, 5);
    const lines: string[] = [];
    let hasFilled = false;
    await writeBackup(storage, NOW, async (line) => {
      lines.push(line.trimEnd());
      if (!hasFilled) {
        hasFilled = true;
        await storeCards(storage, 5);
      }
    });
    const count = (table: string) => lines.filter((line) => line.startsWith(`["${table}"`)).length;
    expect(count('reply')).toBe(count('card'));
  });

  test('that is truncated, changed, newer, or for a non-empty database restores nothing', async () => {
    const storage = await openEmptyStorage('sqlite');
    await storeCards(storage, 3);
    const lines = await createBackup(storage);
    const empty = await openEmptyStorage('sqlite');
    const expectRefused = async (invalidLines: readonly string[], code: string) => {
      await expect(restoreBackup(empty, lineReader(invalidLines))).rejects.toMatchObject({ code });
      expect(await readAllTables(empty)).toEqual(Object.keys(TABLES).map(() => []));
    };
    await expectRefused(lines.slice(0, -1), 'backup.truncated');
    await expectRefused([...lines.slice(0, 2), ...lines.slice(3)], 'backup.changed');
    await expectRefused(
      lines.map((line, index) => (index === 1 ? line.replace('Boulang', 'Voulang') : line)),
      'backup.changed',
    );
    await expectRefused([lines[0]?.replace(/"schema":\d+/, '"schema":99') ?? '', ...lines.slice(1)], 'backup.newer');
    await expectRefused([], 'backup.truncated');
    await expect(restoreBackup(storage, lineReader(lines))).rejects.toBeInstanceOf(StorageBackupError);
  });
});

test('restores a backup of the previous version, whose tables have the same columns', async () => {
  const storage = await openEmptyStorage('sqlite');
  await storeCards(storage, 2);
  const [head = '', ...rest] = await createBackup(storage);
  const rows = [head.replace(/"schema":\d+/, '"schema":1'), ...rest.slice(0, -1)];
  const sha256 = createHash('sha256')
    .update(rows.map((line) => `${line}\n`).join(''))
    .digest('hex');
  const empty = await openEmptyStorage('sqlite');
  const restored = await restoreBackup(empty, lineReader([...rows, JSON.stringify({ rows: rest.length - 1, sha256 })]));
  expect(restored).toBe(rest.length - 1);
  expect(await readAllTables(empty)).toEqual(await readAllTables(storage));
});

test('the commands back up a running server and restore everything to another one', async () => {
  const [from, to] = [await serveForTests(), mkdtempSync(join(tmpdir(), 'poignee-restored-'))];
  const owner = await newOwner(new URL(from.url).host);
  expect((await putCard(from.url, owner.address, await signed(owner, await shownDocument(owner, 1)))).status).toBe(201);
  const { request } = await sealedReply(owner);
  expect((await postReply(from.url, owner.address, request)).status).toBe(201);
  const file = join(to, 'sauvegarde.jsonl');
  const runDb = (data: string, ...args: string[]) => {
    const env = { ...process.env, POIGNEE_DATA: data };
    return spawnSync(process.execPath, ['scripts/commands/db.mjs', ...args], { encoding: 'utf8', env });
  };
  expect(runDb(from.data, 'backup', file).status).toBe(0);
  await from.stop();
  expect(runDb(join(to, 'data'), 'migrate').stdout).toMatch(/Migrated to version \d/);
  expect(runDb(join(to, 'data'), 'migrate').stdout).toContain('Nothing to migrate.');
  expect(runDb(join(to, 'data'), 'restore', file).status).toBe(0);
  const secondRestore = runDb(join(to, 'data'), 'restore', file);
  expect(secondRestore.status).toBe(1);
  expect(secondRestore.stderr).toContain('The database is not empty');
  const restored = await serveForTests({ data: join(to, 'data'), port: from.port });
  expect((await call(restored.url, `/${owner.address}`)).body).toContain('Élodie Côté-Gagné');
  expect(await pulled(restored.url, owner)).toEqual([request.id]);
  await restored.stop();
  rmSync(to, { recursive: true, force: true });
}, 60_000);
