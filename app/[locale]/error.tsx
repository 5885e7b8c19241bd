'use client';

import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';

/** Error boundary of a screen: explains the failure and offers to retry or reload. */
export default function ScreenError({ reset }: { reset: () => void }) {
  const t = useTranslations('app');
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-4 p-6">
      <title>{t('app.name')}</title>
      <h1 className="text-title font-semibold">{t('error.title')}</h1>
      <p className="text-muted">{t('error.sentence')}</p>
      <div className="flex flex-wrap gap-2">
        <Button emphasis="filled" onClick={reset}>
          {t('safety.retry')}
        </Button>
        <Button onClick={() => window.location.reload()}>{t('error.reload')}</Button>
      </div>
    </main>
  );
}
