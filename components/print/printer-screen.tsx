'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import { LazyPrintScreen } from './lazy-print-screen';

const loadDesk = () => import('./printer-desk');

/** Measuring a printer, once, so that what it prints falls where it should. */
export function PrinterScreen() {
  const { t } = useLanguage();
  return (
    <LazyPrintScreen title={t('printers.title')} load={loadDesk}>
      {({ PrinterDesk }) => <PrinterDesk />}
    </LazyPrintScreen>
  );
}
