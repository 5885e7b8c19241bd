'use client';

import { ArchiveRestore } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { runBookJob } from '@/lib/browser/book/book-client';
import type { BackupSummary, BookJobs, RestoreCounts } from '@/lib/browser/book/book-protocol';
import { bookStore } from '@/lib/browser/book/book-store';
import { replyStore } from '@/lib/browser/book/reply-store';
import { formatDate } from './dates';

type InspectedBackup = BookJobs['inspect']['result'];

/** Restores a backup: shows first what it would change. `received`: a file chosen on another screen, to open at once. */
export function RestoreBackup({ received = null }: { received?: File | null }) {
  const t = useTranslations('book');
  const [file, setFile] = useState<File | null>(received);
  const [passphrase, setPassphrase] = useState('');
  const [inspected, setInspected] = useState<InspectedBackup | 'busy' | 'failed' | null>(null);
  const [restored, setRestored] = useState<BackupSummary | null>(null);

  const runRestoreJob = async (kind: 'inspect' | 'restore', chosen: File) => {
    setInspected('busy');
    setRestored(null);
    try {
      if (kind === 'inspect') return setInspected(await runBookJob('inspect', { file: chosen, passphrase }).finished);
      const result = await runBookJob('restore', { file: chosen, passphrase, nowMs: Date.now() }).finished;
      if ('problem' in result) return setInspected(result);
      await bookStore.reload();
      await replyStore.reload();
      setRestored(result);
      setInspected(null);
      setFile(null);
    } catch {
      setInspected('failed');
    }
  };
  const openReceived = useRef(runRestoreJob);
  useEffect(() => {
    if (received === null) return;
    setFile(received);
    void openReceived.current('inspect', received);
  }, [received]);
  const problem = inspected !== null && typeof inspected === 'object' && 'problem' in inspected ? inspected : null;
  const summary = inspected !== null && typeof inspected === 'object' && 'madeAt' in inspected ? inspected : null;
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-large font-semibold">{t('restore.title')}</h2>
      <FileButton
        icon={ArchiveRestore}
        accept=".zip,application/zip"
        onFile={(chosen) => {
          setFile(chosen);
          void runRestoreJob('inspect', chosen);
        }}
      >
        {t('restore.choose')}
      </FileButton>
      <div role="status" className="flex flex-col gap-3">
        {inspected === 'busy' && <p className="text-muted">{t('restore.busy')}</p>}
        {inspected === 'failed' && <Notice tone="error">{t('restore.failed')}</Notice>}
        {problem !== null && (
          <Notice tone={problem.sealed && passphrase === '' ? 'calm' : 'error'}>
            {t(problem.sealed && passphrase === '' ? 'restore.sealed' : problem.problem)}
          </Notice>
        )}
        {restored !== null && (
          <Notice tone="good">
            {t('restore.done', {
              contacts: restored.contacts.added + restored.contacts.changed,
              cards: restored.cards.added + restored.cards.changed,
            })}
          </Notice>
        )}
      </div>
      {problem?.sealed === true && file !== null && (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void runRestoreJob('inspect', file);
          }}
        >
          <TextField
            label={t('restore.passphrase')}
            type="text"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <Button type="submit" className="self-start" disabled={passphrase === ''}>
            {t('restore.open')}
          </Button>
        </form>
      )}
      {summary !== null && file !== null && (
        <Preview summary={summary} onRestore={() => void runRestoreJob('restore', file)} />
      )}
    </section>
  );
}

function Preview({ summary, onRestore }: { summary: BackupSummary; onRestore: () => void }) {
  const t = useTranslations('book');
  const { locale } = useLanguage();
  const formatCounts = ({ added, changed, same }: RestoreCounts) => t('restore.counts', { added, changed, same });
  const hasNoChanges = (['cards', 'contacts', 'evenings'] as const).every(
    (kind) => summary[kind].added + summary[kind].changed === 0,
  );
  return (
    <div className="flex flex-col gap-3 rounded-surface border border-line bg-surface p-4">
      <p className="font-semibold">{t('restore.madeAt', { date: formatDate(Date.parse(summary.madeAt), locale) })}</p>
      <dl className="flex flex-col gap-2">
        {(['cards', 'contacts', 'evenings'] as const).map((kind) => (
          <div key={kind}>
            <dt className="text-small text-muted">{t(`restore.${kind}`)}</dt>
            <dd>{formatCounts(summary[kind])}</dd>
          </div>
        ))}
      </dl>
      {summary.unreadable > 0 && (
        <p className="text-warning">{t('restore.unreadable', { count: summary.unreadable })}</p>
      )}
      <p className="text-small text-muted">{t('restore.merge')}</p>
      <Button emphasis="filled" large icon={ArchiveRestore} disabled={hasNoChanges} onClick={onRestore}>
        {t(hasNoChanges ? 'restore.nothing' : 'restore.go')}
      </Button>
    </div>
  );
}
