'use client';

import { useEffect, useRef, useState } from 'react';
import { loadPhoneRules } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import type { MatchPolicy } from '@/lib/book/import-plan';
import { type Running, runBookJob, Stopped } from '@/lib/browser/book/book-client';
import { bookStore } from '@/lib/browser/book/book-store';
import { dropJob, getJob, type PreviewRow, previewRows, putJob, waitingJob } from '@/lib/browser/book/import-jobs';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { requestPersistence } from '@/lib/browser/platform/persistence';
import { dropSharedFile, onLaunchedFile, sharedFile } from '@/lib/browser/platform/shared-file';
import type { ImportJob } from '@/lib/browser/storage/import-records';
import { storageStatusOf } from '@/lib/browser/storage/storage-status';
import type { ContactPatch, Meeting } from '@/lib/card/contact';
import type { RegionProfile } from '@/lib/i18n/locales';

type Notice = 'failed' | 'full' | 'too_large' | 'cancelled' | 'empty' | 'gone';

export type ImportState =
  | { step: 'idle'; notice: Notice | null }
  /** A file shared by another app, read only once the owner agrees. */
  | { step: 'given'; file: File }
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
const SINGLE_CONTACT_MAX_BYTES = 8192;

/**
 * Reads a link, a MECARD or an address pasted or shared instead of a file, as the whole text or as one of its lines.
 * Returns `null` for a vCard, a longer text or anything else.
 */
async function readSingleContact(file: Blob, region: RegionProfile): Promise<ContactPatch | null> {
  if (file.size > SINGLE_CONTACT_MAX_BYTES) return null;
  const [{ parseScannedText }, { numberReader }, text] = await Promise.all([
    import('@/lib/scan/scanned-text'),
    loadPhoneRules(),
    file.text(),
  ]);
  const reading = { newId: newIdentifier, readNumber: numberReader(region) };
  if (/BEGIN\s*:\s*VCARD/i.test(text)) return null;
  for (const line of [text, ...text.split('\n')]) {
    const scanned = parseScannedText(line, reading);
    if (scanned.kind === 'contact') return scanned.content;
    if (scanned.kind === 'email') return { emails: [{ id: newIdentifier(), kind: 'work', address: scanned.address }] };
    if (scanned.kind === 'phone')
      return { phones: [{ id: newIdentifier(), kind: 'cell', number: scanned.number, extension: '' }] };
    if (scanned.kind === 'web') return { website: scanned.url };
  }
  return null;
}

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
    await work.finished;
    await preview(id, report);
  };

  const begin = (file: Blob, name: string) =>
    attempt(async (report) => {
      report({ step: 'reading', share: 0, count: 0 });
      await bookStore.ready();
      const singleContact = await readSingleContact(file, region);
      if (singleContact !== null) {
        await dropSharedFile();
        return report({ step: 'one', content: singleContact, meeting: bookStore.meeting('link') });
      }
      const job = await putJob(file, name);
      await dropSharedFile();
      await stage(job.id, report);
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
    onLaunchedFile((file) => void current.begin(file, file.name));
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
  return { state, begin, resume, commit, cancel, discard, leave, reset };
}
