'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./contact-desk');

export function ContactScreen() {
  return (
    <LazyBookScreen screen="contact" back="contacts" load={loadDesk}>
      {({ ContactDesk }) => <ContactDesk />}
    </LazyBookScreen>
  );
}
