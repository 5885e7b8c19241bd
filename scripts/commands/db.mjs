// Manages the server's database: `migrate`, `backup FILE`, `restore FILE`. The server may keep running during a backup.

import { once } from 'node:events';
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ensureInstalled } from '../ensure-installed.mjs';
import { ROOT } from '../run.mjs';

await ensureInstalled();
const { tsImport } = await import('tsx/esm/api');
const [action, file] = process.argv.slice(2);
const usage = () => {
  console.error('npm run db:migrate | npm run db:backup -- FILE | npm run db:restore -- FILE');
  process.exit(2);
};
if (!['migrate', 'backup', 'restore'].includes(action) || (action !== 'migrate' && file === undefined)) usage();

const { openFromEnvironment } = await tsImport('./open-database.ts', import.meta.url);
const { restoreBackup, StorageBackupError, writeBackup } = await tsImport(
  '../../server/storage/backup.ts',
  import.meta.url,
);
const sentences = {
  'backup.truncated': 'The end of this backup is missing: use another one. Nothing was written.',
  'backup.changed': 'This backup was altered after it was made: use another one. Nothing was written.',
  'backup.newer': 'This backup was made by another version of the program. Nothing was written.',
  'backup.damaged': 'A row of this backup cannot be read.',
  'backup.not_empty': 'The database is not empty: restore into a new one (another POIGNEE_DATA or DATABASE_URL).',
};

let storage;
try {
  storage = openFromEnvironment(process.env, ROOT);
  const versions = await storage.migrate();
  if (action === 'migrate')
    console.log(versions.length === 0 ? 'Nothing to migrate.' : `Migrated to version ${versions.at(-1)}.`);
  if (action === 'backup') await backup();
  if (action === 'restore') await restore();
} catch (error) {
  console.error(error instanceof StorageBackupError ? sentences[error.code] : error.message);
  process.exitCode = 1;
} finally {
  await storage?.close();
}

/** Writes the backup to a partial file and renames it once complete. */
async function backup() {
  const partial = `${file}.partial`;
  const out = createWriteStream(partial, { mode: 0o600 });
  try {
    const rows = await writeBackup(storage, Date.now(), async (line) => {
      if (!out.write(line)) await once(out, 'drain');
    });
    out.end();
    await once(out, 'close');
    renameSync(partial, file);
    console.log(`Wrote ${rows} rows to ${file}.`);
  } catch (error) {
    out.destroy();
    rmSync(partial, { force: true });
    throw error;
  }
}

async function restore() {
  const lines = () => createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  console.log(`Restored ${await restoreBackup(storage, lines)} rows.`);
}
