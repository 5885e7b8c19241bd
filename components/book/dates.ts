import type { Locale } from '@/lib/i18n/locales';

/**
 * Formats a `YYYY-MM-DD` day in words («lundi 30 novembre»). Days have no time zone; noon local time never shifts the
 * date.
 */
export const formatDay = (day: string, locale: Locale): string =>
  day === ''
    ? ''
    : new Date(`${day}T12:00:00`).toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' });

export const formatDate = (atMs: number, locale: Locale): string =>
  new Date(atMs).toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric' });

const formattedMonths = new Map<string, string>();

/**
 * Formats a month («novembre 2026»). Results are cached per month: formatting 100,000 dates one by one takes seconds.
 */
export function formatMonth(atMs: number, locale: Locale): string {
  const date = new Date(atMs);
  const key = `${locale} ${date.getFullYear()} ${date.getMonth()}`;
  const formatted = formattedMonths.get(key) ?? date.toLocaleDateString(locale, { month: 'long', year: 'numeric' });
  formattedMonths.set(key, formatted);
  return formatted;
}

export const formatDateTime = (atMs: number, locale: Locale): string =>
  new Date(atMs).toLocaleString(locale, { day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' });
