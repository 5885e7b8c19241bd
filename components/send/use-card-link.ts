'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { shortLinkVersion, subscribeShortLinks } from '@/lib/browser/card/short-link-version';
import { shortAddressOf } from '@/lib/browser/card/short-links';
import type { Card } from '@/lib/card/card';
import { type LinkChannel, shortLink } from '@/lib/exchange/card-address';
import type { CardLink } from '@/lib/share/card-link';

const loadLinks = () => import('@/lib/share/card-link');

/**
 * Returns the card's short link if it has one, else the link that contains the card; `null` if no link can contain it,
 * `undefined` until the encoder is loaded.
 */
export function useCardLink(card: Card, channel: LinkChannel): CardLink | null | undefined {
  const published = useSyncExternalStore(subscribeShortLinks, shortLinkVersion, () => '');
  const links = useLazyModule(loadLinks);
  return useMemo(() => {
    const address = published === '' ? null : shortAddressOf(card.id);
    if (address !== null) return { text: shortLink(window.location.origin, address, channel), dropped: [] };
    return links?.cardLink(card, window.location.origin);
  }, [card, links, published, channel]);
}
