import type { Worker as Recogniser } from 'tesseract.js';
import { linesOf, type PrintedLine, RECOGNISER_SETTINGS } from '../../scan/paper-card';

/**
 * Copied by scripts/build/build-bundles.mjs. The version is in the path so that a cached copy is never used by another
 * version.
 */
const FOLDER = '/ocr/v7';
const LANGUAGES = ['fra', 'eng'];
/** Tesseract's LSTM engine only: the language data served supports no other. */
const LSTM_ONLY = 1;

let recogniser: Promise<Recogniser> | null = null;
/** Receives progress. There is one recogniser; progress goes to the most recent caller. */
let listener: (share: number) => void = () => undefined;

/** Starts the recogniser on the first call. A failed start is retried on the next call. */
function loadRecogniser(): Promise<Recogniser> {
  recogniser ??= start().catch((error: unknown) => {
    recogniser = null;
    throw error;
  });
  return recogniser;
}

async function start(): Promise<Recogniser> {
  const { createWorker } = await import('tesseract.js');
  const worker = await createWorker(LANGUAGES, LSTM_ONLY, {
    workerPath: `${FOLDER}/worker.min.js`,
    corePath: FOLDER,
    langPath: FOLDER,
    workerBlobURL: false,
    // The service worker caches the data; a second copy in IndexedDB would double it.
    cacheMethod: 'none',
    logger: ({ progress }) => listener(progress),
  });
  await worker.setParameters(RECOGNISER_SETTINGS as never);
  return worker;
}

/**
 * Recognises the lines of a straightened card, top to bottom, in pixels of the picture. `onProgress` receives values
 * from 0 to 1.
 */
export async function recogniseLines(
  picture: HTMLCanvasElement,
  onProgress: (share: number) => void,
): Promise<PrintedLine[]> {
  listener = onProgress;
  const worker = await loadRecogniser();
  const { data } = await worker.recognize(picture, {}, { blocks: true, text: false });
  return linesOf(data.blocks);
}
