'use client';

import { Globe } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { LazyMessages, useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { parsePendingRemovals } from '@/lib/browser/storage/pending-removals';
import { shortLink } from '@/lib/exchange/card-address';

const RETRY_MS = 60_000;

const listOf = (removals: readonly { address: Parameters<typeof shortLink>[1] }[]) =>
  removals.map(({ address }) => shortLink(window.location.origin, address).replace(/^https?:\/\//, '')).join(', ');

/** Removes the pages that an erasure left to remove, and says which are still on the server. */
export function PageRemovalNotice({ pending }: { pending: string }) {
  return (
    <LazyMessages catalogue="book">
      <Removals pending={pending} />
    </LazyMessages>
  );
}

function Removals({ pending }: { pending: string }) {
  const { path } = useLanguage();
  const t = useTranslations('book');
  const [isTrying, setIsTrying] = useState(true);
  const [wasPending] = useState(pending);
  useEffect(() => {
    const attempt = async () => {
      setIsTrying(true);
      const [{ finishRemovals }, { browserContext }] = await Promise.all([
        import('@/lib/browser/exchange/page-removal'),
        import('@/lib/browser/exchange/browser-context'),
      ]);
      await finishRemovals(browserContext);
    };
    const attemptNow = () =>
      void attempt()
        .catch(() => undefined)
        .finally(() => setIsTrying(false));
    attemptNow();
    const timer = setInterval(attemptNow, RETRY_MS);
    addEventListener('online', attemptNow);
    return () => {
      clearInterval(timer);
      removeEventListener('online', attemptNow);
    };
  }, []);
  const forgetRefused = async () => {
    const [{ forgetRefusedRemovals }, { browserContext }] = await Promise.all([
      import('@/lib/browser/exchange/page-removal'),
      import('@/lib/browser/exchange/browser-context'),
    ]);
    await forgetRefusedRemovals(browserContext);
  };

  const removals = parsePendingRemovals(pending);
  const waiting = removals.filter(({ isRefused }) => !isRefused);
  const refused = removals.filter(({ isRefused }) => isRefused);
  if (removals.length === 0)
    return (
      <Notice tone="good" icon={Globe} live="status">
        {t('removal.done', { addresses: listOf(parsePendingRemovals(wasPending)) })}
      </Notice>
    );
  return (
    <>
      {waiting.length > 0 && (
        <Notice tone="warning" icon={Globe} live="status">
          {t(isTrying ? 'removal.trying' : 'removal.waiting', { addresses: listOf(waiting) })}
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice
          tone="warning"
          icon={Globe}
          live="status"
          actions={
            <>
              <ButtonLink href={path('devices')}>{t('removal.words')}</ButtonLink>
              <Button onClick={() => void forgetRefused()}>{t('removal.dismiss')}</Button>
            </>
          }
        >
          {t('removal.refused', { addresses: listOf(refused) })}
        </Notice>
      )}
    </>
  );
}
