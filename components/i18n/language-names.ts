import type { Locale } from '@/lib/i18n/locales';

/** The name of each language, in that language. */
export const LANGUAGE_NAMES: Record<Locale, string> = { fr: 'Français', en: 'English' };
