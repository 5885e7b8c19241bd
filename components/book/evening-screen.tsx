'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = async () => ({
  ...(await import('./evening-desk')),
  ...(await import('@/components/exchange/event-pass-section')),
});

export function EveningScreen() {
  return (
    <LazyBookScreen screen="evening" back="home" load={loadDesk}>
      {({ EveningDesk, EventPassSection }) => <EveningDesk pass={<EventPassSection />} />}
    </LazyBookScreen>
  );
}
