'use client';

import { useEffect, useState } from 'react';

/**
 * Loads a module after the first paint, once it is `wanted`; returns `null` until it is loaded. `load` must be the same
 * function on every render.
 */
export function useLazyModule<Module>(load: () => Promise<Module>, wanted = true): Module | null {
  const [module, setModule] = useState<Module | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let isCurrent = true;
    load().then(
      (loaded) => isCurrent && setModule(() => loaded),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [load, wanted]);
  return module;
}

export type PhoneRules = typeof import('@/lib/i18n/phone');
export const loadPhoneRules = () => import('@/lib/i18n/phone');
export const loadCodes = () => import('@/lib/qr/offline-payload');
