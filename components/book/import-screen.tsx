'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./import-desk');

export function ImportScreen() {
  return (
    <LazyBookScreen screen="import" back="receive" load={loadDesk}>
      {({ ImportDesk }) => <ImportDesk />}
    </LazyBookScreen>
  );
}
