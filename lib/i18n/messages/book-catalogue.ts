import type { Locale, RegionProfile } from '../locales';
import type { bookFr } from './book-fr';

export type BookMessages = typeof bookFr;
export type BookMessageKey = keyof BookMessages;

/** What a region says otherwise on the contact book's screens. */
export const BOOK_REGION_WORDS: Partial<Record<RegionProfile, Partial<Record<BookMessageKey, string>>>> = {
  'fr-FR': {
    'way.email': 'E-mail',
    'way.message': 'SMS',
    'reach.email': 'par e-mail',
    'reach.message': 'par SMS',
    'comfort.email': 'E-mail',
    'paper.email': 'E-mail',
    'details.email': 'E-mail',
    'details.emails': 'E-mails',
    'details.addEmail': 'Ajouter un e-mail',
    'details.removeEmail': 'Retirer l’e-mail {address}',
    'found.alike.email': '{name} a déjà cet e-mail.',
    'duplicates.because.email': 'Ces deux fiches ont le même e-mail.',
    'todo.act.email': 'Écrire un e-mail',
    'todo.act.message': 'Envoyer un SMS',
    'reach.act.message': 'Envoyer un SMS à {name}',
    'ics.message': 'Envoyer un SMS à {name}',
  },
};

/** One language's sentences, fetched when a screen of the book is opened. */
export async function loadBookMessages(locale: Locale): Promise<Record<BookMessageKey, string>> {
  return locale === 'fr' ? (await import('./book-fr')).bookFr : (await import('./book-en')).bookEn;
}
