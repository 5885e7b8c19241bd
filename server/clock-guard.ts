const HOUR_MS = 60 * 60 * 1000;

/**
 * Returns a function that reports whether the system clock has run steadily since the previous call, that is, was not
 * set by an hour or more. A wrong clock is usually corrected soon: nothing is deleted in the meantime. `monotonic`
 * returns milliseconds since an arbitrary origin and is never set.
 */
export function createClockGuard(now: () => number, monotonic: () => number = () => performance.now()) {
  let difference = now() - monotonic();
  return (): boolean => {
    const previousDifference = difference;
    difference = now() - monotonic();
    return Math.abs(difference - previousDifference) < HOUR_MS;
  };
}
