'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { useCards } from '@/components/card/use-cards';
import { useLanguage } from '@/components/i18n/language-provider';
import { watchInstall } from '@/lib/browser/install';
import { localEntries, writeLocal } from '@/lib/browser/local-value';
import { rememberLocale } from '@/lib/browser/preferences';
import { publishedVersion, subscribePublished } from '@/lib/browser/published-cards';
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
    if (cards.length === 0) {
      writeLocal(STORAGE_KEYS.show, null);
      return;
    }
    void import('@/lib/browser/show-snapshot').then(({ saveSnapshots }) => saveSnapshots(cards, published));
  }, [status, cards, safety, published]);

  useEffect(() => {
    // Nothing of it is fetched for who never published, nor has anything waiting to leave.
    if (published !== '' || localEntries(STORAGE_KEYS.unsentReply).length > 0)
      void import('@/lib/browser/exchange-service').then((module) => module.startExchange(locale, profile));
  }, [published, locale, profile]);

  return null;
}
