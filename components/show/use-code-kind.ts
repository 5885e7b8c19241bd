'use client';

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { type CodeKind, codeForTheMoment } from '@/lib/browser/show-cache';
import { useHydrated } from './use-hydrated';

/** What is held out is kept on <html>: it is decided, or chosen, before React is there (app/boot-script.ts). */
function chosenSoFar(): CodeKind | null {
  const { code } = document.documentElement.dataset;
  return code === 'offline' || code === 'link' ? code : null;
}

/** Whoever changes it, the page's own script or this screen: a tap between React's reading and its taking over counts. */
function watchChoice(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-code'] });
  return () => observer.disconnect();
}

/** The next time the screen is opened, the moment decides again. */
export function useForgottenChoice(): void {
  useEffect(
    () => () => {
      delete document.documentElement.dataset.code;
    },
    [],
  );
}

/**
 * Which of the two codes is held out: the one that fits the moment the screen was opened, until the owner chooses. A
 * network that comes and goes does not change the code under somebody's camera.
 */
export function useCodeKind(): { kind: CodeKind; choose: (kind: CodeKind) => void } {
  const [onlineAtFirst] = useState(() => typeof navigator === 'undefined' || navigator.onLine);
  const online = useHydrated() ? onlineAtFirst : true;
  const chosen = useSyncExternalStore(watchChoice, chosenSoFar, () => null);
  const choose = useCallback((kind: CodeKind) => {
    document.documentElement.dataset.code = kind;
  }, []);
  return { kind: chosen ?? codeForTheMoment(online), choose };
}
