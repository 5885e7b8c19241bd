import { database } from './database';
import { obeyErasure, onErased } from './erasure';
import { lockChannel, lockState } from './lock/sealing';
import { checkForLoss } from './lost-data';
import { isOutdated } from './outdated';

async function followLock(): Promise<void> {
  const session = await import('./lock/lock-session');
  if (!(await session.followLock())) return;
  const { finishLockChange } = await import('./lock/change-lock');
  // What fails is tried again at the next start.
  void finishLockChange().catch(() => undefined);
}
const channel = lockChannel();

/** How long the browser may take to open the database before the owner is told that nothing is being saved. */
const OPEN_LIMIT_MS = 8000;

/**
 * Opens the database. Rejects if the browser refuses storage or does not respond in time (some private windows do
 * either), and with `Error('storage.outdated')` if a newer release has upgraded it.
 *
 * @param onEverythingErased called when everything was erased, in this tab or another: what it holds in memory must go too
 */
export async function openDatabase(onEverythingErased: () => void): Promise<void> {
  onErased(onEverythingErased);
  if (isOutdated()) throw new Error('storage.outdated');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('storage.open_timeout')), OPEN_LIMIT_MS);
  });
  try {
    await Promise.race([database.open().then(obeyErasure).then(checkForLoss), limit]);
    if (lockState() !== 'off') await followLock();
    // Until this tab follows a lock, another one may set it.
    else if (channel !== null) channel.onmessage ??= () => void followLock();
  } catch (error) {
    if (!isOutdated())
      await import('./unreadable-data').then(({ checkUnreadable }) => checkUnreadable(error)).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
