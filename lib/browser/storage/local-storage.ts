type Storages = 'localStorage' | 'sessionStorage';

/** Storage may be refused (private windows, blocked site data) or full: even naming it may then throw. */
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

/** One small value of this device's; `null` also where storage is refused. */
export const readLocal = (key: string): string | null => read('localStorage', key);
/** Puts it there, or with `null` takes it away; says whether that was done. */
export const writeLocal = (key: string, value: string | null): boolean => write('localStorage', key, value);

/** The same for this window alone: gone once it is closed. */
export const readSession = (key: string): string | null => read('sessionStorage', key);
export const writeSession = (key: string, value: string | null): boolean => write('sessionStorage', key, value);

/** Forgets all of this window's own. */
export function clearSession(): void {
  try {
    window.sessionStorage.clear();
  } catch {
    // Refused: nothing was kept there either.
  }
}

/** Keys and values that begin with `prefix`. */
export function localEntries(prefix: string): [key: string, value: string][] {
  try {
    return Object.entries({ ...window.localStorage }).filter(([key]) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
