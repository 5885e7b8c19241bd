'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = async () => ({
  ...(await import('./insights-desk')),
  ...(await import('@/components/exchange/visits-section')),
});

export function InsightsScreen() {
  return (
    <LazyBookScreen screen="insights" back="contacts" load={loadDesk}>
      {({ InsightsDesk, VisitsSection }) => (
        <div className="flex max-w-3xl flex-col gap-10">
          <InsightsDesk />
          <VisitsSection />
        </div>
      )}
    </LazyBookScreen>
  );
}
