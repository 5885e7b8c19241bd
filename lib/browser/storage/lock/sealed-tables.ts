import type { DBCore, DBCoreTable } from 'dexie';
import { isLocked, readingCipher, type StoredRecord, writingCipher } from './sealing';

/** The tables that the owner's lock encrypts; of the pictures, those of contacts. Others are never encrypted. */
export const SEALED_TABLES: readonly string[] = [
  'contacts',
  'pictures',
  'imports',
  'pieces',
  'staged',
  'changes',
  'replies',
  'blocked',
  'identity',
];

/** A record as it is stored, encrypted if the owner has set a lock. @throws Error `storage.locked` */
export const sealRecord = (table: string, record: StoredRecord): StoredRecord =>
  table === 'pictures' && record.isPrivate !== true ? record : (writingCipher()?.sealRecord(table, record) ?? record);

/** The record that was sealed; one that is not sealed is returned as it is. @throws Error `storage.locked` */
export function openRecord(table: string, stored: StoredRecord): StoredRecord {
  const { sealed } = stored;
  // Of a locked identity, what can remove a page stays usable; `readIdentity` tells that the secrets are missing.
  if (!(sealed instanceof Uint8Array) || (table === 'identity' && isLocked())) return stored;
  return readingCipher()?.openRecord(table, stored, sealed) ?? stored;
}

/** Seals and opens the records of the sealed tables, below everything that reads or writes the database. */
export const withSealedTables = (core: DBCore): DBCore => ({
  ...core,
  table: (name) => (SEALED_TABLES.includes(name) ? sealedTable(core.table(name)) : core.table(name)),
});

function sealedTable(table: DBCoreTable): DBCoreTable {
  const open = (stored: StoredRecord | undefined) => stored && openRecord(table.name, stored);
  return {
    ...table,
    get: (request) => table.get(request).then(open),
    getMany: (request) => table.getMany(request).then((found) => found.map(open)),
    query: (request) =>
      table.query(request).then(({ result }) => ({ result: request.values === true ? result.map(open) : result })),
    openCursor: async (request) => {
      const cipher = request.values === true ? readingCipher() : null;
      const cursor = await table.openCursor(request);
      return cursor && (cipher?.openCursor(table.name, cursor) ?? cursor);
    },
    mutate: (request) =>
      table.mutate(
        'values' in request
          ? { ...request, values: request.values.map((value: StoredRecord) => sealRecord(table.name, value)) }
          : request,
      ),
  };
}
