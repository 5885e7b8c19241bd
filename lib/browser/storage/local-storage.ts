type Storages = 'localStorage' | 'sessionStorage';

/**
 * Storage may be refused (private windows, blocked site data) or full. Merely accessing the property can then throw.
 */
function read(storage: Storages, key: string): string | null {
  try {
    return window[storage].getItem(key);
  } catch {
    return null;
  }
}

function write(storage: Storages, key: string, value: string | null): boolean {
  try {
    if (value === null) window[storage].removeItem(key);
    else window[storage].setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** Reads a value from localStorage; `null` also if storage is refused. */
export const readLocal = (key: string): string | null => read('localStorage', key);
/** Writes a value to localStorage, or removes it if `null`. Returns whether it succeeded. */
export const writeLocal = (key: string, value: string | null): boolean => write('localStorage', key, value);

/** Calls back when localStorage may have changed, in another tab or by `announceLocal`. Returns the function that stops it. */
export function subscribeLocal(listener: () => void): () => void {
  window.addEventListener('storage', listener);
  return () => window.removeEventListener('storage', listener);
}

/** The browser dispatches `storage` events in other tabs only. */
export const announceLocal = (): void => void window.dispatchEvent(new Event('storage'));

/** The same for sessionStorage, which lasts until the tab is closed. */
export const readSession = (key: string): string | null => read('sessionStorage', key);
export const writeSession = (key: string, value: string | null): boolean => write('sessionStorage', key, value);

/** Returns the keys of sessionStorage that start with `prefix`. */
export function sessionKeys(prefix: string): string[] {
  try {
    return Object.keys({ ...window.sessionStorage }).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

/** Clears sessionStorage. */
export function clearSession(): void {
  try {
    window.sessionStorage.clear();
  } catch {
    // Storage is refused, so there is nothing to clear.
  }
}

/** Returns the localStorage entries whose key starts with `prefix`. */
export function localEntries(prefix: string): [key: string, value: string][] {
  try {
    return Object.entries({ ...window.localStorage }).filter(([key]) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
