import type { Storage } from './port';
import { openPostgres } from './postgres';
import { openSqlite } from './sqlite';

export type StorageSettings = { databaseUrl: string | null; sqlitePath: string; connections: number };

/** Opens PostgreSQL if `databaseUrl` is set, else the SQLite file. */
export function openStorage(settings: StorageSettings, onError: (error: Error) => void): Storage {
  return settings.databaseUrl === null
    ? openSqlite(settings.sqlitePath)
    : openPostgres(settings.databaseUrl, { connections: settings.connections, onError });
}
