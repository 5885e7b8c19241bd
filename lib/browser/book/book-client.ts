import type { BookJobKind, BookJobs, BookMessage, BookRequest } from './book-protocol';

/** Made by scripts/build/build-bundles.mjs out of book-worker.ts. */
const WORKER_URL = '/book/worker.js';

export type Running<Result> = { finished: Promise<Result>; stop: () => void };
export class Stopped extends Error {}

/**
 * One job in a worker of its own, which ends with it: stopping it takes back whatever transaction it was in. Rejects
 * with `Stopped`, or with the worker's error, its name kept.
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
    worker.postMessage({ kind, job } as BookRequest);
  });
  return { finished, stop: () => stop() };
}
