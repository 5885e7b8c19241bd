'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  type CardsState,
  cardStore,
  currentCardId,
  LOADING_STATE,
  setCurrentCard,
} from '@/lib/browser/card/card-store';
import type { Card } from '@/lib/card/card';

/** Returns every card and whether cards can be stored; `loading` until the database has answered. */
export function useCards(): CardsState {
  useEffect(() => cardStore.open(), []);
  return useSyncExternalStore(cardStore.subscribe, cardStore.getState, () => LOADING_STATE);
}

export type AddressedCard = {
  state: CardsState;
  card: Card | null;
  /** The id the screen was opened for, whether or not its card could be read. */
  wantedId: string | null;
};

/**
 * Returns the card a screen is about: the one named by its URL, else the last one viewed when the screen was opened,
 * else the first. Cards viewed meanwhile in another tab have no effect.
 */
export function useAddressedCard(): AddressedCard {
  return useCardNamed(useSearchParams().get('id'));
}

/** The same for an id read elsewhere; `undefined` until it is read. */
export function useCardNamed(idFromUrl: string | null | undefined): AddressedCard {
  const state = useCards();
  const [lastViewedId] = useState(currentCardId);
  const find = (id: string | null | undefined) => state.cards.find((card) => card.id === id);
  const isLoading = state.status === 'loading' || idFromUrl === undefined;
  const card = isLoading ? null : (find(idFromUrl) ?? find(lastViewedId) ?? state.cards[0] ?? null);
  const id = card?.id;
  useEffect(() => {
    if (id !== undefined) setCurrentCard(id);
  }, [id]);
  return { state, card, wantedId: idFromUrl ?? lastViewedId };
}
