'use client';

import { useMemo } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import type { Card } from '@/lib/card/card';
import type { CardLink } from '@/lib/share/card-link';

const loadLinks = () => import('@/lib/share/card-link');

/** The links that carry the card, once what makes them is here. */
export function useCardLink(card: Card): CardLink | null {
  const links = useLazyModule(loadLinks);
  return useMemo(() => links?.cardLink(card, window.location.origin) ?? null, [card, links]);
}
