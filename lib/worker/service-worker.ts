import { CacheFirst, type PrecacheEntry, Serwist, type SerwistGlobalConfig } from 'serwist';
import { DEFAULT_LOCALE, isLocale, type Locale } from '../i18n/locales';
import { screenPath } from '../i18n/screens';
import { holdKeyBetweenPages } from './key-holder';
import { announceReplies } from './push-messages';
import { answerShare } from './share-target';

declare const self: ServiceWorkerGlobalScope & SerwistGlobalConfig & { __SW_MANIFEST: (PrecacheEntry | string)[] };

// Handles a file shared by another app (Web Share Target).
self.addEventListener('fetch', (event) => {
  const response = answerShare(event.request);
  if (response === null) return;
  event.respondWith(response);
  event.stopImmediatePropagation();
});

// Redirects `/` to the locale last used, which the server does not know.
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode !== 'navigate' || url.origin !== self.location.origin || url.pathname !== '/') return;
  event.respondWith(redirectHome(event.request));
  event.stopImmediatePropagation();
});

// Codes carry this path in capitals: serves `/o` for `/O`. The page keeps the fragment.
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode !== 'navigate' || url.origin !== self.location.origin || url.pathname !== '/O') return;
  event.respondWith(serwist.matchPrecache('/o').then((precached) => precached ?? fetch(event.request)));
  event.stopImmediatePropagation();
});

async function redirectHome(request: Request): Promise<Response> {
  const saved = await (await caches.open('poignee-settings')).match('/locale');
  const locale = (await saved?.text()) ?? '';
  const redirectTo = (target: Locale) => Response.redirect(screenPath(target, 'home'), 302);
  return isLocale(locale) ? redirectTo(locale) : fetch(request).catch(() => redirectTo(DEFAULT_LOCALE));
}

/** Deletes the router caches of versions before 0.2: router payloads are now precached with the pages. */
self.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('poignee-router-')))
      .then((oldNames) => Promise.all(oldNames.map((name) => caches.delete(name)))),
  ),
);

const serwist = new Serwist({
  precacheEntries: self.__SW_MANIFEST,
  // The card's id is in the query; the document is the same for every card.
  precacheOptions: { cleanupOutdatedCaches: true, ignoreURLParametersMatching: [/.*/] },
  // A new version waits until the user accepts it (lib/browser/platform/service-worker-client.ts).
  skipWaiting: false,
  clientsClaim: true,
  navigationPreload: false,
  // The text recognition (OCR) files, 5 MB: cached on first use. Their path contains their version.
  runtimeCaching: [
    {
      // Slices of large faces: only those that a name has needed are kept.
      matcher: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/fonts/slices/'),
      handler: new CacheFirst({ cacheName: 'poignee-font-slices' }),
    },
    {
      matcher: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/ocr/'),
      handler: new CacheFirst({ cacheName: 'poignee-ocr' }),
    },
  ],
});

serwist.addEventListeners();
announceReplies();
holdKeyBetweenPages();

self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
