'use client';

import { useEffect, useRef, useState } from 'react';
import { loadPhoneRules } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import type { AlikePolicy } from '@/lib/book/import-plan';
import { type Running, runBookJob, Stopped } from '@/lib/browser/book-client';
import { bookStore } from '@/lib/browser/book-store';
import { safetyOf } from '@/lib/browser/card-store';
import { newIdentifier } from '@/lib/browser/identifier';
import { dropJob, getJob, type PreviewRow, previewRows, putJob, waitingJob } from '@/lib/browser/import-jobs';
import type { ImportJob } from '@/lib/browser/import-protocol';
import { takeSharedFile } from '@/lib/browser/shared-file';
import type { ContactPatch, Meeting } from '@/lib/card/contact';
import type { RegionProfile } from '@/lib/i18n/locales';
import { askToPersist } from './found-contact';

type Failure = 'failed' | 'full' | 'too_large' | 'cancelled' | 'empty';

export type ImportState =
  | { step: 'idle'; notice: Failure | null }
  | { step: 'found'; job: ImportJob }
  | { step: 'one'; content: ContactPatch; meeting: Meeting }
  | { step: 'reading'; share: number; count: number }
  | { step: 'preview'; job: ImportJob; rows: PreviewRow[] }
  | { step: 'storing'; share: number; count: number }
  | { step: 'done'; journalId: string; added: number; merged: number; skipped: number };

export type ImportRun = ReturnType<typeof useImport>;

/** Longer texts are files. */
const ONE_MAX_BYTES = 8192;

/** A link, a MECARD or an address that was pasted or shared instead of a file. */
async function oneContact(file: Blob, profile: RegionProfile): Promise<ContactPatch | null> {
  if (file.size > ONE_MAX_BYTES) return null;
  const [{ readScanned }, { readPhone }, text] = await Promise.all([
    import('@/lib/share/scanned'),
    loadPhoneRules(),
    file.text(),
  ]);
  const scanned = readScanned(text, {
    newId: newIdentifier,
    readNumber: (typed) => readPhone(typed, profile)?.number ?? '',
  });
  if (scanned.kind === 'contact') return scanned.from === 'vcard' ? null : scanned.content;
  if (scanned.kind === 'email') return { emails: [{ id: newIdentifier(), kind: 'work', address: scanned.address }] };
  return scanned.kind === 'phone'
    ? { phones: [{ id: newIdentifier(), kind: 'cell', number: scanned.number, extension: '' }] }
    : null;
}

/** A file's way into the book, from the field to the last word; a reload finds it where it was. */
export function useImport() {
  const { profile } = useLanguage();
  const [state, setState] = useState<ImportState>({ step: 'idle', notice: null });
  const running = useRef<{ work: Running<unknown>; id: string; kept: boolean } | null>(null);

  const fail = (error: unknown) => {
    const isLarge = error instanceof Error && error.message === 'import.too_large';
    const notice: Failure =
      error instanceof Stopped ? 'cancelled' : isLarge ? 'too_large' : safetyOf(error) === 'full' ? 'full' : 'failed';
    setState({ step: 'idle', notice });
  };

  const stage = async (id: string) => {
    setState({ step: 'reading', share: 0, count: 0 });
    try {
      const work = runBookJob('stage', { importId: id, profile }, (share, count) =>
        setState({ step: 'reading', share, count }),
      );
      running.current = { work, id, kept: false };
      await work.finished;
      await preview(id);
    } catch (error) {
      if (!(error instanceof Stopped)) fail(error);
    } finally {
      running.current = null;
    }
  };

  const preview = async (id: string) => {
    const [job, rows] = [await getJob(id), await previewRows(id)];
    if (job === null) return setState({ step: 'idle', notice: 'failed' });
    if (rows.length === 0 && job.problems.length === 0) {
      await dropJob(id);
      return setState({ step: 'idle', notice: 'empty' });
    }
    setState({ step: 'preview', job, rows });
  };

  const begin = async (file: Blob, name: string) => {
    setState({ step: 'reading', share: 0, count: 0 });
    try {
      bookStore.open();
      await bookStore.ready();
      const one = await oneContact(file, profile);
      if (one !== null) return setState({ step: 'one', content: one, meeting: bookStore.meeting('link') });
      await stage((await putJob(file, name)).id);
    } catch (error) {
      fail(error);
    }
  };

  const resume = (job: ImportJob) => (job.state === 'read' ? preview(job.id) : stage(job.id));

  const commit = async (job: ImportJob, policy: AlikePolicy, left: readonly number[]) => {
    setState({ step: 'storing', share: 0, count: 0 });
    try {
      const work = runBookJob(
        'commit',
        { importId: job.id, policy, left: [...left], nowMs: Date.now() },
        (share, count) => setState({ step: 'storing', share, count }),
      );
      running.current = { work, id: job.id, kept: true };
      const outcome = await work.finished;
      await bookStore.reload();
      askToPersist();
      setState({ step: 'done', ...outcome });
    } catch (error) {
      // Nothing of it was stored: what was read is still there.
      if (error instanceof Stopped) await preview(job.id);
      else fail(error);
    } finally {
      running.current = null;
    }
  };

  /** While reading, the whole import is given up; while storing, only the storing. */
  const cancel = async () => {
    const { current } = running;
    if (current === null) return;
    current.work.stop();
    if (current.kept) return;
    await dropJob(current.id).catch(() => undefined);
    setState({ step: 'idle', notice: 'cancelled' });
  };

  const discard = async (job: ImportJob) => {
    await dropJob(job.id).catch(() => undefined);
    setState({ step: 'idle', notice: null });
  };

  const first = useRef(begin);
  useEffect(() => {
    let current = true;
    void (async () => {
      const shared = await takeSharedFile();
      if (shared !== null && current) return first.current(shared, shared.name);
      await bookStore.ready();
      const waiting = await waitingJob().catch(() => null);
      if (waiting !== null && current)
        setState((before) => (before.step === 'idle' ? { step: 'found', job: waiting } : before));
    })();
    return () => {
      current = false;
      running.current?.work.stop();
    };
  }, []);

  return { state, begin, resume, commit, cancel, discard, reset: () => setState({ step: 'idle', notice: null }) };
}
