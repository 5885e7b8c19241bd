'use client';

import { useCallback, useEffect, useRef } from 'react';

/**
 * Returns a function that runs async tasks one at a time. Of the tasks passed while one runs, only the newest is run,
 * after the current one. Tasks must handle their own errors; no task starts after the component unmounts.
 */
export function useOneAtATime(): (work: () => Promise<void>) => void {
  const next = useRef<(() => Promise<void>) | null>(null);
  const running = useRef(false);
  const mounted = useRef(true);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  return useCallback((work) => {
    next.current = work;
    const runAll = async () => {
      running.current = true;
      while (next.current !== null && mounted.current) {
        const now = next.current;
        next.current = null;
        await now();
      }
      running.current = false;
    };
    if (!running.current) void runAll();
  }, []);
}
