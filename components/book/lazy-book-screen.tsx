'use client';

import { LazyScreen, type LazyScreenProps } from '@/components/shell/lazy-screen';
import { BookSafety } from './book-safety';
import { BookWords } from './book-words';

/** A screen of the contact book, and whether the book is safe. */
export function LazyBookScreen<Parts>(props: LazyScreenProps<Parts>) {
  return (
    <LazyScreen
      {...props}
      within={(parts) => (
        <>
          <BookSafety />
          <BookWords waiting={null}>{parts}</BookWords>
        </>
      )}
    />
  );
}
