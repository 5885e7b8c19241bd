'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { subscribeShortLinks } from '@/lib/browser/card/short-link-version';
import { pendingRemovalsText } from '@/lib/browser/storage/pending-removals';

const PageRemovalNotice = dynamic(() => import('./page-removal-notice').then((module) => module.PageRemovalNotice), {
  ssr: false,
});

/** Loads the notice of pages still to be removed if there are any. It stays to say that they are removed. */
export function PageRemovals() {
  const pending = useSyncExternalStore(subscribeShortLinks, pendingRemovalsText, () => '');
  const [isNeeded, setIsNeeded] = useState(false);
  useEffect(() => {
    if (pending !== '') setIsNeeded(true);
  }, [pending]);
  return isNeeded ? <PageRemovalNotice pending={pending} /> : null;
}
