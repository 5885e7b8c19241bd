'use client';

import { useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { ForCard } from '@/components/shell/for-card';
import { ScreenTitle } from '@/components/shell/screen-title';
import type { Card } from '@/lib/card/card';
import { PrintWords } from './print-words';

const loadDesk = () => import('./print-desk');

/** Printing, whose parts and words are fetched only once it is opened. */
export function PrintScreen() {
  const { t } = useLanguage();
  return (
    <ForCard title={t('print.title')}>
      {(card) => (
        <PrintWords waiting={<ScreenTitle>{t('print.title')}</ScreenTitle>}>
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
      <ScreenTitle>{t('print.title')}</ScreenTitle>
      {parts !== null && <parts.PrintDesk key={card.id} card={card} />}
    </>
  );
}
