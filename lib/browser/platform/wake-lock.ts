/** `held`: the screen stays on. `unsupported` or `refused`: it may turn off, and the user is told. */
export type WakeLockState = 'pending' | 'held' | 'unsupported' | 'refused';

/**
 * Keeps the screen on until the returned function is called. The browser releases the lock when the page is hidden; it
 * is requested again when the page becomes visible.
 */
export function keepScreenOn(onState: (state: WakeLockState) => void): () => void {
  if (!('wakeLock' in navigator)) {
    onState('unsupported');
    return () => undefined;
  }
  let stopped = false;
  let sentinel: WakeLockSentinel | null = null;
  const acquire = async () => {
    if (document.visibilityState !== 'visible') return;
    try {
      const acquired = await navigator.wakeLock.request('screen');
      if (stopped) return void acquired.release();
      sentinel = acquired;
      // The device releases the lock by itself when the battery is low.
      acquired.onrelease = () => {
        if (!stopped && document.visibilityState === 'visible') onState('refused');
      };
      onState('held');
    } catch {
      onState('refused');
    }
  };
  const onVisible = () => void acquire();
  document.addEventListener('visibilitychange', onVisible);
  void acquire();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', onVisible);
    void sentinel?.release();
  };
}
