let isNewerVersionOpen = false;
const listeners = new Set<() => void>();

/** Whether a newer release has upgraded the database: this page's code must not write to it any more. */
export const isOutdated = (): boolean => isNewerVersionOpen;

/** Calls `listener` when that happens. */
export const onOutdated = (listener: () => void): void => void listeners.add(listener);

export function markOutdated(): void {
  if (isNewerVersionOpen) return;
  isNewerVersionOpen = true;
  for (const listener of listeners) listener();
}
