import type { Translations } from '@/components/i18n/translations';
import { displayValue, type SingleProperty } from '@/lib/book/merge';
import type { Contact } from '@/lib/card/contact';
import type { Locale } from '@/lib/i18n/locales';
import { formatDay } from './dates';

/** Returns the value of a property in words instead of its stored code. */
export function propertyText(
  contact: Contact,
  property: SingleProperty,
  t: Translations['book'],
  locale: Locale,
): string {
  const { followUp, retainUntil, comfort, preferredContact } = contact;
  switch (property) {
    case 'comfort':
      return t(`comfort.${comfort === '' ? 'unknown' : comfort}`);
    case 'preferredContact':
      return preferredContact === '' ? t('known.preferred.none') : t(`way.${preferredContact}`);
    case 'retainUntil':
      return formatDay(retainUntil, locale);
    case 'followUp':
      return followUp === null
        ? ''
        : [formatDay(followUp.day, locale), t(`way.${followUp.way}`), followUp.promise].filter(Boolean).join(' · ');
    default:
      return displayValue(contact, property);
  }
}
