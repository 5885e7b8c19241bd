'use client';

import { useEffect, useRef, useState } from 'react';
import { loadPhoneRules } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import type { ColumnTarget } from '@/lib/book/csv-columns';
import type { FileKind, OtherFileKind } from '@/lib/book/file-kind';
import type { MatchPolicy } from '@/lib/book/import-plan';
import { type Running, runBookJob, Stopped } from '@/lib/browser/book/book-client';
import type { TableQuestion } from '@/lib/browser/book/book-protocol';
import { bookStore } from '@/lib/browser/book/book-store';
import {
  dropJob,
  getJob,
  kindOfBlob,
  type NamedFile,
  type PreviewRow,
  previewRows,
  putJob,
  rememberColumns,
  skipPart,
  unpackArchives,
  waitingJob,
} from '@/lib/browser/book/import-jobs';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { requestPersistence } from '@/lib/browser/platform/persistence';
import { dropSharedFile, onLaunchedFiles, sharedFile } from '@/lib/browser/platform/shared-file';
import type { ImportJob } from '@/lib/browser/storage/import-records';
import { storageStatusOf } from '@/lib/browser/storage/storage-status';
import type { ContactPatch, Meeting } from '@/lib/card/contact';
import type { RegionProfile } from '@/lib/i18n/locales';

/** `is.…`: the file holds no contacts, and the message says what it is. */
type Notice = 'failed' | 'full' | 'too_large' | 'cancelled' | 'empty' | 'gone' | 'no_contact' | `is.${OtherFileKind}`;

export type ImportState =
  | { step: 'idle'; notice: Notice | null }
  /** A file shared by another app, read only once the owner agrees. */
  | { step: 'given'; file: File }
  /** Several codes in one picture, among which the owner chooses. */
  | { step: 'codes'; codes: string[] }
  /** A table whose columns the owner tells apart. */
  | { step: 'columns'; job: ImportJob; question: TableQuestion }
  | { step: 'found'; job: ImportJob }
  | { step: 'one'; content: ContactPatch; meeting: Meeting }
  | { step: 'reading'; share: number; count: number }
  | { step: 'preview'; job: ImportJob; rows: PreviewRow[] }
  | { step: 'storing'; share: number; count: number }
  /** The import was stored before it could be cancelled. */
  | { step: 'late'; journalId: string }
  | { step: 'done'; journalId: string; added: number; merged: number; skipped: number };

export type ImportRun = ReturnType<typeof useImport>;

/** Longer texts are treated as files. */
const PASTED_TEXT_MAX_BYTES = 64 * 1024;

/** What the files turned out to be: one person, an import to read, or nothing that holds contacts. */
type Opened =
  | { kind: 'one'; content: ContactPatch }
  | { kind: 'codes'; codes: string[] }
  | { kind: 'files'; files: NamedFile[] }
  | { kind: 'none'; notice: Notice };

/**
 * Opens archives and looks at what each file is. A text that is no file of contacts is read at once: a link, a
 * MECARD, an address, the signature of a message.
 */
async function openFiles(given: readonly NamedFile[], region: RegionProfile): Promise<Opened> {
  const files = await unpackArchives(given);
  const kinds = await Promise.all(files.map(({ blob }) => kindOfBlob(blob)));
  const [only] = files;
  if (files.length === 1 && only !== undefined && kinds[0] === 'text' && only.blob.size <= PASTED_TEXT_MAX_BYTES) {
    const [{ readPastedText }, { phoneReader }, { decodeTable }] = await Promise.all([
      import('@/lib/scan/pasted-text'),
      loadPhoneRules(),
      import('@/lib/book/table-text'),
    ]);
    const { text } = decodeTable(new Uint8Array(await only.blob.arrayBuffer()));
    const contents = readPastedText(text, { newId: newIdentifier, readPhone: phoneReader(region) });
    const [content] = contents;
    if (content === undefined) return { kind: 'none', notice: 'no_contact' };
    if (contents.length === 1) return { kind: 'one', content };
  }
  if (files.length === 1 && only !== undefined && kinds[0] === 'picture') {
    const codes = await codesIn(only.blob);
    if (codes.length > 0) return { kind: 'codes', codes };
  }
  const readable = kinds.filter((kind) => READABLE.has(kind));
  const [kind] = kinds;
  if (readable.length > 0 && kind !== undefined) return { kind: 'files', files };
  return { kind: 'none', notice: kind === undefined ? 'empty' : `is.${kind as OtherFileKind}` };
}

/** Returns the texts of the codes in a picture that another app shared; none when it cannot be read. */
async function codesIn(picture: Blob): Promise<string[]> {
  const [{ openPicture }, { codesInPicture }] = await Promise.all([
    import('@/lib/browser/card/picture'),
    import('@/lib/browser/scan/scan-client'),
  ]);
  const opened = await openPicture(picture);
  if ('problem' in opened) return [];
  const codes = await codesInPicture(opened.image).catch(() => []);
  URL.revokeObjectURL(opened.url);
  return codes;
}

const READABLE: ReadonlySet<FileKind> = new Set(['vcard', 'table', 'jcard', 'jscontact', 'text']);

const noticeOf = (error: unknown): Notice => {
  const { message = '' } = (error ?? {}) as Partial<Error>;
  if (message === 'import.too_large') return 'too_large';
  if (message === 'import.gone') return 'gone';
  return storageStatusOf(error) === 'full' ? 'full' : 'failed';
};

/**
 * Runs an import, from choosing the file to the final result; after a reload, an unfinished import can be resumed.
 */
export function useImport() {
  const { region } = useLanguage();
  const [state, setState] = useState<ImportState>({ step: 'idle', notice: null });
  const running = useRef<{ work: Running<unknown>; id: string; storing: boolean } | null>(null);
  /** Incremented by each request: work started by an earlier request no longer updates the state. */
  const latestRequest = useRef(0);

  /** Runs `work` as the latest request; its state updates are ignored once a newer request starts. */
  const attempt = async (work: (report: (state: ImportState) => void) => Promise<void>) => {
    latestRequest.current += 1;
    const request = latestRequest.current;
    const report = (next: ImportState) => latestRequest.current === request && setState(next);
    try {
      await work(report);
    } catch (error) {
      if (!(error instanceof Stopped)) report({ step: 'idle', notice: noticeOf(error) });
    }
  };
  type Say = Parameters<Parameters<typeof attempt>[0]>[0];

  const preview = async (id: string, report: Say) => {
    const [job, rows] = [await getJob(id), await previewRows(id)];
    if (job === null) throw new Error('import.gone');
    if (rows.length === 0 && job.problems.length === 0) {
      await dropJob(id);
      return report({ step: 'idle', notice: 'empty' });
    }
    report({ step: 'preview', job, rows });
  };

  const stage = async (id: string, report: Say) => {
    report({ step: 'reading', share: 0, count: 0 });
    const work = runBookJob('stage', { importId: id, region }, (share, count) =>
      report({ step: 'reading', share, count }),
    );
    running.current = { work, id, storing: false };
    const { question } = await work.finished;
    const job = question === null ? null : await getJob(id);
    if (question !== null && job !== null) return report({ step: 'columns', job, question });
    await preview(id, report);
  };

  const begin = (given: readonly NamedFile[]) =>
    attempt(async (report) => {
      report({ step: 'reading', share: 0, count: 0 });
      await bookStore.ready();
      const opened = await openFiles(given, region);
      await dropSharedFile();
      if (opened.kind === 'none') return report({ step: 'idle', notice: opened.notice });
      if (opened.kind === 'codes') {
        const [code = '', ...others] = opened.codes;
        if (others.length > 0) return report({ step: 'codes', codes: opened.codes });
        return readText(code, report);
      }
      if (opened.kind === 'one')
        return report({ step: 'one', content: opened.content, meeting: bookStore.meeting('link') });
      const job = await putJob(opened.files, given.map(({ name }) => name).join(', '));
      await stage(job.id, report);
    });

  /** Reads the text of a code, as if it had been pasted. */
  const readText = async (text: string, report: Say) => {
    const opened = await openFiles([{ name: '', blob: new Blob([text]) }], region);
    if (opened.kind === 'one')
      return report({ step: 'one', content: opened.content, meeting: bookStore.meeting('code') });
    if (opened.kind !== 'files') return report({ step: 'idle', notice: 'no_contact' });
    const job = await putJob(opened.files, '');
    await stage(job.id, report);
  };
  const chooseCode = (text: string) => attempt((report) => readText(text, report));

  /** Asks what the columns of a table of the import are, after it has been read. */
  const askColumns = (job: ImportJob, at: number) =>
    attempt(async (report) => {
      const question = await runBookJob('columns', { importId: job.id, at }).finished;
      if (question !== null) report({ step: 'columns', job, question });
    });

  const setColumns = (job: ImportJob, question: TableQuestion, targets: ColumnTarget[]) =>
    attempt(async (report) => {
      report({ step: 'reading', share: 0, count: 0 });
      await rememberColumns(job.id, question.key, targets);
      await stage(job.id, report);
    });

  /** Leaves the columns as they were, if the table could be read with them. */
  const keepColumns = (job: ImportJob, question: TableQuestion) =>
    attempt(async (report) => {
      if (job.state === 'read') return preview(job.id, report);
      if (job.parts.length > 1) {
        // The other files are read without this one.
        await skipPart(job.id, question.at);
        return stage(job.id, report);
      }
      await dropJob(job.id);
      report({ step: 'idle', notice: 'cancelled' });
    });

  const resume = (job: ImportJob) =>
    attempt(async (report) => {
      report({ step: 'reading', share: 1, count: 0 });
      await (job.state === 'read' ? preview(job.id, report) : stage(job.id, report));
    });

  const commit = (job: ImportJob, policy: MatchPolicy, left: readonly number[]) =>
    attempt(async (report) => {
      report({ step: 'storing', share: 0, count: 0 });
      const work = runBookJob(
        'commit',
        { importId: job.id, policy, left: [...left], nowMs: Date.now() },
        (share, count) => report({ step: 'storing', share, count }),
      );
      running.current = { work, id: job.id, storing: true };
      const outcome = await work.finished;
      await bookStore.reload();
      void requestPersistence();
      report({ step: 'done', ...outcome });
    });

  /**
   * Cancels the whole import while reading; while storing, cancels only the storing, and nothing is added to the
   * book.
   */
  const cancel = () =>
    attempt(async (report) => {
      const { current } = running;
      running.current = null;
      if (current === null) return report({ step: 'idle', notice: 'cancelled' });
      current.work.stop();
      if (!current.storing) {
        await dropJob(current.id);
        return report({ step: 'idle', notice: 'cancelled' });
      }
      // The import may have finished just before: it then stays done, and can be undone.
      if ((await getJob(current.id)) !== null) return preview(current.id, report);
      await bookStore.reload();
      const [last] = await bookStore.recent();
      report(last?.kind === 'import' ? { step: 'late', journalId: last.id } : { step: 'idle', notice: null });
    });

  const discard = (job: ImportJob) =>
    attempt(async (report) => {
      await dropJob(job.id);
      report({ step: 'idle', notice: null });
    });

  const leave = () =>
    attempt(async (report) => {
      await dropSharedFile();
      report({ step: 'idle', notice: null });
    });

  const initialActions = useRef({ begin, resume, attempt });
  useEffect(() => {
    const { current } = initialActions;
    onLaunchedFiles((files) => void current.begin(files.map((file) => ({ name: file.name, blob: file }))));
    void current.attempt(async (report) => {
      const shared = await sharedFile();
      if (shared !== null) return report({ step: 'given', file: shared });
      await bookStore.ready();
      const waiting = await waitingJob();
      if (waiting === null) return;
      // Contacts picked from the device were picked just now: no confirmation is needed.
      if (waiting.channel === 'device' && waiting.state === 'reading') await current.resume(waiting);
      else report({ step: 'found', job: waiting });
    });
    return () => {
      latestRequest.current += 1;
      running.current?.work.stop();
    };
  }, []);

  const reset = () => attempt(async (report) => report({ step: 'idle', notice: null }));
  return {
    state,
    begin,
    resume,
    commit,
    chooseCode,
    askColumns,
    setColumns,
    keepColumns,
    cancel,
    discard,
    leave,
    reset,
  };
}
