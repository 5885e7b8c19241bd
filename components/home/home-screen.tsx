'use client';

import { useCards } from '@/components/card/use-cards';
import { classNames } from '@/components/ui/class-names';
import { CardHome } from './card-home';
import { FirstRun } from './first-run';

/**
 * The home screen. Both versions (first run, cards) are prerendered; a class set before the first paint shows the right
 * one, and the other is removed once the cards are loaded.
 */
export function HomeScreen() {
  const { status, cards } = useCards();
  return (
    <>
      {(status === 'loading' || cards.length === 0) && (
        <div className={status === 'loading' ? 'only-without-cards' : undefined}>
          <FirstRun />
        </div>
      )}
      {(status === 'loading' || cards.length > 0) && (
        <div className={classNames('flex flex-1 flex-col', status === 'loading' && 'only-with-cards')}>
          <CardHome />
        </div>
      )}
    </>
  );
}
