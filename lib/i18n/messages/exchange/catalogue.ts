import type { Locale, RegionProfile } from '../../locales';
import type { exchangeFr } from './fr';

export type ExchangeMessages = typeof exchangeFr;
type ExchangeMessageKey = keyof ExchangeMessages;

/** Loads the messages of a locale with the wording of its region, when a screen that uses them opens. */
export async function loadExchangeMessages(
  locale: Locale,
  region: RegionProfile,
): Promise<Record<ExchangeMessageKey, string>> {
  const [messages, { exchangeRegionMessages }] = await Promise.all([
    locale === 'fr'
      ? import('./fr').then((module) => module.exchangeFr)
      : import('./en').then((module) => module.exchangeEn),
    import('./regions'),
  ]);
  return { ...messages, ...exchangeRegionMessages[region] };
}
