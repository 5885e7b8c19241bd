'use client';

import type { Card } from '@/lib/card/card';
import { EventNotice } from './event-notice';
import { InstallInvitation } from './install-invitation';
import { OutdatedPrintsNotice } from './outdated-prints-notice';

/** What is under the card: loaded with it, since a new owner has none of it. */
export function HomeNotices({ card }: { card: Card }) {
  return (
    <>
      <OutdatedPrintsNotice card={card} />
      <EventNotice />
      <InstallInvitation />
    </>
  );
}
