type Locks = Pick<LockManager, 'request' | 'query'>;

const locks = (): Locks | null => (globalThis.navigator as { locks?: Locks } | undefined)?.locks ?? null;
const nameOf = (tabId: string) => `poignee-tab-${tabId}`;

/** Says, for as long as this tab lives, that what it has put aside is its own. */
export function holdTab(tabId: string): void {
  void locks()
    ?.request(nameOf(tabId), () => new Promise<never>(() => undefined))
    .catch(() => undefined);
}

/** Whether a tab still lives; where the browser has no locks, none is known to. */
export async function openTabs(): Promise<(tabId: string) => boolean> {
  const held =
    (
      await locks()
        ?.query()
        .catch(() => null)
    )?.held ?? [];
  const names = new Set(held.map(({ name }) => name));
  return (tabId) => names.has(nameOf(tabId));
}

/** One at a time among all tabs and workers; a lock ends with whoever holds it. Where there are no locks, at once. */
export function withLock<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const manager = locks();
  return manager === null ? work() : manager.request(name, work);
}
