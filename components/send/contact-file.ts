import { cardStore } from '@/lib/browser/card/card-store';
import type { Card } from '@/lib/card/card';
import type { Locale } from '@/lib/i18n/locales';
import type { Translate } from '@/lib/i18n/translate';
import {
  CONTACT_FILE_MEDIA_TYPE,
  cardProperties,
  contactFileName,
  type NoteLabels,
  serializeContactFile,
} from '@/lib/vcard/contact-file';
import type { VcardVersion } from '@/lib/vcard/write';

/** Makes a card's contact file, with its pictures, named after the person; 2.1 is for Outlook on Windows. */
export async function makeContactFile(
  card: Card,
  t: Translate,
  locale: Locale,
  version: VcardVersion | '2.1' = '3.0',
): Promise<File> {
  const [photo, logo] = await Promise.all([cardStore.picture(card.photoId), cardStore.picture(card.logoId)]);
  const parts = { photo, logo, noteLabels: noteLabels(card, t, locale) };
  const text =
    version === '2.1'
      ? (await import('@/lib/vcard/write-21')).serializeVcard21(cardProperties(card, parts, '3.0'))
      : serializeContactFile(card, parts, version);
  return new File([text], contactFileName(card), { type: CONTACT_FILE_MEDIA_TYPE });
}

const PREFERRED = { phone: 'preferred.phone', email: 'preferred.email', message: 'preferred.message' } as const;

function noteLabels(card: Card, t: Translate, locale: Locale): NoteLabels {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const languages = card.languages.map((tag) => names.of(tag) ?? tag).join(', ');
  return {
    pronouns: card.pronouns.trim() === '' ? '' : t('guidedEntry.pronouns', { pronouns: card.pronouns.trim() }),
    languages: languages === '' ? '' : t('guidedEntry.languages', { languages }),
    preferred:
      card.preferredContact === '' ? '' : t('guidedEntry.preferred', { way: t(PREFERRED[card.preferredContact]) }),
  };
}
