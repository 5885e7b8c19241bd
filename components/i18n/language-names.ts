import type { Locale } from '@/lib/i18n/locales';

/** Each language in its own words. */
export const LANGUAGE_NAMES: Record<Locale, string> = { fr: 'Français', en: 'English' };
