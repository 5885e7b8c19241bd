'use client';

import { ArchiveRestore, TriangleAlert } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { LazyMessages, useTranslations } from '@/components/i18n/translations';
import { UnlockFields } from '@/components/lock/unlock-form';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Restored } from '@/lib/browser/copy/restore-copy';
import { lockState } from '@/lib/browser/storage/lock/sealing';
import { type LossState, lossState, subscribeLoss } from '@/lib/browser/storage/loss-state';
import { ConfirmDialog } from './confirm-dialog';

/** Says that the browser has lost the data, and offers every way to bring it back. */
export function LostDataNotice({ isTitle }: { isTitle: boolean }) {
  return (
    <LazyMessages catalogue="book">
      <Loss isTitle={isTitle} />
    </LazyMessages>
  );
}

function Loss({ isTitle }: { isTitle: boolean }) {
  const Heading = isTitle ? 'h1' : 'h2';
  const t = useTranslations('book');
  const { path } = useLanguage();
  const loss = useSyncExternalStore(subscribeLoss, lossState, () => null);
  const [progress, setProgress] = useState<'idle' | 'busy' | 'failed'>('idle');
  const [restored, setRestored] = useState<Restored | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);

  const [isUnlocking, setIsUnlocking] = useState(false);
  const restore = async () => {
    if (loss?.copy?.lock && lockState() !== 'open') {
      setIsUnlocking(true);
      return;
    }
    setIsUnlocking(false);
    setProgress('busy');
    try {
      const result = await restoreFromCopy();
      setRestored(result);
      setProgress('idle');
    } catch {
      setProgress('failed');
    }
  };
  const startOver = async () => {
    setIsConfirming(false);
    const { markInstalled } = await import('@/lib/browser/storage/lost-data');
    await markInstalled().catch(() => setProgress('failed'));
  };

  if (restored !== null)
    return (
      <Notice
        tone={restored.damaged > 0 || restored.needsWords ? 'warning' : 'good'}
        icon={ArchiveRestore}
        live="status"
        actions={restored.needsWords ? <ButtonLink href={path('devices')}>{t('lost.words')}</ButtonLink> : undefined}
      >
        <p>{t('lost.restored', { cards: restored.cards, contacts: restored.contacts })}</p>
        {restored.damaged > 0 && <p>{t('lost.damaged')}</p>}
        {restored.needsWords && <p>{t('lost.needsWords')}</p>}
      </Notice>
    );
  if (loss === null) return null;
  return (
    <section className="flex flex-col gap-4 rounded-surface border border-warning bg-surface p-5" aria-live="polite">
      <Heading className="text-large font-semibold">{t('lost.title')}</Heading>
      <p>{t(loss.reason === 'emptied' ? 'lost.emptied' : 'lost.unreadable')}</p>
      <CopyDescription copy={loss.copy} />
      {progress === 'failed' && (
        <Notice tone="error" icon={TriangleAlert} live="alert">
          {t('lost.failed')}
        </Notice>
      )}
      {isUnlocking && loss.copy?.lock && <UnlockFields record={loss.copy.lock} onOpened={() => void restore()} />}
      <div className="flex flex-col gap-2">
        {loss.copy !== null && !isUnlocking && (
          <Button
            emphasis="filled"
            large
            icon={ArchiveRestore}
            disabled={progress === 'busy'}
            onClick={() => void restore()}
          >
            {t(progress === 'busy' ? 'lost.restoring' : 'lost.restore')}
          </Button>
        )}
        {loss.reason === 'emptied' && (
          <>
            <ButtonLink href={path('backup')}>{t('lost.backup')}</ButtonLink>
            <ButtonLink href={path('devices')}>{t('lost.words')}</ButtonLink>
            <Button emphasis="quiet" onClick={() => setIsConfirming(true)}>
              {t(loss.copy === null ? 'lost.startOver' : 'lost.withoutCopy')}
            </Button>
          </>
        )}
      </div>
      <ConfirmDialog
        open={isConfirming}
        onClose={() => setIsConfirming(false)}
        title={t(loss.copy === null ? 'lost.startOver.question' : 'lost.withoutCopy.question')}
        consequence={t(loss.copy === null ? 'lost.startOver.consequence' : 'lost.withoutCopy.consequence')}
      >
        <Button emphasis="danger" onClick={() => void startOver()}>
          {t(loss.copy === null ? 'lost.startOver' : 'lost.withoutCopy')}
        </Button>
      </ConfirmDialog>
    </section>
  );
}

function CopyDescription({ copy }: Pick<LossState, 'copy'>) {
  const t = useTranslations('book');
  const { region } = useLanguage();
  if (copy === null) return <p>{t('lost.noCopy')}</p>;
  const date = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeStyle: 'short' }).format(copy.atMs);
  return (
    <p>
      {t('lost.copy', { date, cards: copy.counts.cards, contacts: copy.counts.contacts })}
      {copy.isPartial && ` ${t('lost.partial')}`}
    </p>
  );
}

async function restoreFromCopy(): Promise<Restored> {
  const [{ restoreCopy }, { openCopyFiles }, { bookStore }] = await Promise.all([
    import('@/lib/browser/copy/restore-copy'),
    import('@/lib/browser/storage/copy-files'),
    import('@/lib/browser/book/book-store'),
  ]);
  const files = await openCopyFiles();
  if (files === null) throw new Error('copy.missing');
  const wasUnreadable = lossState()?.reason === 'unreadable';
  const restored = await restoreCopy(files, Date.now());
  // The stores gave up on the database they could not open.
  if (wasUnreadable) location.reload();
  await bookStore.reload();
  const { replyStore } = await import('@/lib/browser/book/reply-store');
  await replyStore.reload();
  return restored;
}
