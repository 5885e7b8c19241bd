import type { DBCoreCursor } from 'dexie';

/** A record of IndexedDB, whose type its table knows. `sealed`: the ciphertext of the properties that it does not show. */
export type StoredRecord = Record<string, unknown> & { sealed?: Uint8Array };

/**
 * Encrypts and decrypts records with the owner's data key. Synchronous, because an IndexedDB transaction ends while a page
 * waits for anything else. `context` names the place of a record: ciphertext that was moved elsewhere does not open.
 */
export type Cipher = {
  /** The data key: 32 bytes. */
  key: Uint8Array<ArrayBuffer>;
  seal(context: string, plain: Uint8Array): Uint8Array<ArrayBuffer>;
  /** The same ciphertext for the same bytes. */
  sealSame(context: string, plain: Uint8Array): Uint8Array<ArrayBuffer>;
  /** @throws if the bytes were not sealed with this key, in this context */
  open(context: string, sealed: Uint8Array): Uint8Array<ArrayBuffer>;
  /** A keyed digest that stands for an index value: equal values stay equal, and say nothing else. */
  blind(value: string): string;
  /** A record of a sealed table as it is stored. */
  sealRecord(table: string, record: StoredRecord): StoredRecord;
  /** The record that `stored` was made of. */
  openRecord(table: string, stored: StoredRecord, sealed: Uint8Array): StoredRecord;
  /** A cursor over a sealed table, whose values are opened. */
  openCursor(table: string, cursor: DBCoreCursor): DBCoreCursor;
};

/**
 * `off`: nothing is encrypted. `locked`: records are encrypted and the key is not here. `open`: it is. `removing`: it is, and
 * records are written in the clear, because the owner is taking the lock off.
 */
export type LockState = 'off' | 'locked' | 'open' | 'removing';

let state: LockState = 'off';
let cipher: Cipher | null = null;
const listeners = new Set<() => void>();

/** The Web Lock that workers share while they use records, and that a change of the lock takes alone. */
export const LOCK_USE = 'poignee-lock-use';

/** Where tabs tell each other about the lock. */
export const lockChannel = (): BroadcastChannel | null =>
  typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('poignee-lock');

export const lockState = (): LockState => state;
export const isLocked = (): boolean => state === 'locked';

/** The cipher to read with; `null` if nothing is encrypted. @throws Error `storage.locked` */
export function readingCipher(): Cipher | null {
  if (state === 'locked') throw new Error('storage.locked');
  return cipher;
}

/** The cipher to write with; `null` if records are written in the clear. @throws Error `storage.locked` */
export const writingCipher = (): Cipher | null => (state === 'removing' ? null : readingCipher());

/** The key to give to a worker; `null` if nothing is encrypted, or this page is locked. */
export const dataKey = (): Cipher['key'] | null => cipher?.key ?? null;

export function setLockState(next: LockState, nextCipher: Cipher | null): void {
  const isSame = next === state && nextCipher?.key === cipher?.key;
  state = next;
  cipher = nextCipher;
  if (!isSame) for (const listener of listeners) listener();
}

export function subscribeLock(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A value as the `sources` index of contacts has it. */
export const indexedSource = (source: string): string => writingCipher()?.blind(source) ?? source;
