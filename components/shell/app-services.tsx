'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { useCards } from '@/components/card/use-cards';
import { useLanguage } from '@/components/i18n/language-provider';
import { watchInstall } from '@/lib/browser/install';
import { writeLocal } from '@/lib/browser/local-value';
import { rememberLocale } from '@/lib/browser/preferences';
import { publishedVersion, subscribePublished } from '@/lib/browser/published-version';
import { registerServiceWorker } from '@/lib/browser/service-worker-client';
import { STORAGE_KEYS } from '@/lib/browser/storage-keys';

let started = false;

/** What runs beside every screen: the service worker, the codes kept for the Show screen, the language for next time. */
export function AppServices() {
  const { locale, profile } = useLanguage();
  const { status, cards, safety } = useCards();
  const published = useSyncExternalStore(subscribePublished, publishedVersion, () => '');

  useEffect(() => {
    if (started) return;
    started = true;
    watchInstall();
    if (document.readyState === 'complete') void registerServiceWorker();
    else window.addEventListener('load', () => void registerServiceWorker(), { once: true });
  }, []);

  useEffect(() => void rememberLocale(locale), [locale]);

  useEffect(() => {
    // Storage that fails today says nothing of the cards: what was kept of their codes may be all there is to show.
    if (status !== 'ready' || (safety !== 'kept' && cards.length === 0)) return;
    if (cards.length > 0) document.documentElement.dataset.cards = '';
    else delete document.documentElement.dataset.cards;
    writeLocal(STORAGE_KEYS.hasCards, cards.length > 0 ? '1' : null);
    if (cards.length === 0) writeLocal(STORAGE_KEYS.show, null);
    if (cards.length > 0 || published !== '')
      void import('@/lib/browser/beside-screens').then(({ follow }) => follow(cards, published, locale, profile));
  }, [status, cards, safety, published, locale, profile]);

  return null;
}
