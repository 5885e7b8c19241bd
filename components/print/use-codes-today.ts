'use client';

import { useMemo } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { shortAddressOf } from '@/lib/browser/card/short-links';
import type { Card } from '@/lib/card/card';
import type { CodeKind } from '@/lib/print/printed-code';

const loadCodes = async () => {
  const [offline, link] = await Promise.all([import('@/lib/qr/offline-payload'), import('@/lib/share/link-code')]);
  return { ...offline, ...link };
};

/** Returns a function that gives what a code of each kind may hold now; `null` until the encoders are loaded. */
export function useCodesToday(card: Card): ((kind: CodeKind) => readonly string[]) | null {
  const codes = useLazyModule(loadCodes);
  return useMemo(() => {
    if (codes === null) return null;
    const address = shortAddressOf(card.id);
    const payloads = {
      offline: codes.offlinePayloads(card),
      link: codes.linkPayloads(card, window.location.origin, address && { address, channel: 'paper' }),
    };
    return (kind) => payloads[kind];
  }, [card, codes]);
}
