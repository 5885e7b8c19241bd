import { CacheFirst, type PrecacheEntry, Serwist, type SerwistGlobalConfig } from 'serwist';
import { DEFAULT_LOCALE, isLocale, type Locale } from '../i18n/locales';
import { screenPath } from '../i18n/screens';
import { answerShare } from './share-target';

declare const self: ServiceWorkerGlobalScope & SerwistGlobalConfig & { __SW_MANIFEST: (PrecacheEntry | string)[] };

// A file another app shares.
self.addEventListener('fetch', (event) => {
  const answer = answerShare(event.request);
  if (answer === null) return;
  event.respondWith(answer);
  event.stopImmediatePropagation();
});

// `/`: the language last used, which the server does not know.
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode !== 'navigate' || url.origin !== self.location.origin || url.pathname !== '/') return;
  event.respondWith(redirectHome(event.request));
  event.stopImmediatePropagation();
});

// The address that codes carry, in capitals; the fragment stays with the page.
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode !== 'navigate' || url.origin !== self.location.origin || url.pathname !== '/O') return;
  event.respondWith(serwist.matchPrecache('/o').then((kept) => kept ?? fetch(event.request)));
  event.stopImmediatePropagation();
});

async function redirectHome(request: Request): Promise<Response> {
  const saved = await (await caches.open('poignee-settings')).match('/locale');
  const locale = (await saved?.text()) ?? '';
  const to = (known: Locale) => Response.redirect(screenPath(known, 'home'), 302);
  return isLocale(locale) ? to(locale) : fetch(request).catch(() => to(DEFAULT_LOCALE));
}

/** Before 0.2 what the router asks for was in caches of its own; now it is precached with the pages. */
self.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('poignee-router-')))
      .then((old) => Promise.all(old.map((name) => caches.delete(name)))),
  ),
);

const serwist = new Serwist({
  precacheEntries: self.__SW_MANIFEST,
  // A card's id is in the query; the document is the same for all.
  precacheOptions: { cleanupOutdatedCaches: true, ignoreURLParametersMatching: [/.*/] },
  // A new version waits until the person says yes (lib/browser/platform/service-worker-client.ts).
  skipWaiting: false,
  clientsClaim: true,
  navigationPreload: false,
  // The recogniser of printed words, 5 MB: kept once it was wanted. Its version is in its address.
  runtimeCaching: [
    {
      matcher: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/ocr/'),
      handler: new CacheFirst({ cacheName: 'poignee-ocr' }),
    },
  ],
});

serwist.addEventListeners();

self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
