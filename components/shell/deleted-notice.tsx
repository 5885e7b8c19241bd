'use client';

import { useSyncExternalStore } from 'react';
import { lastDeleted, subscribeDeleted } from '@/components/card/deleted-card';
import { useLazyModule } from '@/components/card/use-lazy-module';

const loadNotice = () => import('./deleted-card-notice').then((module) => module.DeletedCardNotice);

/** Loads the notice of a deleted card once there is one. */
export function DeletedNotice() {
  const isDeleted = useSyncExternalStore(subscribeDeleted, lastDeleted, () => null) !== null;
  const DeletedCardNotice = useLazyModule(loadNotice, isDeleted);
  return DeletedCardNotice && <DeletedCardNotice />;
}
