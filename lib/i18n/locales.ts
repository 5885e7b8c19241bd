export const LOCALES = ['fr', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Where the owner works: decides how phone numbers, addresses and sentences are written. */
export const REGION_PROFILES = ['fr-CA', 'fr-FR', 'en-CA', 'en-US'] as const;
export type RegionProfile = (typeof REGION_PROFILES)[number];

export const DEFAULT_LOCALE: Locale = 'fr';

export const isLocale = (text: string): text is Locale => (LOCALES as readonly string[]).includes(text);
export const isRegionProfile = (text: string): text is RegionProfile =>
  (REGION_PROFILES as readonly string[]).includes(text);

export const localeOf = (region: RegionProfile): Locale => (region.startsWith('fr') ? 'fr' : 'en');

/** The country whose numbers need no international prefix, ISO 3166-1. */
export const COUNTRY_OF = { 'fr-CA': 'CA', 'fr-FR': 'FR', 'en-CA': 'CA', 'en-US': 'US' } as const satisfies Record<
  RegionProfile,
  string
>;

/**
 * Returns the initial region: the first of the device's languages that is one, else a Canadian one. A device set to
 * European French gets fr-FR; English gets en-CA unless the device is set to the United States.
 */
export function guessRegionProfile(locale: Locale, deviceLanguages: readonly string[]): RegionProfile {
  const exactMatch = deviceLanguages.find((tag) => isRegionProfile(tag) && localeOf(tag) === locale);
  if (exactMatch !== undefined && isRegionProfile(exactMatch)) return exactMatch;
  const regions = deviceLanguages.map((tag) => tag.split('-').at(-1) ?? '');
  if (locale === 'fr') return regions.some((r) => ['FR', 'BE', 'CH', 'LU', 'MC'].includes(r)) ? 'fr-FR' : 'fr-CA';
  return regions.includes('US') ? 'en-US' : 'en-CA';
}

/** Returns the owner's region if its language is `language`; otherwise the region of the same country, or of Canada. */
export const regionForLanguage = (language: Locale, own: RegionProfile): RegionProfile =>
  localeOf(own) === language ? own : guessRegionProfile(language, [`${language}-${own.slice(3)}`]);
