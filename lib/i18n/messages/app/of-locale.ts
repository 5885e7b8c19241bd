import type { Locale } from '../../locales';
import type { MessageKey } from './catalogue';
import { en } from './en';
import { fr } from './fr';

/**
 * Returns the messages of a locale. Imports both catalogues: only for server rendering, which passes one of them to the
 * page.
 */
export const messagesOf = (locale: Locale): Record<MessageKey, string> => (locale === 'fr' ? fr : en);
