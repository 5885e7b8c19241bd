import type { Locale, RegionProfile } from '../../locales';
import type { printFr } from './fr';

export type PrintMessages = typeof printFr;
export type PrintMessageKey = keyof PrintMessages;

/** Loads the messages of a locale with the wording of its region, when a screen that uses them opens. */
export async function loadPrintMessages(
  locale: Locale,
  region: RegionProfile,
): Promise<Record<PrintMessageKey, string>> {
  const [messages, { printRegionMessages }] = await Promise.all([
    locale === 'fr' ? import('./fr').then((module) => module.printFr) : import('./en').then((module) => module.printEn),
    import('./regions'),
  ]);
  return { ...messages, ...printRegionMessages[region] };
}
