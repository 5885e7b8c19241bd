import type { Locale, RegionProfile } from '../i18n/locales';
import type { CardsState } from './card/card-store';
import { writeLocal } from './storage/local-storage';
import { lossState } from './storage/loss-state';
import { STORAGE_KEYS } from './storage/storage-keys';

/**
 * Updates everything derived from the cards on a screen: the document's "has cards" flag, the codes cached for the Show
 * screen, and the exchange with the server.
 */
export function applyCards(state: CardsState, published: string, locale: Locale, region: RegionProfile): void {
  const { status, cards, storage } = state;
  // A storage failure does not mean that there are no cards: the cached codes may be all there is to show.
  // What remains in localStorage is all that can still be shown.
  if (lossState() !== null) return;
  if (status !== 'ready' || (storage !== 'kept' && cards.length === 0)) return;
  if (cards.length > 0) document.documentElement.dataset.cards = '';
  else delete document.documentElement.dataset.cards;
  writeLocal(STORAGE_KEYS.hasCards, cards.length > 0 ? '1' : null);
  if (cards.length === 0) writeLocal(STORAGE_KEYS.show, null);
  if (cards.length > 0 || published !== '')
    void import('./background-tasks').then(({ runBackgroundTasks }) =>
      runBackgroundTasks(cards, published, locale, region),
    );
}
