import type { Metadata } from 'next';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { messagesOf } from '@/lib/i18n/messages/app/of-locale';
import { type Screen, screenPath } from '@/lib/i18n/screens';

/** Returns a screen's title in its language and the path of the same screen in the other. */
export function screenMetadata(locale: Locale, screen: Screen): Metadata {
  const messages = messagesOf(locale);
  return {
    title: `${messages[`${screen}.title`]} · ${messages['app.name']}`,
    alternates: { languages: Object.fromEntries(LOCALES.map((other) => [other, screenPath(other, screen)])) },
  };
}
