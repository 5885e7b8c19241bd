'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./addresses-desk');

export function AddressesScreen() {
  return (
    <LazyBookScreen screen="addresses" back="contacts" load={loadDesk}>
      {({ AddressesDesk }) => <AddressesDesk />}
    </LazyBookScreen>
  );
}
