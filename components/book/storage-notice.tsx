'use client';

import { TriangleAlert } from 'lucide-react';
import { useCards } from '@/components/card/use-cards';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { bookStore } from '@/lib/browser/book/book-store';
import { useBook } from './use-book';

/**
 * Warns when changes to contacts cannot be stored, in which case they stay in this tab, or when contacts are
 * unreadable.
 */
export function StorageNotice() {
  const t = useTranslations('app');
  const { storage, unreadable } = useBook();
  const { storage: cardStorage } = useCards();
  // If the cards cannot be stored either, the app shell already shows the warning.
  const isWarningRedundant = storage === 'kept' || cardStorage !== 'kept';
  if (isWarningRedundant && unreadable === 0) return null;
  if (isWarningRedundant)
    return (
      <div className="mb-4">
        <Notice tone="warning" icon={TriangleAlert} live="status">
          {t('safety.unreadable', { count: unreadable })}
        </Notice>
      </div>
    );
  return (
    <div className="mb-4">
      <Notice
        tone="error"
        icon={TriangleAlert}
        live="alert"
        actions={<Button onClick={bookStore.retry}>{t('safety.retry')}</Button>}
      >
        {t(storage === 'full' ? 'safety.full' : 'safety.refused')}
      </Notice>
    </div>
  );
}
