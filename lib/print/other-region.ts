import { localeOf, type RegionProfile } from '../i18n/locales';

const OTHER_REGION = { 'fr-CA': 'en-CA', 'fr-FR': 'en-US', 'en-CA': 'fr-CA', 'en-US': 'fr-CA' } as const;

/** Returns the region whose rules the back of a bilingual card follows. */
export const otherRegionOf = (region: RegionProfile): RegionProfile => OTHER_REGION[region];

export const otherLanguageOf = (region: RegionProfile) => localeOf(otherRegionOf(region));
