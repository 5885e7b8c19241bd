'use client';

import { useSyncExternalStore } from 'react';

const neverChanges = () => () => undefined;

/** `false` only while React takes over what the server drew: what only this device knows must wait until then. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}
