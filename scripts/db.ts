// What scripts/db.mjs runs: the server's own storage, by the server's own configuration.
import { join } from 'node:path';
import { readConfig } from '@/lib/server/config';
import { openStorage } from '@/lib/server/storage/open';

export { restoreBackup, StorageBackupError, writeBackup } from '@/lib/server/storage/backup';

export function openFromEnvironment(environment: Record<string, string | undefined>, folder: string) {
  const config = readConfig({ POIGNEE_SECRET: 'not used by what only reads and writes rows', ...environment }, folder);
  return openStorage(
    {
      databaseUrl: config.databaseUrl,
      sqlitePath: join(config.dataFolder, 'poignee.db'),
      connections: config.connections,
    },
    () => undefined,
  );
}
