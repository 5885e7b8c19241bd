'use client';

import { RefreshCw } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { applyUpdate, isUpdateWaiting, subscribeUpdate } from '@/lib/browser/platform/service-worker-client';

/** Offers to apply a new version that is ready. */
export function UpdateNotice() {
  const t = useTranslations('app');
  const isWaiting = useSyncExternalStore(subscribeUpdate, isUpdateWaiting, () => false);
  if (!isWaiting) return null;
  return (
    <Notice
      icon={RefreshCw}
      live="status"
      actions={
        <Button emphasis="filled" onClick={applyUpdate}>
          {t('update.apply')}
        </Button>
      }
    >
      {t('update.ready')}
    </Notice>
  );
}
