import type { MessageKey } from '../../i18n/messages/app/catalogue';
import type { OfflineProperty } from '../../qr/offline-payload';
import type { LinkProperty } from '../../share/card-link';

type LeftOut = OfflineProperty | LinkProperty;

const MESSAGES = {
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

const isKnown = (property: string): property is LeftOut => Object.hasOwn(MESSAGES, property);

/** Returns the message keys that name the properties left out of a code or a link. */
export const propertyMessages = (properties: readonly string[]) =>
  properties.filter(isKnown).map((property) => MESSAGES[property]);
