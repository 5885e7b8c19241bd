import { StorageError } from './port';

/** How long a write that found no room is remembered. */
const REMEMBERED_MS = 60_000;

/**
 * Remembers that a write found no room, until one succeeds: a check that writes little may still find some. `monotonic` counts
 * milliseconds from any beginning and is never set.
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
