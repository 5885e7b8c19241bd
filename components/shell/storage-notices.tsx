'use client';

import { RefreshCw, TriangleAlert } from 'lucide-react';
import { useCards } from '@/components/card/use-cards';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { cardStore } from '@/lib/browser/card/card-store';
import { applyUpdate, isUpdateWaiting } from '@/lib/browser/platform/service-worker-client';

/** Loads the page again, with the version that is waiting if there is one. */
const loadNewVersion = () => (isUpdateWaiting() ? applyUpdate() : location.reload());

/** Warns when changes cannot be stored, with what to do before closing, or when cards are unreadable. */
export function StorageNotices() {
  const { path } = useLanguage();
  const t = useTranslations('app');
  const { storage, unreadable, cards } = useCards();
  if (storage === 'outdated')
    return (
      <Notice
        tone="error"
        icon={RefreshCw}
        live="alert"
        actions={<Button onClick={loadNewVersion}>{t('safety.reload')}</Button>}
      >
        {t('safety.outdated')}
      </Notice>
    );
  return (
    <>
      {storage !== 'kept' && (
        <Notice
          tone="error"
          icon={TriangleAlert}
          live="alert"
          actions={
            <>
              {storage === 'full' && <Button onClick={cardStore.retry}>{t('safety.retry')}</Button>}
              {cards.length > 0 && <ButtonLink href={path('send')}>{t('safety.saveFile')}</ButtonLink>}
            </>
          }
        >
          {storage === 'full' ? t('safety.full') : t('safety.refused')}
        </Notice>
      )}
      {unreadable > 0 && (
        <Notice tone="warning" icon={TriangleAlert} live="status">
          {t('safety.unreadable', { count: unreadable })}
        </Notice>
      )}
    </>
  );
}
