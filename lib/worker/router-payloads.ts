// What Next's router asks for instead of a document when a link is followed: the page's RSC payload. Each build has its
// own, so each version of the worker keeps them in a cache of its own name.

declare const self: ServiceWorkerGlobalScope;
declare const __BUILD_ID__: string;

const CACHE_PREFIX = 'poignee-router-';
const CACHE_NAME = `${CACHE_PREFIX}${__BUILD_ID__}`;
const NETWORK_LIMIT_MS = 3000;

const requestFor = (path: string) => new Request(`${path}?_rsc`, { headers: { RSC: '1' } });

/** At installation: the payload of every screen. A failure fails the installation, which the browser tries again. */
export async function cacheRouterPayloads(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE_NAME);
  await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(requestFor(path));
      if (!response.ok) throw new Error(`router payload of ${path}: ${response.status}`);
      await cache.put(path, response);
    }),
  );
}

export async function forgetOldPayloads(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE_NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * The answer to a request of the router's, or null when it is not one. Kept payloads first: they are of the same build
 * as the scripts of the page that asks. A prefetch of part of a page, which no cache holds, fails at once offline, and
 * the router then asks for the whole.
 */
export function answerRouterRequest(request: Request): Promise<Response> | null {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || request.headers.get('RSC') !== '1')
    return null;
  if (request.headers.has('Next-Router-Segment-Prefetch')) return fetch(request).catch(() => Response.error());
  return keptPayload(url.pathname, request);
}

async function keptPayload(pathname: string, request: Request): Promise<Response> {
  const kept = await (await caches.open(CACHE_NAME)).match(pathname);
  if (kept !== undefined) return kept;
  const limit = AbortSignal.timeout(NETWORK_LIMIT_MS);
  return fetch(request, { signal: limit }).catch(() => Response.error());
}
