import { propertyMessages } from '@/lib/browser/card/property-messages';
import type { Translate } from '@/lib/i18n/translate';

/** The properties a code or a link leaves out, as a person calls them. */
export const propertyNames = (properties: readonly string[], t: Translate): string =>
  propertyMessages(properties)
    .map((key) => t(key))
    .join(', ');
