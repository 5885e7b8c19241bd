import type { Metadata } from 'next';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { messagesOf } from '@/lib/i18n/messages/app/of-locale';
import { type Screen, screenPath } from '@/lib/i18n/screens';

/**
 * Returns a screen's document title. Each page renders it as a `<title>` element, not as Next metadata: Next adds
 * metadata after the screen, which leaves the document without a title for a moment at each navigation.
 */
export function screenTitle(locale: Locale, screen: Screen): string {
  const messages = messagesOf(locale);
  return `${messages[`${screen}.title`]} · ${messages['app.name']}`;
}

/** Returns the path of a screen in every language. */
export const screenMetadata = (screen: Screen): Metadata => ({
  alternates: { languages: Object.fromEntries(LOCALES.map((locale) => [locale, screenPath(locale, screen)])) },
});
