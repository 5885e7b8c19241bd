// The page's side of updates: a new version waits until the user accepts it; only then does the page reload.

let waiting: ServiceWorker | null = null;
let isAccepted = false;
const listeners = new Set<() => void>();

export const isUpdateWaiting = () => waiting !== null;

export function subscribeUpdate(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setWaiting(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

/** Registers the service worker. Without service worker support (old browser, plain http) the app works online only. */
export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/', updateViaCache: 'none' });
    if (registration.waiting !== null && navigator.serviceWorker.controller !== null) setWaiting(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const installing = registration.installing;
      installing?.addEventListener('statechange', () => {
        const isNewVersion = navigator.serviceWorker.controller !== null;
        if (installing.state === 'installed' && isNewVersion) setWaiting(installing);
      });
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && navigator.onLine) registration.update().catch(() => undefined);
    });
  } catch {
    // Some private windows refuse registration: everything but offline use works.
  }
}

/** Activates the waiting version after the user accepts it, then reloads this page and no other. */
export function applyUpdate(): void {
  if (waiting === null) return;
  // Another tab accepted first: the new version is already active, so this page only has to reload.
  if (waiting.state === 'activating' || waiting.state === 'activated') {
    window.location.reload();
    return;
  }
  isAccepted = true;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isAccepted) window.location.reload();
    isAccepted = false;
  });
  waiting.postMessage({ type: 'SKIP_WAITING' });
}
