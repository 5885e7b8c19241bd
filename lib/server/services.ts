import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, readConfig } from './config';
import { createLimits, type Limits } from './limits';
import { log } from './log';
import { sweepAll } from './replies';
import { createSteadyClock } from './steady-clock';
import { openStorage } from './storage/open';
import { isStorageError, type Storage } from './storage/port';
import { createVisits, type Visits } from './visits';

export type Services = {
  config: Config;
  storage: Storage;
  limits: Limits;
  visits: Visits;
  /** Signs what this server gives out and takes back: form times, work. The same in every process. */
  secret: string;
  now: () => number;
};

const SWEEP_EVERY_MS = 60 * 60 * 1000;
/** A machine that has just started may not know the time yet. */
const FIRST_SWEEP_MS = 10 * 60 * 1000;

/** Reads or draws the secret of a server that keeps its data in a folder. Two processes that draw at once agree. */
function secretIn(folder: string): string {
  const path = join(folder, 'secret');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) {
    // Whole before it has its name: nobody reads half of it, and the first one to name it wins.
    const drawn = `${path}.${process.pid}`;
    writeFileSync(drawn, randomBytes(32).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(drawn, path);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(drawn);
    }
  }
  const secret = readFileSync(path, 'utf8');
  if (secret.length < 32) throw new Error(`${path} holds no secret: remove it, and another is drawn.`);
  return secret;
}

function openServices(): Services {
  const config = readConfig(process.env, process.cwd());
  const storage = openStorage(
    {
      databaseUrl: config.databaseUrl,
      sqlitePath: join(config.dataFolder, 'poignee.db'),
      connections: config.connections,
    },
    () => log('storage.connection_lost'),
  );
  const now = Date.now;
  return {
    config,
    storage,
    limits: createLimits(now),
    visits: createVisits(storage, now),
    secret: config.secret ?? secretIn(config.dataFolder),
    now,
  };
}

/** One a process, whichever of its bundles asks. */
const PLACE = Symbol.for('poignee.services');
const kept = globalThis as { [PLACE]?: Services };

export function services(): Services {
  kept[PLACE] ??= openServices();
  return kept[PLACE];
}

/** At start: the tables as this version wants them; soon after, and every hour, what its time is over for goes. */
export async function startServices(): Promise<void> {
  const { storage, visits } = services();
  const versions = await storage.migrate();
  log('server.started', { engine: storage.engine, migrated: versions.length });
  const isSteady = createSteadyClock(Date.now);
  const sweep = async () => {
    if (!isSteady()) {
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
  setTimeout(() => void sweep(), FIRST_SWEEP_MS).unref();
  setInterval(() => void sweep(), SWEEP_EVERY_MS).unref();
  // Whoever serves ends the process once its answers are out; what was counted goes before.
  process.once('SIGTERM', () => void visits.flush());
}
