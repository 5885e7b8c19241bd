'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./duplicates-desk');

export function DuplicatesScreen() {
  return (
    <LazyBookScreen screen="duplicates" back="contacts" load={loadDesk}>
      {({ DuplicatesDesk }) => <DuplicatesDesk />}
    </LazyBookScreen>
  );
}
