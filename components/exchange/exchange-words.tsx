'use client';

import { lazyWords } from '@/components/i18n/lazy-words';
import {
  EXCHANGE_REGION_WORDS,
  type ExchangeMessages,
  loadExchangeMessages,
} from '@/lib/i18n/messages/exchange-catalogue';

/** The sentences of publishing and exchanging. */
export const { Words: ExchangeWords, useWords: useExchangeWords } = lazyWords<ExchangeMessages>(
  loadExchangeMessages,
  EXCHANGE_REGION_WORDS,
);
