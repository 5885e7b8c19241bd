import { deleteCopyFiles } from '../copy-files';
import { deleteCopiedKeys } from '../copy-keys';
import { database } from '../database';
import { announceLocal, localEntries, readLocal, writeLocal } from '../local-storage';
import { lossState } from '../loss-state';
import { currentSubscription } from '../push-subscription';
import { withCopyLock } from '../second-copy';
import { STORAGE_KEYS } from '../storage-keys';
import { withLock } from '../web-locks';
import { newDataKey } from './cipher';
import { addLock, deleteLocked, finishChange, type OnProgress, removeLock } from './lock-change';
import { unwrapKey, wrapWithAuthenticator, wrapWithPassphrase } from './lock-key';
import type { LockMethod, LockRecord } from './lock-record';
import { announceLockState, clearTyped, openWith, readLock, setLockAfter } from './lock-session';
import { openText, sealText } from './sealed-text';
import { dataKey, LOCK_USE } from './sealing';

/**
 * One tab at a time changes the lock. Meanwhile no worker reads or writes records, and no tab writes the second copy.
 *
 * @throws Error `lock.data_lost`: the second copy may be all there is, and the owner has not decided about it
 */
function withChangeLock(work: () => Promise<void>): Promise<void> {
  if (lossState() !== null) return Promise.reject(new Error('lock.data_lost'));
  return withLock('poignee-lock-change', () => withLock(LOCK_USE, () => withCopyLock(work)));
}

/** What is kept outside the database, before a change is complete. The second copy is written again within seconds. */
async function settle(): Promise<void> {
  for (const [key, stored] of localEntries(STORAGE_KEYS.unsavedContact))
    rewriteText(key, key.slice(STORAGE_KEYS.unsavedContact.length), stored);
  const draft = readLocal(STORAGE_KEYS.noting);
  if (draft !== null) rewriteText(STORAGE_KEYS.noting, STORAGE_KEYS.noting, draft);
  clearTyped();
  writeLocal(STORAGE_KEYS.copyDue, '1');
  await deleteCopyFiles();
  await deleteCopiedKeys();
}

function rewriteText(key: string, context: string, stored: string): void {
  const opened = openText(context, stored);
  const text = opened === null ? null : sealText(context, opened);
  if (text !== null) writeLocal(key, text);
}

/**
 * Puts a lock on: encrypts everything that it covers, and the second copy. `passphrase` is ignored by the authenticator.
 *
 * @throws Error `lock.exists`, `lock.no_prf`, `lock.data_lost`, or the browser's own if the owner cancels or the storage is full
 */
export const putLockOn = (
  method: LockMethod,
  passphrase: string,
  lockAfterMs: number,
  onProgress: OnProgress,
): Promise<void> =>
  withChangeLock(async () => {
    if ((await readLock()) !== null) throw new Error('lock.exists');
    const key = newDataKey();
    const wrap = method === 'passphrase' ? await wrapWithPassphrase(key, passphrase) : await wrapWithAuthenticator(key);
    setLockAfter(lockAfterMs);
    const hooks = { announce: announceLockState, settle };
    await addLock(key, wrap, { lockAfterMs, nowMs: Date.now() }, hooks, onProgress);
  });

/** Takes the lock off, for an owner who has it open. @throws Error `storage.locked`, `lock.data_lost` */
export const takeLockOff = (onProgress: OnProgress): Promise<void> =>
  withChangeLock(async () => {
    const [record, key] = [await readLock(), dataKey()];
    if (record === null) return;
    if (key === null) throw new Error('storage.locked');
    await removeLock(record, key, { announce: announceLockState, settle }, onProgress);
  });

/** Rewrites what a change that was interrupted has left. The lock is open. */
export const finishLockChange = (): Promise<void> =>
  withChangeLock(async () => {
    const record = await readLock();
    if (record !== null && record.phase !== 'on' && dataKey() !== null)
      await finishChange(record, { announce: announceLockState, settle }, () => undefined);
  });

/**
 * Opens a lock, in every tab, and finishes a change that was interrupted. Resolves with `false` if the passphrase is wrong, or the
 * authenticator is another one.
 *
 * @throws Error `lock.no_prf`, or the browser's own if the owner cancels
 */
export async function openLock(record: LockRecord, passphrase: string): Promise<boolean> {
  const key = await unwrapKey(record.wrap, passphrase);
  if (key === null) return false;
  await openWith(key, record);
  // What fails is tried again at the next unlocking.
  if ((await readLock())?.phase !== 'on') await finishLockChange().catch(() => undefined);
  return true;
}

/** Deletes everything that is encrypted, for an owner who cannot open it any more. Cards stay. @throws Error `lock.data_lost` */
export const deleteLockedData = (): Promise<void> =>
  withChangeLock(async () => {
    await deleteLocked(database);
    await deleteCopyFiles();
    await deleteCopiedKeys();
    for (const [key] of localEntries(STORAGE_KEYS.unsavedContact)) writeLocal(key, null);
    for (const key of [STORAGE_KEYS.noting, STORAGE_KEYS.replies, STORAGE_KEYS.published, STORAGE_KEYS.push])
      writeLocal(key, null);
    writeLocal(STORAGE_KEYS.copyDue, '1');
    announceLockState('off', null);
    announceLocal();
    // The server cannot be told without the keys: it forgets an endpoint that its push service no longer knows.
    await currentSubscription()
      .then((subscription) => subscription?.unsubscribe())
      .catch(() => undefined);
  });
