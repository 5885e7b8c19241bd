import { deleteCopyFiles } from '../storage/copy-files';
import { deleteCopiedKeys } from '../storage/copy-keys';
import { database } from '../storage/database';
import { localEntries, readLocal, writeLocal, writeSession } from '../storage/local-storage';
import { newDataKey } from '../storage/lock/cipher';
import { addLock, deleteLocked, finishChange, type OnProgress, removeLock } from '../storage/lock/lock-change';
import { unwrapKey, wrapWithAuthenticator, wrapWithPassphrase } from '../storage/lock/lock-key';
import type { LockMethod, LockRecord } from '../storage/lock/lock-record';
import { announceLockState, openWith, readLock, setLockAfter } from '../storage/lock/lock-session';
import { openText, sealText } from '../storage/lock/sealed-text';
import { dataKey } from '../storage/lock/sealing';
import { withCopyLock } from '../storage/second-copy';
import { STORAGE_KEYS } from '../storage/storage-keys';
import { withLock } from '../storage/web-locks';
import { copyAgain } from './copy-service';

/** One tab at a time changes the lock, and none writes the second copy meanwhile: it is written again afterwards. */
const withChangeLock = (work: () => Promise<void>): Promise<void> =>
  withLock('poignee-lock-change', () =>
    withCopyLock(async () => {
      await work();
      await deleteCopyFiles();
      await deleteCopiedKeys();
      copyAgain();
    }),
  );

/**
 * Puts a lock on: encrypts everything that it covers, and the second copy. `passphrase` is ignored by the authenticator.
 *
 * @throws Error `lock.exists`, `lock.no_prf`, or the browser's own if the owner cancels or the storage is full
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
    const options = { lockAfterMs, nowMs: Date.now(), announce: announceLockState };
    setLockAfter(lockAfterMs);
    await addLock(key, wrap, options, onProgress);
    afterChange();
  });

/** Takes the lock off, for an owner who has it open. @throws Error `storage.locked` */
export const takeLockOff = (onProgress: OnProgress): Promise<void> =>
  withChangeLock(async () => {
    const [record, key] = [await readLock(), dataKey()];
    if (record === null) return;
    if (key === null) throw new Error('storage.locked');
    await removeLock(record, key, announceLockState, onProgress);
    afterChange();
  });

/**
 * Opens a lock, in every tab, and finishes a change that a closed page left. Resolves with `false` if the passphrase is wrong, or
 * the authenticator is another one.
 *
 * @throws Error `lock.no_prf`, or the browser's own if the owner cancels
 */
export async function openLock(record: LockRecord, passphrase: string): Promise<boolean> {
  const key = await unwrapKey(record.wrap, passphrase);
  if (key === null) return false;
  await openWith(key, record);
  if (record.phase !== 'on')
    await withChangeLock(async () => {
      const current = await readLock();
      if (current === null) return;
      await finishChange(current, announceLockState, () => undefined);
      afterChange();
    });
  return true;
}

/** Deletes everything that is encrypted, for an owner who cannot open it any more. Cards stay. */
export const deleteLockedData = (): Promise<void> =>
  withChangeLock(async () => {
    await deleteLocked(database);
    for (const [key] of localEntries(STORAGE_KEYS.unsavedContact)) writeLocal(key, null);
    for (const key of [STORAGE_KEYS.noting, STORAGE_KEYS.replies, STORAGE_KEYS.published, STORAGE_KEYS.push])
      writeLocal(key, null);
    announceLockState('off', null);
    window.dispatchEvent(new Event('storage'));
  });

/** Encrypts, or decrypts, what is kept outside the database. */
function afterChange(): void {
  for (const [key, stored] of localEntries(STORAGE_KEYS.unsavedContact)) {
    const context = key.slice(STORAGE_KEYS.unsavedContact.length);
    rewriteText(key, context, stored);
  }
  const draft = readLocal(STORAGE_KEYS.noting);
  if (draft !== null) rewriteText(STORAGE_KEYS.noting, STORAGE_KEYS.noting, draft);
  writeSession('poignee.sought', null);
}

function rewriteText(key: string, context: string, stored: string): void {
  const text = openText(context, stored);
  if (text !== null) writeLocal(key, sealText(context, text));
}
