import { cardStore } from '@/lib/browser/card/card-store';
import type { Card } from '@/lib/card/card';
import type { Locale } from '@/lib/i18n/locales';
import type { Translate } from '@/lib/i18n/translate';
import {
  CONTACT_FILE_MEDIA_TYPE,
  contactFileName,
  type NoteLabels,
  serializeContactFile,
} from '@/lib/vcard/contact-file';
import type { VcardVersion } from '@/lib/vcard/write';

/** Makes a card's contact file, with its pictures, named after the person. */
export async function makeContactFile(
  card: Card,
  t: Translate,
  locale: Locale,
  version: VcardVersion = '3.0',
): Promise<File> {
  const [photo, logo] = await Promise.all([cardStore.picture(card.photoId), cardStore.picture(card.logoId)]);
  const text = serializeContactFile(card, { photo, logo, noteLabels: noteLabels(card, t, locale) }, version);
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
