'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./insights-desk');

export function InsightsScreen() {
  return (
    <LazyBookScreen screen="insights" back="contacts" load={loadDesk}>
      {({ InsightsDesk }) => <InsightsDesk />}
    </LazyBookScreen>
  );
}
