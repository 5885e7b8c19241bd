'use client';

import { useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { ScreenTitle } from '@/components/shell/screen-title';
import { PrintWords } from './print-words';

const loadDesk = () => import('./printer-desk');

/** Measuring a printer, once, so that what it prints falls where it should. */
export function PrinterScreen() {
  const { t } = useLanguage();
  return (
    <PrintWords waiting={<ScreenTitle>{t('printers.title')}</ScreenTitle>}>
      <Desk />
    </PrintWords>
  );
}

function Desk() {
  const { t } = useLanguage();
  const parts = useLazyModule(loadDesk);
  return (
    <>
      <ScreenTitle>{t('printers.title')}</ScreenTitle>
      {parts !== null && <parts.PrinterDesk />}
    </>
  );
}
