import { useCallback, useEffect, useRef, useState } from 'react';
import { type ExchangeProblem, problemOf } from './problem-notice';

/**
 * Runs one server task at a time and returns its problem; calls during a run are ignored. `afterwards` runs whether the
 * task succeeds or fails, before the next can start; its own errors are ignored.
 */
export function useAsyncTask(afterwards?: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ExchangeProblem | null>(null);
  const isRunning = useRef(false);
  const latestAfterwards = useRef(afterwards);
  useEffect(() => {
    latestAfterwards.current = afterwards;
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
      await latestAfterwards.current?.().catch(() => undefined);
      isRunning.current = false;
      setBusy(false);
    }
  }, []);
  return { busy, problem, setProblem, run };
}
