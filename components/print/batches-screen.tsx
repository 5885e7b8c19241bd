'use client';

import { useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { ForCard } from '@/components/shell/for-card';
import { ScreenTitle } from '@/components/shell/screen-title';
import type { Card } from '@/lib/card/card';
import { PrintWords } from './print-words';

const loadDesk = () => import('./batches-desk');

/** What was printed, and what in it is no longer true. */
export function BatchesScreen() {
  const { t } = useLanguage();
  return (
    <ForCard title={t('batches.title')}>
      {(card) => (
        <PrintWords waiting={<ScreenTitle>{t('batches.title')}</ScreenTitle>}>
          <Desk card={card} />
        </PrintWords>
      )}
    </ForCard>
  );
}

function Desk({ card }: { card: Card }) {
  const { t } = useLanguage();
  const parts = useLazyModule(loadDesk);
  return (
    <>
      <ScreenTitle>{t('batches.title')}</ScreenTitle>
      {parts !== null && <parts.BatchesDesk card={card} />}
    </>
  );
}
