import type { Locale, RegionProfile } from '../locales';
import type { exchangeFr } from './exchange-fr';

export type ExchangeMessages = typeof exchangeFr;
type ExchangeMessageKey = keyof ExchangeMessages;

/** What a region says otherwise on the screens of publishing. */
export const EXCHANGE_REGION_WORDS: Partial<Record<RegionProfile, Partial<Record<ExchangeMessageKey, string>>>> = {
  'fr-FR': {
    'publish.incomplete': 'Il faut un nom, et un téléphone ou un e-mail, avant de publier.',
    'visits.channel.signature': 'Signature d’e-mail',
  },
};

/** One language's sentences, fetched when a screen of publishing is opened. */
export async function loadExchangeMessages(locale: Locale): Promise<Record<ExchangeMessageKey, string>> {
  return locale === 'fr' ? (await import('./exchange-fr')).exchangeFr : (await import('./exchange-en')).exchangeEn;
}
