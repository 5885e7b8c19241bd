'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { lossState, subscribeLoss } from '@/lib/browser/storage/loss-state';

const LostDataNotice = dynamic(() => import('./lost-data-notice').then((module) => module.LostDataNotice), {
  ssr: false,
});

/** Whether the browser has lost the owner's data and the owner has not decided what to do yet. */
export const useIsLost = (): boolean => useSyncExternalStore(subscribeLoss, lossState, () => null) !== null;

/**
 * Loads the notice if the browser has lost the owner's data. It stays to say what came back. `isTitle`: its heading is the
 * screen's.
 */
export function LostData({ isTitle = false }: { isTitle?: boolean }) {
  const isLost = useIsLost();
  const [isNeeded, setIsNeeded] = useState(false);
  useEffect(() => {
    if (isLost) setIsNeeded(true);
  }, [isLost]);
  return isNeeded ? <LostDataNotice isTitle={isTitle} /> : null;
}
