'use client';

import { TriangleAlert } from 'lucide-react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { bookStore } from '@/lib/browser/book-store';
import { useBook } from './use-book';

/** Says when there is no room for what is written about somebody; it stays in this tab until there is. */
export function BookSafety() {
  const { t } = useLanguage();
  const { safety } = useBook();
  if (safety !== 'full') return null;
  return (
    <div className="mb-4">
      <Notice
        tone="error"
        icon={TriangleAlert}
        live="alert"
        actions={<Button onClick={bookStore.retry}>{t('safety.retry')}</Button>}
      >
        {t('safety.full')}
      </Notice>
    </div>
  );
}
