import { guessRegionProfile, isRegionProfile, type Locale, localeOf, type RegionProfile } from '../../i18n/locales';
import { readLocal, writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';

const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const listeners = new Set<() => void>();

/** Calls `listener` when a preference changes, in this tab or in another. */
export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

const notifyListeners = () => {
  for (const listener of listeners) listener();
};

/** Returns the region chosen for this locale, or the one that the device's languages suggest. */
export function currentRegion(locale: Locale): RegionProfile {
  const saved = readLocal(`${STORAGE_KEYS.profile}.${locale}`);
  if (saved !== null && isRegionProfile(saved) && localeOf(saved) === locale) return saved;
  return guessRegionProfile(locale, navigator.languages ?? []);
}

export function chooseRegion(region: RegionProfile): void {
  writeLocal(`${STORAGE_KEYS.profile}.${localeOf(region)}`, region);
  notifyListeners();
}

export function theme(): Theme {
  const saved = readLocal(STORAGE_KEYS.theme);
  return saved === 'light' || saved === 'dark' ? saved : 'auto';
}

export function chooseTheme(next: Theme): void {
  writeLocal(STORAGE_KEYS.theme, next === 'auto' ? null : next);
  if (next === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  notifyListeners();
}

/**
 * Stores the locale used by `/`: in localStorage for pages, and in a cache for the service worker, which cannot read
 * localStorage.
 */
export async function rememberLocale(locale: Locale): Promise<void> {
  writeLocal(STORAGE_KEYS.locale, locale);
  try {
    const cache = await caches.open('poignee-settings');
    await cache.put('/locale', new Response(locale));
  } catch {
    // Some private windows refuse caches: only the localStorage value is then used.
  }
}
