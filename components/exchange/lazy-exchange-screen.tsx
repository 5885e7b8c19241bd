'use client';

import type { ReactNode } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { ScreenTitle } from '@/components/shell/screen-title';
import type { Screen } from '@/lib/i18n/screens';
import { ExchangeWords } from './exchange-words';

type ExchangeScreen = Extract<Screen, 'publish' | 'devices' | 'move' | 'reply'>;

/** A screen of publishing: its title at once, its parts and words once they are here. */
export function LazyExchangeScreen<Parts>({
  screen,
  back,
  load,
  children,
}: {
  screen: ExchangeScreen;
  back: Screen;
  /** The same function each time. */
  load: () => Promise<Parts>;
  children: (parts: Parts) => ReactNode;
}) {
  const { t } = useLanguage();
  const parts = useLazyModule(load);
  return (
    <>
      <ScreenTitle back={back}>{t(`${screen}.title`)}</ScreenTitle>
      <ExchangeWords waiting={null}>{parts !== null && children(parts)}</ExchangeWords>
    </>
  );
}
