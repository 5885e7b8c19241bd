'use client';

import { useEffect, useState } from 'react';
import { publishedVersion } from '@/lib/browser/published-version';

/** While the code is held out: the name of who has just left their details. */
export function useArrival(): string | null {
  const [arrived, setArrived] = useState<string | null>(null);
  useEffect(() => {
    if (publishedVersion() === '') return;
    let stop = () => undefined as unknown;
    let current = true;
    void import('@/lib/browser/exchange-service').then(({ expectReplies, watchReplies }) => {
      if (!current) return;
      const stopWatching = watchReplies(({ contacts }) => {
        const last = contacts.at(-1);
        if (last !== undefined) setArrived(last.name);
      });
      const stopExpecting = expectReplies();
      stop = () => {
        stopWatching();
        stopExpecting();
      };
    });
    return () => {
      current = false;
      stop();
    };
  }, []);
  return arrived;
}
