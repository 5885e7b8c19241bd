export const LOCALES = ['fr', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Where the owner works: decides how a phone number, an address and a sentence are written. */
export const REGION_PROFILES = ['fr-CA', 'fr-FR', 'en-CA', 'en-US'] as const;
export type RegionProfile = (typeof REGION_PROFILES)[number];

export const DEFAULT_LOCALE: Locale = 'fr';

export const isLocale = (text: string): text is Locale => (LOCALES as readonly string[]).includes(text);
export const isRegionProfile = (text: string): text is RegionProfile =>
  (REGION_PROFILES as readonly string[]).includes(text);

export const localeOf = (profile: RegionProfile): Locale => (profile.startsWith('fr') ? 'fr' : 'en');

/** The country whose numbers need no prefix, ISO 3166-1. */
export const COUNTRY_OF = { 'fr-CA': 'CA', 'fr-FR': 'FR', 'en-CA': 'CA', 'en-US': 'US' } as const satisfies Record<
  RegionProfile,
  string
>;

/**
 * The region profile to begin with: the first of the device's languages that is one, else Canada's.
 * A device set to French of Europe gets France's way; English is Canada's unless the device is set to the United States'.
 */
export function guessRegionProfile(locale: Locale, deviceLanguages: readonly string[]): RegionProfile {
  const exact = deviceLanguages.find((tag) => isRegionProfile(tag) && localeOf(tag) === locale);
  if (exact !== undefined && isRegionProfile(exact)) return exact;
  const regions = deviceLanguages.map((tag) => tag.split('-').at(-1) ?? '');
  if (locale === 'fr') return regions.some((r) => ['FR', 'BE', 'CH', 'LU', 'MC'].includes(r)) ? 'fr-FR' : 'fr-CA';
  return regions.includes('US') ? 'en-US' : 'en-CA';
}

/**
 * The language of `/`: the saved choice, then the first of Accept-Language that we speak (RFC 9110 §12.5.4, by weight),
 * then French.
 */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((p) => /^\s*q=([0-9.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return {
        language: tag.trim().toLowerCase().split('-')[0] ?? '',
        weight: weight === undefined ? 1 : Number(weight),
      };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted.map(({ language }) => language).find(isLocale) ?? DEFAULT_LOCALE;
}
