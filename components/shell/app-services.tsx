'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { useCards } from '@/components/card/use-cards';
import { useLanguage } from '@/components/i18n/language-provider';
import { applyCards } from '@/lib/browser/apply-cards';
import { shortLinkVersion, subscribeShortLinks } from '@/lib/browser/card/short-link-version';
import { watchInstall } from '@/lib/browser/platform/install';
import { rememberLocale } from '@/lib/browser/platform/preferences';
import { registerServiceWorker } from '@/lib/browser/platform/service-worker-client';

let started = false;

/**
 * Services that run on every screen: the service worker, the codes stored for the Show screen, the remembered locale.
 */
export function AppServices() {
  const { locale, region } = useLanguage();
  const state = useCards();
  const published = useSyncExternalStore(subscribeShortLinks, shortLinkVersion, () => '');

  useEffect(() => {
    if (started) return;
    started = true;
    watchInstall();
    if (document.readyState === 'complete') void registerServiceWorker();
    else window.addEventListener('load', () => void registerServiceWorker(), { once: true });
  }, []);

  useEffect(() => void rememberLocale(locale), [locale]);

  useEffect(() => applyCards(state, published, locale, region), [state, published, locale, region]);

  return null;
}
