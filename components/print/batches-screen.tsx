'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import { ForCard } from '@/components/shell/for-card';
import { LazyPrintScreen } from './lazy-print-screen';

const loadDesk = () => import('./batches-desk');

/** What was printed, and what in it is no longer true. */
export function BatchesScreen() {
  const { t } = useLanguage();
  return (
    <ForCard title={t('batches.title')}>
      {(card) => (
        <LazyPrintScreen title={t('batches.title')} load={loadDesk}>
          {({ BatchesDesk }) => <BatchesDesk card={card} />}
        </LazyPrintScreen>
      )}
    </ForCard>
  );
}
