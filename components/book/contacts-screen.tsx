'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./contacts-desk');

export function ContactsScreen() {
  return (
    <LazyBookScreen screen="contacts" back="home" load={loadDesk}>
      {({ ContactsDesk }) => <ContactsDesk />}
    </LazyBookScreen>
  );
}
