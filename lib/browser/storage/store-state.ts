/** A store's state and its subscribers, as `useSyncExternalStore` reads them. */
export function createStoreState<State extends { status: string }>(initial: State) {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    update(change: Partial<State>): void {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Resolves once `status` is `ready`: the records are loaded, or storage is refused. */
    ready(): Promise<void> {
      return new Promise((resolve) => {
        const check = () => {
          if (state.status !== 'ready') return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        check();
      });
    },
  };
}
