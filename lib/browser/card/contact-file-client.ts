import type { VcardProblem } from '../../vcard/vcard';
import type { ContactFileMessage, ContactFileRequest, FoundPerson } from './contact-file-protocol';

/** Built from contact-file-worker.ts by scripts/build/build-bundles.mjs. */
const WORKER_URL = '/import/worker.js';

export type Listing = { finished: Promise<'done' | 'stopped' | 'failed'>; stop: () => void };

/**
 * Lists the people of a contact file. `onFound` is called with each batch and the share of the file read so far, from 0
 * to 1.
 */
export function listPeople(
  file: File,
  onFound: (people: readonly FoundPerson[], share: number) => void,
  onProblems: (problems: readonly VcardProblem[]) => void,
): Listing {
  const worker = new Worker(WORKER_URL, { type: 'module' });
  let stop = () => worker.terminate();
  const finished = new Promise<'done' | 'stopped' | 'failed'>((resolve) => {
    const end = (outcome: 'done' | 'stopped' | 'failed') => {
      worker.terminate();
      resolve(outcome);
    };
    stop = () => end('stopped');
    worker.onerror = () => end('failed');
    worker.onmessage = ({ data }: MessageEvent<ContactFileMessage>) => {
      if (data.kind === 'progress') onFound(data.people, file.size === 0 ? 1 : data.readBytes / file.size);
      else if (data.kind === 'listed') {
        onFound(data.people, 1);
        onProblems(data.problems);
        end('done');
      } else end('failed');
    };
    worker.postMessage({ kind: 'list', file } satisfies ContactFileRequest);
  });
  return { finished, stop: () => stop() };
}

/**
 * Reads one person of the file as a vCard 4.0 without pictures, with the photo's bytes. Resolves with `null` if the
 * file could not be read.
 */
export function takePerson(
  file: File,
  index: number,
): Promise<{ vcard: string; photo: { bytes: Uint8Array<ArrayBuffer> } | null } | null> {
  const worker = new Worker(WORKER_URL, { type: 'module' });
  return new Promise((resolve) => {
    const end = (taken: { vcard: string; photo: { bytes: Uint8Array<ArrayBuffer> } | null } | null) => {
      worker.terminate();
      resolve(taken);
    };
    worker.onerror = () => end(null);
    worker.onmessage = ({ data }: MessageEvent<ContactFileMessage>) => end(data.kind === 'taken' ? data : null);
    worker.postMessage({ kind: 'take', file, index } satisfies ContactFileRequest);
  });
}
