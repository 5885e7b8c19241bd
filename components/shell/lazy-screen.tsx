'use client';

import type { ReactNode } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import type { Screen } from '@/lib/i18n/screens';
import { ScreenTitle } from './screen-title';

/** The screens whose parts come after the title. */
export type LazyScreenName = Extract<
  Screen,
  | 'contacts'
  | 'contact'
  | 'receive'
  | 'scan'
  | 'paperCard'
  | 'import'
  | 'evening'
  | 'todo'
  | 'duplicates'
  | 'insights'
  | 'backup'
  | 'addresses'
  | 'publish'
  | 'devices'
  | 'move'
  | 'reply'
>;

export type LazyScreenProps<Parts> = {
  screen: LazyScreenName;
  back: Screen;
  /** The same function each time. */
  load: () => Promise<Parts>;
  children: (parts: Parts) => ReactNode;
};

/** A screen's title at once; its parts, in the words that `within` brings, once they are here. */
export function LazyScreen<Parts>({
  screen,
  back,
  load,
  children,
  within,
}: LazyScreenProps<Parts> & { within: (parts: ReactNode) => ReactNode }) {
  const { t } = useLanguage();
  const parts = useLazyModule(load);
  return (
    <>
      <ScreenTitle back={back}>{t(`${screen}.title`)}</ScreenTitle>
      {within(parts !== null && children(parts))}
    </>
  );
}
