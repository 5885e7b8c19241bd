'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { lossState, subscribeLoss } from '@/lib/browser/storage/loss-state';

const loadNotice = () => import('./lost-data-notice').then((module) => module.LostDataNotice);

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
  const LostDataNotice = useLazyModule(loadNotice, isNeeded);
  return LostDataNotice && <LostDataNotice isTitle={isTitle} />;
}
