import { isLocale } from '../i18n/locales';
import { screenPath } from '../i18n/screens';

declare const self: ServiceWorkerGlobalScope;

/** Read by lib/browser/platform/shared-file.ts. */
const SHARED_CACHE = 'poignee-shared';
const SHARED_URL = '/shared-file';

/**
 * Handles a file posted to the import screen's address by another app (W3C Web Share Target, §5). The file never leaves
 * the device: it is cached until the import screen, opened next, takes it. Returns `null` for any other request.
 */
export function answerShare(request: Request): Promise<Response> | null {
  const { pathname, origin } = new URL(request.url);
  const [, locale = ''] = pathname.split('/');
  if (
    request.method !== 'POST' ||
    origin !== self.location.origin ||
    !isLocale(locale) ||
    pathname !== screenPath(locale, 'import')
  )
    return null;
  return storeSharedFile(request).then(() => Response.redirect(screenPath(locale, 'import'), 303));
}

async function storeSharedFile(request: Request): Promise<void> {
  const form = await request.formData();
  const file = form.get('contacts');
  const texts = ['title', 'text', 'url']
    .map((name) => form.get(name))
    .filter((text) => typeof text === 'string' && text !== '');
  const body = file instanceof File && file.size > 0 ? file : new Blob([texts.join('\n')]);
  if (body.size === 0) return;
  const name = file instanceof File ? file.name : '';
  const cache = await caches.open(SHARED_CACHE);
  await cache.put(SHARED_URL, new Response(body, { headers: { 'X-File-Name': encodeURIComponent(name) } }));
}
