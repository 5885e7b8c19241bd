import type { Worker as Recogniser } from 'tesseract.js';
import { linesOf, type PrintedLine, RECOGNISER_SETTINGS } from '../../scan/paper-card';

/** Copied by scripts/build/build-bundles.mjs; the version is in the path, so that a kept copy is never another version's. */
const FOLDER = '/ocr/v7';
const LANGUAGES = ['fra', 'eng'];
/** Tesseract's LSTM engine alone: the data that is served has no other. */
const LSTM_ONLY = 1;

let recogniser: Promise<Recogniser> | null = null;
/** Who is waiting now: the recogniser is started once and tells whoever asked last. */
let listener: (share: number) => void = () => undefined;

/** Starts the recogniser, once. */
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
    // The service worker keeps the data; a second copy in IndexedDB would double it.
    cacheMethod: 'none',
    logger: ({ progress }) => listener(progress),
  });
  await worker.setParameters(RECOGNISER_SETTINGS as never);
  return worker;
}

/** The lines of a straightened card, top to bottom, in pixels of the picture; `onProgress` is told from 0 to 1. */
export async function recogniseLines(
  picture: HTMLCanvasElement,
  onProgress: (share: number) => void,
): Promise<PrintedLine[]> {
  listener = onProgress;
  const worker = await loadRecogniser();
  const { data } = await worker.recognize(picture, {}, { blocks: true, text: false });
  return linesOf(data.blocks);
}
