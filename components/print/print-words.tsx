'use client';

import { lazyWords } from '@/components/i18n/lazy-words';
import { loadPrintMessages, PRINT_REGION_WORDS, type PrintMessages } from '@/lib/i18n/messages/print-catalogue';
import type { TranslateOf } from '@/lib/i18n/translate';

export type PrintTranslate = TranslateOf<PrintMessages>;

/** The print screens' own sentences. */
export const { Words: PrintWords, useWords: usePrintWords } = lazyWords<PrintMessages>(
  loadPrintMessages,
  PRINT_REGION_WORDS,
);
