import type { Locale, RegionProfile } from '../../i18n/locales';
import { writeLocal } from '../storage/local-storage';
import { STORAGE_KEYS } from '../storage/storage-keys';
import type { CardsState } from './card-store';

/** What follows the cards on every screen: whether there are any, the codes kept for the Show screen, the exchange. */
export function applyCards(state: CardsState, published: string, locale: Locale, region: RegionProfile): void {
  const { status, cards, storage } = state;
  // Storage that fails today says nothing of the cards: what was kept of their codes may be all there is to show.
  if (status !== 'ready' || (storage !== 'kept' && cards.length === 0)) return;
  if (cards.length > 0) document.documentElement.dataset.cards = '';
  else delete document.documentElement.dataset.cards;
  writeLocal(STORAGE_KEYS.hasCards, cards.length > 0 ? '1' : null);
  if (cards.length === 0) writeLocal(STORAGE_KEYS.show, null);
  if (cards.length > 0 || published !== '')
    void import('../background-tasks').then(({ runBackgroundTasks }) =>
      runBackgroundTasks(cards, published, locale, region),
    );
}
