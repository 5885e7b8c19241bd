import type { Locale } from '../../locales';
import type { MessageKey } from './catalogue';
import { en } from './en';
import { fr } from './fr';

/** Both catalogues: for the server's rendering only, which hands one of them to the page. */
export const messagesOf = (locale: Locale): Record<MessageKey, string> => (locale === 'fr' ? fr : en);
