import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BoundedCache } from './bounded-cache';
import { type Capacity, createCapacity } from './capacity';
import type { DocumentCache } from './cards';
import { createClockGuard } from './clock-guard';
import type { Config } from './config';
import { createLimits, type Limits } from './limits';
import type { Log } from './log';
import type { PageCache } from './pages/html-response';
import { createPush, type Push } from './push';
import { sweepAll } from './replies';
import { openStorage } from './storage/open';
import { isStorageError, type Storage } from './storage/port';
import { createVisits, type Visits } from './visits';

export type Services = {
  config: Config;
  storage: Storage;
  documents: DocumentCache;
  pages: PageCache;
  limits: Limits;
  visits: Visits;
  capacity: Capacity;
  push: Push;
  log: Log;
  /** Key for form times and proof-of-work challenges. The same in every process. */
  secret: string;
  now: () => number;
};

/** About two thousand pages, and as many documents; those used most recently stay. */
const PAGES_MAX_BYTES = 8_000_000;
const DOCUMENTS_MAX_BYTES = 12_000_000;

const SWEEP_EVERY_MS = 60 * 60 * 1000;
/** A machine that has just started may not have the correct time yet. */
const FIRST_SWEEP_MS = 10 * 60 * 1000;

/**
 * Reads the secret stored in the data folder, or generates it. Two processes that generate it at once end up with the
 * same one.
 */
function readOrGenerateSecret(folder: string): string {
  const path = join(folder, 'secret');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) {
    // Written completely, then linked to its final name: no process reads a partial file, and the first to link it
    // wins.
    const temporaryPath = `${path}.${process.pid}`;
    writeFileSync(temporaryPath, randomBytes(32).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(temporaryPath, path);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(temporaryPath);
    }
  }
  const secret = readFileSync(path, 'utf8');
  if (secret.length < 32)
    throw new Error(`${path} does not contain a valid secret: delete it, and a new one is generated.`);
  return secret;
}

/**
 * Opens the storage, migrates it to this version and creates the services. Throws with a readable reason when the
 * server cannot start.
 */
export async function openServices(config: Config, log: Log): Promise<Services> {
  const storage = openStorage(
    {
      databaseUrl: config.databaseUrl,
      sqlitePath: join(config.dataFolder, 'poignee.db'),
      connections: config.connections,
    },
    () => log('storage.connection_lost'),
  );
  const now = Date.now;
  const versions = await storage.migrate();
  log('storage.opened', { engine: storage.engine, migrated: versions.length });
  const secret = config.secret ?? readOrGenerateSecret(config.dataFolder);
  return {
    config,
    storage,
    documents: new BoundedCache(DOCUMENTS_MAX_BYTES),
    pages: new BoundedCache(PAGES_MAX_BYTES),
    limits: createLimits(now),
    visits: createVisits(storage, now, log),
    capacity: createCapacity(storage, config, now),
    push: createPush({ config, storage, secret, log }),
    log,
    secret,
    now,
  };
}

/** Deletes expired rows soon after the start, then every hour. Returns a function that stops it. */
export function startSweeping({ storage, log }: Services): () => void {
  const isClockSteady = createClockGuard(Date.now);
  const sweep = async () => {
    if (!isClockSteady()) {
      log('clock.jumped');
      return;
    }
    try {
      const swept = await sweepAll(storage, Date.now());
      if (swept > 0) log('replies.swept', { rows: swept });
    } catch (error) {
      log('sweep.failed', { code: isStorageError(error) ? error.code : 'unknown' });
    }
  };
  const firstSweep = setTimeout(() => void sweep(), FIRST_SWEEP_MS);
  const hourlySweep = setInterval(() => void sweep(), SWEEP_EVERY_MS);
  firstSweep.unref();
  hourlySweep.unref();
  return () => {
    clearTimeout(firstSweep);
    clearInterval(hourlySweep);
  };
}
