import type { PdfJob, PdfResult, Preview, PreviewJob, PrintJob, PrintResponse } from './print-protocol';

type Waiting = { resolve: (result: Preview | PdfResult) => void; reject: (error: Error) => void };

/** Made by scripts/build-bundles.mjs out of print-worker.ts. */
const WORKER_URL = '/print/worker.js';

let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, Waiting>();

function startWorker(): Worker {
  const started = new Worker(WORKER_URL, { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<PrintResponse>) => {
    const request = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.ok) request?.resolve(data.result);
    else request?.reject(new Error(data.message));
  };
  started.onerror = () => {
    for (const { reject } of waiting.values()) reject(new Error('print.engine_failed'));
    waiting.clear();
    started.terminate();
    worker = null;
  };
  return started;
}

function send(job: PrintJob): Promise<Preview | PdfResult> {
  worker ??= startWorker();
  lastId += 1;
  const id = lastId;
  const answer = new Promise<Preview | PdfResult>((resolve, reject) => waiting.set(id, { resolve, reject }));
  worker.postMessage({ id, job });
  return answer;
}

/** The card's drawing and what would be wrong with it on paper. Rejects when the engine could not be loaded. */
export const renderPreview = (job: Omit<PreviewJob, 'kind'>) => send({ kind: 'preview', ...job }) as Promise<Preview>;

/** The PDF, or null and the reasons when preflight refuses. Rejects when the engine could not be loaded. */
export const makePdf = (job: Omit<PdfJob, 'kind'>) => send({ kind: 'pdf', ...job }) as Promise<PdfResult>;
