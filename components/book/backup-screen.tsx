'use client';

import { FileDown, Save, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { lastBackupMs, recordBackup } from '@/lib/browser/book/backup-reminder';
import { runBookJob } from '@/lib/browser/book/book-client';
import { bookStore } from '@/lib/browser/book/book-store';
import { today } from '@/lib/browser/platform/clock';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import { formatDate, formatDateTime } from './dates';
import { ExportDialog } from './export-dialog';
import { RestoreBackup } from './restore-backup';
import { useBook } from './use-book';

/** Backs up all data to one file, restores such a file, exports contacts and lists the actions that can be undone. */
export function BackupScreen() {
  const t = useTranslations('book');
  const { rows } = useBook();
  const [exporting, setExporting] = useState(false);
  return (
    <div className="flex max-w-xl flex-col gap-10">
      <CreateBackup />
      <RestoreBackup />
      <section className="flex flex-col items-start gap-3">
        <h2 className="text-large font-semibold">{t('backup.exportTitle')}</h2>
        <p className="text-muted">{t('backup.exportLead')}</p>
        <Button icon={FileDown} disabled={rows.length === 0} onClick={() => setExporting(true)}>
          {t('contacts.export', { count: rows.length })}
        </Button>
        {exporting && <ExportDialog ids={null} onClose={() => setExporting(false)} />}
      </section>
      <RecentActions />
      <StorageUsage />
    </div>
  );
}

function CreateBackup() {
  const t = useTranslations('book');
  const { locale } = useLanguage();
  const [passphrase, setPassphrase] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'failed' | 'tooBig'>('idle');
  const [lastMs, setLastMs] = useState<number | null>(null);
  useEffect(() => setLastMs(lastBackupMs()), []);
  const createBackup = async () => {
    setState('busy');
    try {
      const nowMs = Date.now();
      const { blob } = await runBookJob('backup', { passphrase, nowMs }).finished;
      const name = `${t('backup.fileName')}-${today()}${passphrase === '' ? '' : `-${t('backup.sealedName')}`}.zip`;
      if ((await deliverFile(new File([blob], name, { type: 'application/zip' }))) !== 'cancelled') {
        recordBackup(nowMs);
        setLastMs(nowMs);
      }
      setState('idle');
    } catch (error) {
      setState(error instanceof Error && error.message === 'backup.too_large' ? 'tooBig' : 'failed');
    }
  };
  return (
    <section className="flex flex-col gap-4">
      <p>{t('backup.lead')}</p>
      <p role="status" className="font-semibold">
        {lastMs === null ? t('backup.never') : t('backup.last', { date: formatDate(lastMs, locale) })}
      </p>
      <TextField
        label={t('backup.passphrase')}
        hint={t('backup.passphrase.hint')}
        type="text"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <Button emphasis="filled" large icon={Save} disabled={state === 'busy'} onClick={() => void createBackup()}>
        {t(state === 'busy' ? 'backup.busy' : 'backup.make')}
      </Button>
      {(state === 'failed' || state === 'tooBig') && (
        <Notice tone="error" live="alert">
          {t(`backup.${state}`)}
        </Notice>
      )}
    </section>
  );
}

/** The recent actions on the contact book; each can be undone for one day. */
function RecentActions() {
  const { locale } = useLanguage();
  const t = useTranslations('book');
  const { status, rows } = useBook();
  const [recent, setRecent] = useState<Awaited<ReturnType<typeof bookStore.recent>>>([]);
  const [undoOutcome, setUndoOutcome] = useState<'undone' | 'failed' | null>(null);
  useEffect(() => {
    // `rows` is a dependency so that the list is read again when the book changes.
    void rows;
    if (status !== 'ready') return;
    let isCurrent = true;
    bookStore.recent().then(
      (found) => isCurrent && setRecent(found),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [status, rows]);
  const undo = async (id: string) =>
    setUndoOutcome((await bookStore.undo(id).catch(() => false)) ? 'undone' : 'failed');
  if (recent.length === 0 && undoOutcome === null) return null;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-large font-semibold">{t('recent.title')}</h2>
      <p role="status" className={undoOutcome === 'failed' ? 'text-error' : 'text-good'}>
        {undoOutcome !== null && t(undoOutcome === 'undone' ? 'recent.undone' : 'undo.failed')}
      </p>
      <ul>
        {recent.map(({ id, kind, atMs }) => (
          <li key={id} className="flex min-h-14 items-center justify-between gap-3 border-b border-line">
            {t(`recent.${kind}`, { date: formatDateTime(atMs, locale) })}
            <Button icon={Undo2} onClick={() => void undo(id)}>
              {t('action.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The storage used, out of the quota in MB, and whether the storage is persistent. */
function StorageUsage() {
  const t = useTranslations('book');
  const { locale } = useLanguage();
  const [storageUsage, setStorageUsage] = useState<{ usedMb: number; quotaMb: number; persisted: boolean } | null>(
    null,
  );
  useEffect(() => {
    const { storage } = navigator as { storage?: StorageManager };
    if (storage === undefined) return;
    Promise.all([storage.estimate(), storage.persisted()]).then(
      ([{ usage = 0, quota = 0 }, persisted]) =>
        setStorageUsage({ usedMb: usage / 1e6, quotaMb: quota / 1e6, persisted }),
      () => undefined,
    );
  }, []);
  if (storageUsage === null) return null;
  const formatMegabytes = (value: number) =>
    value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 });
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-large font-semibold">{t('room.title')}</h2>
      <meter
        aria-label={t('room.title')}
        className="w-full"
        min={0}
        max={Math.max(1, storageUsage.quotaMb)}
        value={storageUsage.usedMb}
      />
      <p>
        {t('room.used', { used: formatMegabytes(storageUsage.usedMb), quota: formatMegabytes(storageUsage.quotaMb) })}
      </p>
      <p className="text-muted">{t(storageUsage.persisted ? 'room.persisted' : 'room.notPersisted')}</p>
      {!storageUsage.persisted && (
        <Button
          className="self-start"
          onClick={() =>
            void navigator.storage.persist().then(
              (persisted) => setStorageUsage({ ...storageUsage, persisted }),
              () => undefined,
            )
          }
        >
          {t('room.ask')}
        </Button>
      )}
    </section>
  );
}
