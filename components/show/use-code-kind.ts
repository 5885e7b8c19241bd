'use client';

import { useCallback, useState, useSyncExternalStore } from 'react';
import { type CodeKind, codeForTheMoment } from '@/lib/browser/show-cache';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Which of the two codes is held out: the one that fits the moment until the owner chooses. */
export function useCodeKind(): { kind: CodeKind; choose: (kind: CodeKind) => void } {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const [chosen, setChosen] = useState<CodeKind | null>(null);
  const choose = useCallback((kind: CodeKind) => setChosen(kind), []);
  return { kind: chosen ?? codeForTheMoment(online), choose };
}
