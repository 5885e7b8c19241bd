// The page's half of updates: a new version waits until the person says yes, and only then does the page reload.

let waiting: ServiceWorker | null = null;
let accepted = false;
const listeners = new Set<() => void>();

export const isUpdateWaiting = () => waiting !== null;

export function subscribeUpdate(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function offer(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

/** Registers the worker once the page is calm; where there is none (old browser, plain http), the app works online. */
export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/', updateViaCache: 'none' });
    if (registration.waiting !== null && navigator.serviceWorker.controller !== null) offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const installing = registration.installing;
      installing?.addEventListener('statechange', () => {
        const isNewVersion = navigator.serviceWorker.controller !== null;
        if (installing.state === 'installed' && isNewVersion) offer(installing);
      });
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && navigator.onLine) registration.update().catch(() => undefined);
    });
  } catch {
    // Registration is refused in some private windows; everything but offline works.
  }
}

/** The person said yes: the waiting version takes over, then this page, and no other, is loaded anew. */
export function applyUpdate(): void {
  if (waiting === null) return;
  // Another tab said yes first: the new version is already in charge, this page only has to be its.
  if (waiting.state === 'activating' || waiting.state === 'activated') {
    window.location.reload();
    return;
  }
  accepted = true;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (accepted) window.location.reload();
    accepted = false;
  });
  waiting.postMessage({ type: 'SKIP_WAITING' });
}
