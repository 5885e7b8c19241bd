import type { Identity, PublicationRecord } from './records';
import { COPY_NAME } from './storage-keys';

/**
 * The keys of the second copy. They cannot leave the browser's key store, so a file cannot hold them: they are in a database
 * of a storage bucket of their own (Chromium, which deletes a damaged default bucket whole), or in a separate database (other
 * browsers have one file per database).
 */
export type CopiedKeys = { identity: Identity | null; publications: PublicationRecord[] };

const STORE = 'keys';
const KEY = 'own';

type StorageBucket = { indexedDB: IDBFactory };
/** https://wicg.github.io/storage-buckets/ : the DOM types leave it out. */
type StorageBuckets = { open(name: string): Promise<StorageBucket>; delete(name: string): Promise<void> };
const buckets = () => (navigator as { storageBuckets?: StorageBuckets }).storageBuckets;

async function factory(): Promise<IDBFactory> {
  return (await buckets()?.open(COPY_NAME))?.indexedDB ?? indexedDB;
}

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function withStore<Result>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Result>) {
  const opening = (await factory()).open(COPY_NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    return await settled(work(database.transaction(STORE, mode, { durability: 'strict' }).objectStore(STORE)));
  } finally {
    database.close();
  }
}

export async function writeCopiedKeys(keys: CopiedKeys): Promise<void> {
  await withStore('readwrite', (store) => store.put(keys, KEY));
}

/** `null` if there are none, or if the browser refuses. */
export async function readCopiedKeys(): Promise<CopiedKeys | null> {
  try {
    return ((await withStore('readonly', (store) => store.get(KEY))) as CopiedKeys | undefined) ?? null;
  } catch {
    return null;
  }
}

export async function deleteCopiedKeys(): Promise<void> {
  const available = buckets();
  if (available !== undefined) await available.delete(COPY_NAME);
  else await withStore('readwrite', (store) => store.delete(KEY));
}
