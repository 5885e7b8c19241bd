import { propertyMessages } from '@/lib/browser/card/property-messages';
import type { Translate } from '@/lib/i18n/translate';

/** Returns the translated names of the properties a code or a link leaves out, separated by commas. */
export const propertyNames = (properties: readonly string[], t: Translate): string =>
  propertyMessages(properties)
    .map((key) => t(key))
    .join(', ');
