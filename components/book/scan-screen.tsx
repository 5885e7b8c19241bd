'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./scan-desk');

export function ScanScreen() {
  return (
    <LazyBookScreen screen="scan" back="receive" load={loadDesk}>
      {({ ScanDesk }) => <ScanDesk />}
    </LazyBookScreen>
  );
}
