'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./paper-card-desk');

export function PaperCardScreen() {
  return (
    <LazyBookScreen screen="paperCard" back="receive" load={loadDesk}>
      {({ PaperCardDesk }) => <PaperCardDesk />}
    </LazyBookScreen>
  );
}
