// The storage used by scripts/commands/db.mjs: the server's own, opened with the server's configuration.
import { join } from 'node:path';
import { readConfig } from '@/server/config';
import { openStorage } from '@/server/storage/open';

export function openFromEnvironment(environment: Record<string, string | undefined>, folder: string) {
  const { POIGNEE_DATA, DATABASE_URL, DATABASE_CONNECTIONS } = environment;
  const config = readConfig(
    { POIGNEE_DATA, DATABASE_URL, DATABASE_CONNECTIONS, POIGNEE_SECRET: 'not used by what only reads and writes rows' },
    folder,
  );
  return openStorage(
    {
      databaseUrl: config.databaseUrl,
      sqlitePath: join(config.dataFolder, 'poignee.db'),
      connections: config.connections,
    },
    () => undefined,
  );
}
