'use client';

import { useEffect, useState } from 'react';

/**
 * Loads a module after the first paint, once it is `wanted`; returns `null` until it is loaded. If loading fails, it is
 * tried again when the network returns. `load` must be the same function on every render.
 */
export function useLazyModule<Module>(load: () => Promise<Module>, wanted = true): Module | null {
  const [module, setModule] = useState<Module | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let isCurrent = true;
    const attempt = () =>
      void load().then(
        (loaded) => isCurrent && setModule(() => loaded),
        () => isCurrent && window.addEventListener('online', attempt, { once: true }),
      );
    attempt();
    return () => {
      isCurrent = false;
      window.removeEventListener('online', attempt);
    };
  }, [load, wanted]);
  return module;
}

export type PhoneRules = typeof import('@/lib/i18n/phone');
export const loadPhoneRules = () => import('@/lib/i18n/phone');
export const loadCodes = () => import('@/lib/qr/offline-payload');
