'use client';

import { useState } from 'react';
import { useCards } from '@/components/card/use-cards';
import { LostData, useIsLost } from '@/components/shell/lost-data';
import { classNames } from '@/components/ui/class-names';
import { CardHome } from './card-home';
import { FirstRun } from './first-run';

/**
 * The home screen. Both versions (first run, cards) are prerendered; a class set before the first paint shows the right
 * one, and the other is removed once the cards are loaded.
 */
export function HomeScreen() {
  const { status, cards } = useCards();
  // The notice above says what was lost: nobody is new here.
  const isLost = useIsLost();
  const [isNew, setIsNew] = useState(false);
  return (
    <>
      <div className="not-empty:mb-4">
        <LostData isTitle={cards.length === 0} />
      </div>
      {(status === 'loading' || (cards.length === 0 && !isLost)) && (
        <div className={status === 'loading' ? 'only-without-cards' : undefined}>
          <FirstRun onDone={() => setIsNew(true)} />
        </div>
      )}
      {(status === 'loading' || cards.length > 0) && (
        <div className={classNames('flex flex-1 flex-col', status === 'loading' && 'only-with-cards')}>
          <CardHome isNew={isNew} onLookDone={() => setIsNew(false)} />
        </div>
      )}
    </>
  );
}
