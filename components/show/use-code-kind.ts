'use client';

import { useCallback, useState, useSyncExternalStore } from 'react';
import { type CodeKind, codeForTheMoment } from '@/lib/browser/show-cache';

const neverChanges = () => () => undefined;

/**
 * Which of the two codes is held out: the one that fits the moment the screen was opened, until the owner chooses. A
 * network that comes and goes does not change the code under somebody's camera.
 */
export function useCodeKind(): { kind: CodeKind; choose: (kind: CodeKind) => void } {
  const [onlineAtFirst] = useState(() => typeof navigator === 'undefined' || navigator.onLine);
  const online = useSyncExternalStore(
    neverChanges,
    () => onlineAtFirst,
    () => true,
  );
  const [chosen, setChosen] = useState<CodeKind | null>(null);
  const choose = useCallback((kind: CodeKind) => setChosen(kind), []);
  return { kind: chosen ?? codeForTheMoment(online), choose };
}
