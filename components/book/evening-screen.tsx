'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./evening-desk');

export function EveningScreen() {
  return (
    <LazyBookScreen screen="evening" back="home" load={loadDesk}>
      {({ EveningDesk }) => <EveningDesk />}
    </LazyBookScreen>
  );
}
