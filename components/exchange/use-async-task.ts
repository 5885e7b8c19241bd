import { useCallback, useEffect, useRef, useState } from 'react';
import { type ExchangeProblem, problemOf } from './problem-notice';

/**
 * One thing asked of the server at a time, and what went wrong with it: a second tap meanwhile is none. `afterwards` runs either
 * way, before the next can begin; what fails there is said by what it was for.
 */
export function useAsyncTask(afterwards?: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ExchangeProblem | null>(null);
  const isRunning = useRef(false);
  const then = useRef(afterwards);
  useEffect(() => {
    then.current = afterwards;
  }, [afterwards]);
  const run = useCallback(async (work: () => Promise<unknown>): Promise<void> => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      await then.current?.().catch(() => undefined);
      isRunning.current = false;
      setBusy(false);
    }
  }, []);
  return { busy, problem, setProblem, run };
}
