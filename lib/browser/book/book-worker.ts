import { TraitIndex } from '../../book/duplicates';
import { verdictOn } from '../../book/import-plan';
import { database } from '../storage/database';
import { makeBackup, openBackup, restoreBackup } from './backup';
import { everybodysTraits } from './book-database';
import type { BookJobs, BookMessage, BookRequest } from './book-protocol';
import { exportContacts } from './export';
import { commitImport, stageImport } from './import-staging';

// What would hold the page up: files of any size into the book, the book into files, and who is in it twice.

declare const self: DedicatedWorkerGlobalScope;

const send = (message: BookMessage) => self.postMessage(message);
const PROGRESS_EVERY_MS = 80;
let saidAt = 0;

function onProgress(share: number, count: number): void {
  if (performance.now() - saidAt < PROGRESS_EVERY_MS) return;
  saidAt = performance.now();
  send({ kind: 'progress', share, count });
}

const findPairs = async ({ apart }: BookJobs['duplicates']['job']) =>
  new TraitIndex(await everybodysTraits()).pairs(new Set(apart));

const verdictFor = async ({ contact }: BookJobs['verdict']['job']) =>
  verdictOn(contact, false, new TraitIndex(await everybodysTraits()), (id) => database.contacts.get(id));

function run(request: BookRequest): Promise<unknown> {
  switch (request.kind) {
    case 'stage':
      return stageImport(request.job, onProgress);
    case 'commit':
      return commitImport(request.job, onProgress);
    case 'export':
      return exportContacts(request.job, onProgress);
    case 'verdict':
      return verdictFor(request.job);
    case 'duplicates':
      return findPairs(request.job);
    case 'backup':
      return makeBackup(request.job, onProgress);
    case 'inspect':
      return openBackup(request.job);
    case 'restore':
      return restoreBackup(request.job);
  }
}

self.onmessage = ({ data }: MessageEvent<BookRequest>) => {
  run(data).then(
    (result) => send({ kind: 'done', result }),
    (error: unknown) => {
      const { message = String(error), name = 'Error' } = (error ?? {}) as Partial<Error>;
      send({ kind: 'failed', message, name });
    },
  );
};
