'use client';

import type { ReactNode } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { ScreenTitle } from '@/components/shell/screen-title';
import type { Screen } from '@/lib/i18n/screens';
import { BookSafety } from './book-safety';
import { BookWords } from './book-words';

type BookScreen = Extract<
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
>;

/** A screen of the contact book: its title at once, its parts and words once they are here. */
export function LazyBookScreen<Parts>({
  screen,
  back,
  load,
  children,
}: {
  screen: BookScreen;
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
      <BookSafety />
      <BookWords waiting={null}>{parts !== null && children(parts)}</BookWords>
    </>
  );
}
