import type { CopyCounts } from './copy-manifest';
import { database } from './database';
import { localEntries, readLocal } from './local-storage';
import { type LossState, setLossState } from './loss-state';
import { COPY_NAME, STORAGE_KEYS } from './storage-keys';

/** Whether localStorage says that there was a card, or unsaved changes to one. */
const hasLocalEvidence = () =>
  readLocal(STORAGE_KEYS.hasCards) !== null ||
  localEntries(STORAGE_KEYS.unsaved).length > 0 ||
  localEntries(STORAGE_KEYS.unsavedContact).length > 0;

/** What the second copy holds, if it is later than the last erasure; `null` if nothing. */
async function findCopy(epoch: string | null): Promise<LossState['copy']> {
  if (!(await mayHaveCopy())) return null;
  const [{ openCopyFiles }, { readManifests }] = await Promise.all([import('./copy-files'), import('./copy-manifest')]);
  const files = await openCopyFiles();
  const [manifest] = files === null ? [] : await readManifests(files);
  if (manifest === undefined || manifest.epoch !== epoch || !isAnything(manifest.counts)) return null;
  return { atMs: manifest.atMs, counts: manifest.counts };
}

/** Whether it is worth loading what reads a copy. Cheap: a new visitor has none. */
async function mayHaveCopy(): Promise<boolean> {
  if ((await globalThis.caches?.has(COPY_NAME).catch(() => false)) === true) return true;
  try {
    const root = await navigator.storage.getDirectory();
    return (await root.getDirectoryHandle(COPY_NAME)) !== undefined;
  } catch {
    return false;
  }
}

const isAnything = ({ cards, contacts, events }: CopyCounts) => cards + contacts + events > 0;

/** Records that the database is as the owner left it: from now on, finding it without this record means that it was lost. */
export async function markInstalled(): Promise<void> {
  await database.meta.put({ id: 'installation', atMs: Date.now() });
  setLossState(null);
}

/**
 * Finds out whether the browser has emptied the database: Chromium deletes one that a crash or a full disk has damaged. The
 * database is open.
 */
export async function checkForLoss(): Promise<void> {
  const { meta, cards, contacts, evenings, identity } = database;
  if ((await meta.count()) > 0) return;
  const counts = await Promise.all([cards, contacts, evenings, identity].map((table) => table.count()));
  const isEmpty = counts.every((count) => count === 0);
  const copy = isEmpty ? await findCopy(readLocal(STORAGE_KEYS.epoch)) : null;
  if (isEmpty && (copy !== null || hasLocalEvidence())) setLossState({ reason: 'emptied', copy });
  else await markInstalled();
}

/** The same when the browser cannot open the database. A browser that refuses all storage has no copy either. */
export async function checkUnreadable(error: unknown): Promise<void> {
  const isRefused = error instanceof Error && /SecurityError|InvalidState|OpenFailed|MissingAPI/.test(error.name);
  if (isRefused && !hasLocalEvidence()) return;
  const copy = await findCopy(readLocal(STORAGE_KEYS.epoch));
  if (copy !== null) setLossState({ reason: 'unreadable', copy });
}
