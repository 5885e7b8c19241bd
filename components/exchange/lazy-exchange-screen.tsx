'use client';

import { LazyScreen, type LazyScreenProps } from '@/components/shell/lazy-screen';
import { ExchangeWords } from './exchange-words';

/** A screen of publishing. */
export function LazyExchangeScreen<Parts>(props: LazyScreenProps<Parts>) {
  return <LazyScreen {...props} within={(parts) => <ExchangeWords waiting={null}>{parts}</ExchangeWords>} />;
}
