'use client';

import { FileDown, FileUp, Send, Truck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ConfirmDialog } from '@/components/shell/confirm-dialog';
import { Button, Icon } from '@/components/ui/button';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { readPublications } from '@/lib/browser/exchange/publication-store';
import {
  exportMigration,
  importMigration,
  type Migrated,
  parseServerAddress,
  redirectFolder,
  redirectTo,
} from '@/lib/browser/exchange/server-migration';
import { today } from '@/lib/browser/platform/clock';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import type { Publication } from '@/lib/browser/storage/records';
import { ProblemNotice } from './problem-notice';
import { useAsyncTask } from './use-async-task';

const TARGET_FRAGMENT = /^#to=(.+)$/;

function decodeOrEmpty(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Moves published cards to another server: exports the file, imports it there, and redirects from the old server. */
export function MoveScreen() {
  const t = useTranslations('exchange');
  const { region, path } = useLanguage();
  const [published, setPublished] = useState<Publication[] | null>(null);
  const [to, setTo] = useState('');
  const [isInvalid, setIsInvalid] = useState(false);
  const [isConfirming, setIsConfirming] = useState(false);
  const [moved, setMoved] = useState<Migrated | null>(null);
  const [redirectedCount, setRedirectedCount] = useState<number | null>(null);
  const refreshPublications = async () => setPublished(await readPublications(browserContext).catch(() => []));
  const { busy, problem, run } = useAsyncTask(refreshPublications);
  useEffect(() => {
    const [, encodedServer] = TARGET_FRAGMENT.exec(window.location.hash) ?? [];
    if (encodedServer !== undefined) setTo(decodeOrEmpty(encodedServer));
    readPublications(browserContext).then(setPublished, () => setPublished([]));
  }, []);
  if (published === null) return null;
  const hasCards = published.some(({ rev }) => rev > 0);
  const save = (name: string, content: BlobPart, type: string) => deliverFile(new File([content], name, { type }));
  const server = parseServerAddress(to, window.location.origin);
  const confirmLeave = () => {
    setIsInvalid(server === null);
    setIsConfirming(server !== null);
  };
  const leave = () =>
    run(async () => {
      setIsConfirming(false);
      if (server !== null) setRedirectedCount(await redirectTo(browserContext, server, region));
    });
  return (
    <div className="flex max-w-xl flex-col gap-10">
      <p>{t('move.lead')}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      {hasCards && moved === null && (
        <section className="flex flex-col gap-3">
          <h2 className="text-large font-semibold">{t('move.export.title')}</h2>
          <Button
            large
            icon={FileDown}
            disabled={busy}
            onClick={() =>
              void run(async () => {
                await save(
                  `${t('move.fileName')}-${today()}.json`,
                  await exportMigration(browserContext),
                  'application/json',
                );
              })
            }
          >
            {t('move.export')}
          </Button>
          <p className="text-small text-muted">{t('move.export.warning')}</p>
        </section>
      )}
      {(!hasCards || moved !== null) && (
        <section className="flex flex-col gap-3">
          <h2 className="text-large font-semibold">{t('move.import.title')}</h2>
          {moved === null && (
            <FileButton
              icon={FileUp}
              accept=".json,application/json"
              disabled={busy}
              onFile={(file) =>
                void run(async () => setMoved(await importMigration(browserContext, await file.text(), region)))
              }
            >
              {t('move.import')}
            </FileButton>
          )}
          <div role="status">
            {moved !== null && <Notice tone="good">{t('move.imported', { count: moved.cards })}</Notice>}
          </div>
          {moved !== null && (
            <a
              href={`${moved.from}${path('move')}#to=${encodeURIComponent(window.location.origin)}`}
              className="inline-flex min-h-16 items-center justify-center gap-2.5 rounded-surface bg-accent px-5 text-large font-semibold text-on-accent no-underline"
            >
              <Icon icon={Send} size={24} />
              {t('move.tellOld')}
            </a>
          )}
        </section>
      )}
      {hasCards && moved === null && (
        <section className="flex flex-col gap-3">
          <h2 className="text-large font-semibold">{t('move.leave.title')}</h2>
          <TextField
            label={t('move.leave.to')}
            type="url"
            inputMode="url"
            autoComplete="off"
            value={to}
            problem={isInvalid ? t('move.leave.wrong') : null}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button large icon={Truck} disabled={busy || to.trim() === ''} onClick={confirmLeave}>
            {t('move.leave')}
          </Button>
          <ConfirmDialog
            open={isConfirming}
            onClose={() => setIsConfirming(false)}
            title={t('move.leave.question', { to: server?.replace(/^https?:\/\//, '') ?? '' })}
            consequence={t('move.leave.consequence')}
          >
            <Button emphasis="filled" icon={Truck} onClick={() => void leave()}>
              {t('move.leave')}
            </Button>
          </ConfirmDialog>
          <div role="status">
            {redirectedCount !== null && <Notice tone="good">{t('move.left', { count: redirectedCount })}</Notice>}
          </div>
        </section>
      )}
      {hasCards && server !== null && (
        <section className="flex flex-col gap-3">
          <h2 className="text-large font-semibold">{t('move.static.title')}</h2>
          {published.map(({ cardId, address }) => (
            <div key={cardId} className="flex flex-col items-start gap-1">
              <Button
                icon={FileDown}
                onClick={() => void save(`${address}.zip`, redirectFolder(address, server), 'application/zip')}
              >
                {t('move.static')}
              </Button>
              <p className="text-small text-muted">{t('move.static.detail', { address })}</p>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
