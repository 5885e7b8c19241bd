import { MatchIndex } from '../../book/duplicates';
import { decideImport } from '../../book/import-plan';
import { database } from '../storage/database';
import { setObeyedEpoch } from '../storage/erasure-epoch';
import { createCipher } from '../storage/lock/cipher';
import { setLockState } from '../storage/lock/sealing';
import { errorNameOf } from '../storage/storage-status';
import { makeBackup, openBackup, restoreBackup } from './backup';
import { allMatchKeys } from './book-database';
import type { BookJobs, BookMessage, BookRequest } from './book-protocol';
import { exportContacts } from './export';
import { columnsOf, commitImport, stageImport } from './import-staging';

// Runs the book's slow jobs off the main thread: importing files, exporting, backups and finding duplicates.

declare const self: DedicatedWorkerGlobalScope;

const send = (message: BookMessage) => self.postMessage(message);
const PROGRESS_EVERY_MS = 80;
let lastProgressAtMs = 0;

function onProgress(share: number, count: number): void {
  if (performance.now() - lastProgressAtMs < PROGRESS_EVERY_MS) return;
  lastProgressAtMs = performance.now();
  send({ kind: 'progress', share, count });
}

const findPairs = async ({ apart }: BookJobs['duplicates']['job']) =>
  new MatchIndex(await allMatchKeys()).pairs(new Set(apart));

const decisionFor = async ({ contact }: BookJobs['verdict']['job']) =>
  decideImport(contact, false, new MatchIndex(await allMatchKeys()), (id) => database.contacts.get(id));

function run(request: BookRequest): Promise<unknown> {
  switch (request.kind) {
    case 'stage':
      return stageImport(request.job, onProgress);
    case 'columns':
      return columnsOf(request.job);
    case 'commit':
      return commitImport(request.job, onProgress);
    case 'export':
      return exportContacts(request.job, onProgress);
    case 'verdict':
      return decisionFor(request.job);
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
  if (data.key !== null) setLockState(data.lock, createCipher(data.key));
  setObeyedEpoch(data.epoch);
  run(data).then(
    (result) => send({ kind: 'done', result }),
    (error: unknown) => {
      const { message = String(error) } = (error ?? {}) as Partial<Error>;
      send({ kind: 'failed', message, name: errorNameOf(error) });
    },
  );
};
