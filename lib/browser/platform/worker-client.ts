type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };
type Response = { id: number; ok: true; result: unknown } | { id: number; ok: false; message: string };

/**
 * Returns a function that sends a job to a worker and resolves with its result. The worker starts on first use and
 * restarts after a failure. Results may arrive in any order. Rejects with `loadErrorMessage` if the worker could not be
 * loaded.
 */
export function workerClient(
  url: string,
  failure: string,
): (job: unknown, transfer?: Transferable[]) => Promise<unknown> {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function startWorker(): Worker {
    const started = new Worker(url, { type: 'module' });
    started.onmessage = ({ data }: MessageEvent<Response>) => {
      const request = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.ok) request?.resolve(data.result);
      else request?.reject(new Error(data.message));
    };
    started.onerror = () => {
      for (const { reject } of waiting.values()) reject(new Error(failure));
      waiting.clear();
      started.terminate();
      worker = null;
    };
    return started;
  }

  return (job, transfer = []) => {
    worker ??= startWorker();
    lastId += 1;
    const id = lastId;
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
    worker.postMessage({ id, job }, transfer);
    return answer;
  };
}
