import type { MessageKey } from '@/lib/i18n/messages/catalogue';
import type { Translate } from '@/lib/i18n/translate';
import type { OfflineProperty } from '@/lib/qr/offline-payload';
import type { LinkProperty } from '@/lib/share/card-link';

type LeftOut = OfflineProperty | LinkProperty;

const WORDS = {
  URL: 'field.website',
  TITLE: 'field.title',
  UNIT: 'field.unit',
  EMAIL: 'field.email',
  TEL: 'field.phone',
  ORG: 'field.organisation',
  NOTE: 'field.note',
  PROFILES: 'field.profiles',
  HEADLINE: 'field.headline',
  ADDRESS: 'field.address',
} as const satisfies Record<LeftOut, MessageKey>;

const isKnown = (property: string): property is LeftOut => Object.hasOwn(WORDS, property);

/** The properties a code or a link leaves out, as a person calls them. */
export const propertyWords = (properties: readonly string[], t: Translate): string =>
  properties
    .filter(isKnown)
    .map((property) => t(WORDS[property]))
    .join(', ');
