type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };
type Response = { id: number; ok: true; result: unknown } | { id: number; ok: false; message: string };

/**
 * Returns a function that sends a job to a worker and resolves with its result. The worker starts on first use and
 * restarts after a failure. Results may arrive in any order. Rejects with `loadErrorMessage` if the worker could not be
 * loaded.
 */
export function workerClient(
  url: string,
  loadErrorMessage: string,
): (job: unknown, transfer?: Transferable[]) => Promise<unknown> {
  let worker: Worker | null = null;
  let lastId = 0;
  const pendingRequests = new Map<number, Waiting>();

  function startWorker(): Worker {
    const newWorker = new Worker(url, { type: 'module' });
    newWorker.onmessage = ({ data }: MessageEvent<Response>) => {
      const request = pendingRequests.get(data.id);
      pendingRequests.delete(data.id);
      if (data.ok) request?.resolve(data.result);
      else request?.reject(new Error(data.message));
    };
    newWorker.onerror = () => {
      for (const { reject } of pendingRequests.values()) reject(new Error(loadErrorMessage));
      pendingRequests.clear();
      newWorker.terminate();
      worker = null;
    };
    return newWorker;
  }

  return (job, transfer = []) => {
    worker ??= startWorker();
    lastId += 1;
    const id = lastId;
    const pendingResult = new Promise<unknown>((resolve, reject) => pendingRequests.set(id, { resolve, reject }));
    worker.postMessage({ id, job }, transfer);
    return pendingResult;
  };
}
