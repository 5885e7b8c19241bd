type Locks = Pick<LockManager, 'request' | 'query'>;

const locks = (): Locks | null => (globalThis.navigator as { locks?: Locks } | undefined)?.locks ?? null;
const nameOf = (tabId: string) => `poignee-tab-${tabId}`;

/** Holds a lock as long as this tab is open, so that other tabs leave its unsaved changes alone. */
export function holdTab(tabId: string): void {
  void locks()
    ?.request(nameOf(tabId), () => new Promise<never>(() => undefined))
    .catch(() => undefined);
}

/** Resolves with a function that returns whether a tab is still open. Without Web Locks it always returns `false`. */
export async function openTabs(): Promise<(tabId: string) => boolean> {
  const heldLocks =
    (
      await locks()
        ?.query()
        .catch(() => null)
    )?.held ?? [];
  const names = new Set(heldLocks.map(({ name }) => name));
  return (tabId) => names.has(nameOf(tabId));
}

/** Runs `work` while others may hold the lock in the same way, and nobody holds it exclusively. */
export function withSharedLock<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const manager = locks();
  return manager === null ? work() : manager.request(name, { mode: 'shared' }, work);
}

/**
 * Runs `work` under an exclusive lock shared by all tabs and workers, released when the holder ends. Without Web Locks,
 * runs it at once.
 */
export function withLock<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const manager = locks();
  return manager === null ? work() : manager.request(name, work);
}
