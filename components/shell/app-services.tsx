'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { useCards } from '@/components/card/use-cards';
import { useLanguage } from '@/components/i18n/language-provider';
import { applyCards } from '@/lib/browser/apply-cards';
import { watchInstall } from '@/lib/browser/install';
import { rememberLocale } from '@/lib/browser/preferences';
import { publishedVersion, subscribePublished } from '@/lib/browser/published-version';
import { registerServiceWorker } from '@/lib/browser/service-worker-client';

let started = false;

/** What runs beside every screen: the service worker, the codes kept for the Show screen, the language for next time. */
export function AppServices() {
  const { locale, profile } = useLanguage();
  const state = useCards();
  const published = useSyncExternalStore(subscribePublished, publishedVersion, () => '');

  useEffect(() => {
    if (started) return;
    started = true;
    watchInstall();
    if (document.readyState === 'complete') void registerServiceWorker();
    else window.addEventListener('load', () => void registerServiceWorker(), { once: true });
  }, []);

  useEffect(() => void rememberLocale(locale), [locale]);

  useEffect(() => applyCards(state, published, locale, profile), [state, published, locale, profile]);

  return null;
}
