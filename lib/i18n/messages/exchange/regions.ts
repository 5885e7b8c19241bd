import type { RegionProfile } from '../../locales';
import type { exchangeFr } from './fr';

/** Messages whose wording differs by region. */
export const exchangeRegionMessages: Partial<Record<RegionProfile, Partial<Record<keyof typeof exchangeFr, string>>>> =
  {
    'fr-FR': {
      'publish.incomplete': 'Il faut un nom, et un téléphone ou un e-mail, avant de publier.',
      'visits.channel.signature': 'Signature d’e-mail',
    },
  };
