import type { CopyCounts } from './copy-manifest';
import { database } from './database';
import { setObeyedEpoch, storedEpoch } from './erasure-epoch';
import { localEntries, readLocal } from './local-storage';
import { type LossState, setLossState } from './loss-state';
import { COPY_NAME, STORAGE_KEYS } from './storage-keys';

/** Whether localStorage says that there was a card, or unsaved changes to one. */
export const hasLocalEvidence = () =>
  readLocal(STORAGE_KEYS.hasCards) !== null ||
  localEntries(STORAGE_KEYS.unsaved).length > 0 ||
  localEntries(STORAGE_KEYS.unsavedContact).length > 0;

/** What the second copy holds, if it is later than the last erasure; `null` if nothing. */
export async function findCopy(epoch: string | null): Promise<LossState['copy']> {
  if (!(await mayHaveCopy())) return null;
  const [{ openCopyFiles }, { readManifests }] = await Promise.all([import('./copy-files'), import('./copy-manifest')]);
  const files = await openCopyFiles();
  const [manifest] = files === null ? [] : await readManifests(files);
  if (manifest === undefined || manifest.epoch !== epoch || !isAnything(manifest.counts)) return null;
  const { atMs, counts, isPartial, lock = null } = manifest;
  return { atMs, counts, isPartial, lock };
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

/**
 * Records that the database is as the owner left it: from now on, finding it without this record means that it was lost. An
 * erasure that localStorage remembers is recorded again, so that later copies name it.
 */
export async function markInstalled(): Promise<void> {
  const { meta } = database;
  const epoch = readLocal(STORAGE_KEYS.epoch);
  await database.transaction('rw', meta, async () => {
    await meta.delete('loss');
    await meta.put({ id: 'installation', atMs: Date.now() });
    if (epoch === null || (await meta.get('erasure')) !== undefined) return;
    await meta.put({ id: 'erasure', epoch, atMs: Date.now() });
  });
  setObeyedEpoch(await storedEpoch());
  setLossState(null);
}

/** Whether the owner has still to decide what to do about a loss: until then the copy is not written. */
export const isLossUnsettled = async (): Promise<boolean> => (await database.meta.get('loss')) !== undefined;

/**
 * Finds out whether the browser has emptied the database: Chromium deletes one that a crash or a full disk has damaged. The
 * database is open.
 */
export async function checkForLoss(): Promise<void> {
  const { meta, cards, contacts, evenings, identity } = database;
  const isKnownLoss = await isLossUnsettled();
  if (!isKnownLoss && (await meta.count()) > 0) return;
  const counts = isKnownLoss
    ? []
    : await Promise.all([cards, contacts, evenings, identity].map((table) => table.count()));
  // A full storage still shows what it holds: the next start records it.
  if (counts.some((count) => count > 0)) return markInstalled().catch(() => undefined);
  const copy = await findCopy(readLocal(STORAGE_KEYS.epoch));
  if (!isKnownLoss && copy === null && !hasLocalEvidence()) return markInstalled();
  // In the database too: what is added before the owner decides must not pass for all there was.
  await meta.put({ id: 'loss', atMs: Date.now() }).catch(() => undefined);
  setLossState({ reason: 'emptied', copy });
}
