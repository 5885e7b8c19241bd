'use client';

import { type ReactNode, Suspense } from 'react';
import { useAddressedCard } from '@/components/card/use-cards';
import type { Card } from '@/lib/card/card';
import { NoCard } from './no-card';
import { ScreenTitle } from './screen-title';

type Props = { title: string; children: (card: Card) => ReactNode };

/** A screen about one card: shows the title until the card is read, and a link to create one if there is none. */
export function ForCard(props: Props) {
  return (
    <Suspense>
      <AddressedCardContent {...props} />
    </Suspense>
  );
}

function AddressedCardContent({ title, children }: Props) {
  const { state, card } = useAddressedCard();
  if (state.status === 'loading') return <ScreenTitle>{title}</ScreenTitle>;
  return card === null ? <NoCard /> : children(card);
}
