import type { MessageKey } from '@/lib/i18n/messages/catalogue';
import type { Translate } from '@/lib/i18n/translate';
import type { OfflineProperty } from '@/lib/qr/offline-payload';

const WORDS = {
  URL: 'field.website',
  TITLE: 'field.title',
  UNIT: 'field.unit',
  EMAIL: 'field.email',
  TEL: 'field.phone',
  ORG: 'field.organisation',
} as const satisfies Record<OfflineProperty, MessageKey>;

const isKnown = (property: string): property is OfflineProperty => Object.hasOwn(WORDS, property);

/** The properties a code leaves out, as a person calls them. */
export const propertyWords = (properties: readonly string[], t: Translate): string =>
  properties
    .filter(isKnown)
    .map((property) => t(WORDS[property]))
    .join(', ');
