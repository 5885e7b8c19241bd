'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./receive-desk');

export function ReceiveScreen() {
  return (
    <LazyBookScreen screen="receive" back="contacts" load={loadDesk}>
      {({ ReceiveDesk }) => <ReceiveDesk />}
    </LazyBookScreen>
  );
}
