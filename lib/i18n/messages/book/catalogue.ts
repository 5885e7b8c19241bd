import type { Locale, RegionProfile } from '../../locales';
import type { bookFr } from './fr';

export type BookMessages = typeof bookFr;
export type BookMessageKey = keyof BookMessages;

/** Loads the messages of a locale with the wording of its region, when a screen that uses them opens. */
export async function loadBookMessages(locale: Locale, region: RegionProfile): Promise<Record<BookMessageKey, string>> {
  const [messages, { bookRegionMessages }] = await Promise.all([
    locale === 'fr' ? import('./fr').then((module) => module.bookFr) : import('./en').then((module) => module.bookEn),
    import('./regions'),
  ]);
  return { ...messages, ...bookRegionMessages[region] };
}
