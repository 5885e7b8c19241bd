'use client';

import { LazyExchangeScreen } from './lazy-exchange-screen';

const load = () => import('./move-desk');

export function MoveScreen() {
  return (
    <LazyExchangeScreen screen="move" back="publish" load={load}>
      {({ MoveDesk }) => <MoveDesk />}
    </LazyExchangeScreen>
  );
}
