/**
 * One small value in localStorage. Storage may be refused (private windows, blocked site data) or full: reading then
 * gives `null`, and writing says whether it was kept.
 */
export function readLocal(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeLocal(key: string, value: string | null): boolean {
  try {
    if (value === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** The same for this window alone: gone once it is closed. */
export function readSession(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeSession(key: string, value: string | null): boolean {
  try {
    if (value === null) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

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
