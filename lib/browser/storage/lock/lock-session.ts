import { database } from '../database';
import { sessionKeys, writeSession } from '../local-storage';
import { SESSION_KEYS } from '../storage-keys';
import { createCipher } from './cipher';
import type { LockRecord } from './lock-record';
import { dataKey, isLocked, type LockState, lockChannel, lockState, setLockState } from './sealing';

// The data key of an unlocked session, in memory only: in each page, and in the service worker while a page gives way to the
// next. No disk has it.

type Key = Uint8Array<ArrayBuffer>;
type Message = { kind: 'ask' } | { kind: 'state'; state: LockState; key: Key | null } | { kind: 'active' };

const channel = lockChannel();
/** How long another page, or the service worker, may take to answer. */
const ANSWER_LIMIT_MS = 400;
const CHECK_EVERY_MS = 5_000;
/** Other tabs need not know of each key pressed. */
const ANNOUNCE_EVERY_MS = 5_000;

export async function readLock(): Promise<LockRecord | null> {
  const record = await database.meta.get('lock');
  return record?.id === 'lock' ? record : null;
}

function adopt(state: LockState, key: Key | null): void {
  const isSameKey = key !== null && dataKey()?.every((byte, index) => byte === key[index]) === true;
  if (state === lockState() && (key === null || isSameKey)) return;
  setLockState(state, key === null ? null : createCipher(key));
  if (state === 'locked') clearTyped();
}

/** Changes the state here and in every tab. */
export function announceLockState(state: LockState, key: Key | null): void {
  adopt(state, key);
  channel?.postMessage({ kind: 'state', state, key } satisfies Message);
  if (key === null) tellServiceWorker({ type: 'FORGET_KEY' });
}

function tellServiceWorker(message: object, transfer: Transferable[] = []): boolean {
  const controller = (navigator.serviceWorker as ServiceWorkerContainer | undefined)?.controller ?? null;
  controller?.postMessage(message, transfer);
  return controller !== null;
}

/** Asks the other tabs and the service worker for the key of this session. */
function findKey(): Promise<{ state: LockState; key: Key } | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), ANSWER_LIMIT_MS);
    const finish = (found: { state: LockState; key: Key } | null) => {
      clearTimeout(timer);
      channel?.removeEventListener('message', onMessage);
      resolve(found);
    };
    const onMessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === 'state' && data.key !== null) finish({ state: data.state, key: data.key });
    };
    channel?.addEventListener('message', onMessage);
    channel?.postMessage({ kind: 'ask' } satisfies Message);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Key | null>) => {
      if (data !== null) finish({ state: 'open', key: data });
    };
    tellServiceWorker({ type: 'TAKE_KEY' }, [port2]);
  });
}

let lastActiveMs = 0;
let lastActiveMonotonicMs = 0;
let lastAnnouncedMs = 0;
let lockAfterMs = Number.POSITIVE_INFINITY;
let isWatching = false;

function noteActivity(): void {
  lastActiveMs = Date.now();
  lastActiveMonotonicMs = performance.now();
}

/** A clock that is set back does not postpone the lock, and one that stops while the device sleeps does not either. */
const isIdle = () =>
  performance.now() - lastActiveMonotonicMs > lockAfterMs || Math.abs(Date.now() - lastActiveMs) > lockAfterMs;

function onActivity(): void {
  if (isLocked() || checkIdle()) return;
  noteActivity();
  if (performance.now() - lastAnnouncedMs < ANNOUNCE_EVERY_MS) return;
  lastAnnouncedMs = performance.now();
  channel?.postMessage({ kind: 'active' } satisfies Message);
}

function checkIdle(): boolean {
  if (dataKey() === null || !isIdle()) return false;
  lockNow();
  return true;
}

/** Locks after that long without a touch or a key, in every tab. */
export function setLockAfter(afterMs: number): void {
  watch();
  lockAfterMs = afterMs;
  noteActivity();
}

/** Starts following the other tabs and the owner's activity, once. */
function watch(): void {
  if (isWatching) return;
  isWatching = true;
  noteActivity();
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'active') noteActivity();
    else if (data.kind === 'state') adopt(data.state, data.key);
    else {
      const key = checkIdle() ? null : dataKey();
      if (key !== null) channel.postMessage({ kind: 'state', state: lockState(), key } satisfies Message);
    }
  });
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, onActivity, { capture: true, passive: true });
  document.addEventListener('visibilitychange', () => void checkIdle());
  // The next document of this tab asks the service worker for the key.
  addEventListener('pagehide', () => {
    const key = checkIdle() ? null : dataKey();
    if (key !== null) tellServiceWorker({ type: 'HOLD_KEY', key, forMs: lockAfterMs });
  });
  setInterval(checkIdle, CHECK_EVERY_MS);
}

/**
 * Follows the lock, and goes on with the session of another tab or of the last document if there is one. Resolves with whether it
 * is open and a change of it was interrupted.
 */
export async function followLock(): Promise<boolean> {
  const record = await readLock();
  if (record === null) return false;
  // Another tab has just set it.
  if (lockState() === 'off') setLockState('locked', null);
  setLockAfter(record.lockAfterMs);
  if (!isLocked()) return false;
  const found = await findKey();
  if (found === null || !isLocked()) return false;
  await openWith(found.key, record);
  return record.phase !== 'on';
}

/** Opens with the data key, here and in every tab. */
export async function openWith(key: Key, { phase, lockAfterMs: afterMs }: LockRecord): Promise<void> {
  setLockAfter(afterMs);
  announceLockState(phase === 'removing' ? 'removing' : 'open', key);
}

/** Forgets the key in every tab. */
export function lockNow(): void {
  if (lockState() !== 'off') announceLockState('locked', null);
}

/** Forgets the names that this tab remembers for its fields. */
export function clearTyped(): void {
  for (const key of sessionKeys(SESSION_KEYS.slip)) writeSession(key, null);
  writeSession(SESSION_KEYS.sought, null);
}
