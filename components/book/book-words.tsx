'use client';

import { lazyWords } from '@/components/i18n/lazy-words';
import { BOOK_REGION_WORDS, type BookMessages, loadBookMessages } from '@/lib/i18n/messages/book-catalogue';
import type { TranslateOf } from '@/lib/i18n/translate';

export type BookTranslate = TranslateOf<BookMessages>;

/** The contact book's own sentences. */
export const { Words: BookWords, useWords: useBookWords } = lazyWords<BookMessages>(
  loadBookMessages,
  BOOK_REGION_WORDS,
);
