'use client';

import { type ReactNode, Suspense } from 'react';
import { useAddressedCard } from '@/components/card/use-cards';
import type { Card } from '@/lib/card/card';
import { NoCard } from './no-card';
import { ScreenTitle } from './screen-title';

type Props = { title: string; children: (card: Card) => ReactNode };

/** A screen about one card: its title until the card is read, the way to make one when there is none. */
export function ForCard(props: Props) {
  return (
    <Suspense>
      <Addressed {...props} />
    </Suspense>
  );
}

function Addressed({ title, children }: Props) {
  const { state, card } = useAddressedCard();
  if (state.status === 'loading') return <ScreenTitle>{title}</ScreenTitle>;
  return card === null ? <NoCard /> : children(card);
}
