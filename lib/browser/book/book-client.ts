import { currentEpoch } from '../storage/erasure-epoch';
import { dataKey, LOCK_USE, lockState } from '../storage/lock/sealing';
import { withSharedLock } from '../storage/web-locks';
import type { BookJobKind, BookJobs, BookMessage, BookRequest } from './book-protocol';

/** Built from book-worker.ts by scripts/build/build-bundles.mjs. */
const WORKER_URL = '/book/worker.js';

export type Running<Result> = { finished: Promise<Result>; stop: () => void };
export class Stopped extends Error {}

/**
 * Runs one job in its own worker, which is terminated when the job ends. `stop` terminates the worker, which aborts any
 * open transaction. Rejects with `Stopped`, or with the worker's error under its original name.
 */
export function runBookJob<Kind extends BookJobKind>(
  kind: Kind,
  job: BookJobs[Kind]['job'],
  onProgress: (share: number, count: number) => void = () => undefined,
): Running<BookJobs[Kind]['result']> {
  const worker = new Worker(WORKER_URL, { type: 'module' });
  let stop = () => worker.terminate();
  const finished = new Promise<BookJobs[Kind]['result']>((resolve, reject) => {
    stop = () => {
      worker.terminate();
      reject(new Stopped('book.stopped'));
    };
    worker.onerror = () => {
      worker.terminate();
      reject(new Error('book.worker_failed'));
    };
    worker.onmessage = ({ data }: MessageEvent<BookMessage>) => {
      if (data.kind === 'progress') {
        onProgress(data.share, data.count);
        return;
      }
      worker.terminate();
      if (data.kind === 'done') resolve(data.result as BookJobs[Kind]['result']);
      else reject(Object.assign(new Error(data.message), { name: data.name }));
    };
  });
  // A change of the owner's lock waits for the worker, which knows the key that it started with.
  void withSharedLock(LOCK_USE, () => {
    worker.postMessage({ kind, job, key: dataKey(), lock: lockState(), epoch: currentEpoch() } as BookRequest);
    return finished.then(
      () => undefined,
      () => undefined,
    );
  });
  return { finished, stop: () => stop() };
}
