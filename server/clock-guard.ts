const HOUR_MS = 60 * 60 * 1000;

/**
 * Has the clock only run, and not been set, since this was last asked? A clock set wrong is set right again soon after: nothing
 * is destroyed on its word meanwhile. `monotonic` counts milliseconds from any beginning and is never set.
 */
export function createClockGuard(now: () => number, monotonic: () => number = () => performance.now()) {
  let difference = now() - monotonic();
  return (): boolean => {
    const before = difference;
    difference = now() - monotonic();
    return Math.abs(difference - before) < HOUR_MS;
  };
}
