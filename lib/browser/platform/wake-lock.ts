/** `held`: the screen stays on; `unsupported` / `refused`: it may go dark, and the person is told. */
export type WakeLockState = 'pending' | 'held' | 'unsupported' | 'refused';

/**
 * Keeps the screen on until the returned function is called. The browser lets go when the page is hidden: it is taken
 * again when the page is seen again.
 */
export function keepScreenOn(onState: (state: WakeLockState) => void): () => void {
  if (!('wakeLock' in navigator)) {
    onState('unsupported');
    return () => undefined;
  }
  let stopped = false;
  let sentinel: WakeLockSentinel | null = null;
  const take = async () => {
    if (document.visibilityState !== 'visible') return;
    try {
      const taken = await navigator.wakeLock.request('screen');
      if (stopped) return void taken.release();
      sentinel = taken;
      // The device lets go by itself when its battery is low.
      taken.onrelease = () => {
        if (!stopped && document.visibilityState === 'visible') onState('refused');
      };
      onState('held');
    } catch {
      onState('refused');
    }
  };
  const onVisible = () => void take();
  document.addEventListener('visibilitychange', onVisible);
  void take();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', onVisible);
    void sentinel?.release();
  };
}
