'use client';

import { useCallback, useEffect, useRef } from 'react';

/**
 * Runs what it is given, one at a time; of what is given meanwhile only the newest runs, once the present one is done. The
 * work answers for its own errors, and nothing more begins once the component is gone.
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
