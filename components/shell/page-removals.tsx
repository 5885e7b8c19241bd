'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { subscribeShortLinks } from '@/lib/browser/card/short-link-version';
import { pendingRemovalsText } from '@/lib/browser/storage/pending-removals';

const loadNotice = () => import('./page-removal-notice').then((module) => module.PageRemovalNotice);

/** Loads the notice of pages still to be removed if there are any. It stays to say that they are removed. */
export function PageRemovals() {
  const pending = useSyncExternalStore(subscribeShortLinks, pendingRemovalsText, () => '');
  const [isNeeded, setIsNeeded] = useState(false);
  useEffect(() => {
    if (pending !== '') setIsNeeded(true);
  }, [pending]);
  const PageRemovalNotice = useLazyModule(loadNotice, isNeeded);
  return PageRemovalNotice && <PageRemovalNotice pending={pending} />;
}
