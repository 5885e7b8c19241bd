'use client';

import { useCallback, useEffect, useRef } from 'react';

/**
 * Returns a function that runs async tasks one at a time. Of the tasks passed while one runs, only the newest is run,
 * after the current one. Tasks must handle their own errors; no task starts after the component unmounts.
 */
export function useOneAtATime(): (work: () => Promise<void>) => void {
  const nextTask = useRef<(() => Promise<void>) | null>(null);
  const isRunning = useRef(false);
  const isMounted = useRef(true);

  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);

  return useCallback((work) => {
    nextTask.current = work;
    const runAll = async () => {
      isRunning.current = true;
      while (nextTask.current !== null && isMounted.current) {
        const currentTask = nextTask.current;
        nextTask.current = null;
        await currentTask();
      }
      isRunning.current = false;
    };
    if (!isRunning.current) void runAll();
  }, []);
}
