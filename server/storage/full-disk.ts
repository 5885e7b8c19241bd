import { StorageError } from './port';

/** How long a write that failed on a full disk is remembered. */
const REMEMBERED_MS = 60_000;

/**
 * Remembers that a write failed on a full disk, until one succeeds: the small write of a health check may still fit.
 * `monotonic` returns milliseconds since an arbitrary origin and is never set.
 */
export function createFullDisk(monotonic: () => number = () => performance.now()) {
  let refusedAtMs = Number.NEGATIVE_INFINITY;
  return {
    refused(error: StorageError): void {
      if (error.code === 'storage.full') refusedAtMs = monotonic();
    },
    written(): void {
      refusedAtMs = Number.NEGATIVE_INFINITY;
    },
    /** Throws `storage.full`. */
    check(): void {
      if (monotonic() - refusedAtMs < REMEMBERED_MS) throw new StorageError('storage.full');
    },
  };
}
