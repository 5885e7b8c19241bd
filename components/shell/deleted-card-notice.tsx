'use client';

import { Trash2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { clearDeleted, lastDeleted, restoreDeleted, subscribeDeleted } from '@/components/card/deleted-card';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** Reports that a card was deleted, and offers to restore it. */
export function DeletedCardNotice() {
  const t = useTranslations('app');
  const deleted = useSyncExternalStore(subscribeDeleted, lastDeleted, () => null);
  if (deleted === null) return null;
  return (
    <Notice
      icon={Trash2}
      live="status"
      actions={
        <>
          <Button onClick={restoreDeleted}>{t('action.undo')}</Button>
          <Button emphasis="quiet" onClick={clearDeleted}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      {t('card.deleted', { name: deleted.name })}
    </Notice>
  );
}
