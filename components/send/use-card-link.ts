'use client';

import { useMemo } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import type { Card } from '@/lib/card/card';
import type { CardLink } from '@/lib/share/card-link';

const loadLinks = () => import('@/lib/share/card-link');

/** The link that carries the card; `null` for a card no link can carry, `undefined` until what makes them is here. */
export function useCardLink(card: Card): CardLink | null | undefined {
  const links = useLazyModule(loadLinks);
  return useMemo(() => links?.cardLink(card, window.location.origin), [card, links]);
}
