'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import { ForCard } from '@/components/shell/for-card';
import { LazyPrintScreen } from './lazy-print-screen';

const loadDesk = () => import('./print-desk');

/** Printing, whose parts and words are fetched only once it is opened. */
export function PrintScreen() {
  const { t } = useLanguage();
  return (
    <ForCard title={t('print.title')}>
      {(card) => (
        <LazyPrintScreen title={t('print.title')} load={loadDesk}>
          {({ PrintDesk }) => <PrintDesk key={card.id} card={card} />}
        </LazyPrintScreen>
      )}
    </ForCard>
  );
}
