import { DEFAULT_LOCALE, isLocale, type Locale } from '../i18n/locales';
import { screenPath } from '../i18n/screens';

declare const self: ServiceWorkerGlobalScope;

/** What a notification says. The message itself names nobody. */
const MESSAGES: Record<Locale, { title: string; body: string }> = {
  fr: { title: 'Une réponse à votre carte', body: 'Quelqu’un vous a laissé ses coordonnées.' },
  en: { title: 'A reply to your card', body: 'Somebody left you their details.' },
};

/** Push API §10.4 and Notifications API §2: shows that a reply has arrived, and opens the received replies when tapped. */
export function announceReplies(): void {
  self.addEventListener('push', (event) => {
    const locale = localeOf(event.data);
    const { title, body } = MESSAGES[locale];
    const options = { body, lang: locale, tag: 'replies', icon: '/icons/icon-192.png', data: { locale } };
    event.waitUntil(Promise.all([self.registration.showNotification(title, options), wakePages()]));
  });
  self.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const { locale } = (event.notification.data ?? {}) as { locale?: string };
    event.waitUntil(openReplies(locale !== undefined && isLocale(locale) ? locale : DEFAULT_LOCALE));
  });
}

function localeOf(data: PushMessageData | null): Locale {
  try {
    const { locale = '' } = (data?.json() ?? {}) as { locale?: string };
    return isLocale(locale) ? locale : DEFAULT_LOCALE;
  } catch {
    return DEFAULT_LOCALE;
  }
}

const openPages = () => self.clients.matchAll({ type: 'window' });

/** Open pages fetch the reply at once. */
async function wakePages(): Promise<void> {
  for (const page of await openPages()) page.postMessage({ type: 'REPLY_ARRIVED' });
}

async function openReplies(locale: Locale): Promise<void> {
  const path = screenPath(locale, 'inbox');
  const [page] = await openPages();
  if (page === undefined) await self.clients.openWindow(path);
  else {
    await page.navigate(path);
    // The browser may refuse to bring the window forward.
    await page.focus().catch(() => undefined);
  }
}
