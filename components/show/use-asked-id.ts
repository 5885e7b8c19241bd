'use client';

import { useCallback, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useHydrated } from './use-hydrated';

/**
 * The card the address names (`?id=`), and how to change it. Next's `useSearchParams` leaves the whole screen out of
 * the prerendered page, and React then puts new elements in the place of those already painted.
 */
export function useAskedId(): { askedId: string | null; ask: (id: string) => void } {
  const { path } = useLanguage();
  const addressed = useHydrated() ? new URLSearchParams(location.search).get('id') : null;
  const [asked, setAsked] = useState<string | null>(null);
  const ask = useCallback(
    (id: string) => {
      window.history.replaceState(null, '', path('show', id));
      setAsked(id);
    },
    [path],
  );
  return { askedId: asked ?? addressed, ask };
}
