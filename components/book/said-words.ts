import { type SingleProperty, saidBy } from '@/lib/book/merge';
import type { Contact } from '@/lib/card/contact';
import type { Locale } from '@/lib/i18n/locales';
import { dayWords } from './book-format';
import type { BookTranslate } from './book-words';

/** What a property says, in words rather than in the codes it is kept as. */
export function saidWords(contact: Contact, property: SingleProperty, b: BookTranslate, locale: Locale): string {
  const { followUp, retainUntil, comfort, preferredContact } = contact;
  switch (property) {
    case 'comfort':
      return b(`comfort.${comfort === '' ? 'unknown' : comfort}`);
    case 'preferredContact':
      return preferredContact === '' ? b('known.preferred.none') : b(`way.${preferredContact}`);
    case 'retainUntil':
      return dayWords(retainUntil, locale);
    case 'followUp':
      return followUp === null
        ? ''
        : [dayWords(followUp.day, locale), b(`way.${followUp.way}`), followUp.promise].filter(Boolean).join(' · ');
    default:
      return saidBy(contact, property);
  }
}
