'use client';

import { useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { ScreenTitle } from '@/components/shell/screen-title';
import { BookSafety } from './book-safety';
import { BookWords } from './book-words';

const loadDesk = () => import('./note-desk');

/** For somebody who dictates: one question a screen. */
export function NoteScreen() {
  const { t } = useLanguage();
  const parts = useLazyModule(loadDesk);
  return (
    <>
      <ScreenTitle back="receive">{t('note.title')}</ScreenTitle>
      <BookSafety />
      <BookWords waiting={null}>{parts !== null && <parts.NoteDesk />}</BookWords>
    </>
  );
}
