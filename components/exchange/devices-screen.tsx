'use client';

import { LazyExchangeScreen } from './lazy-exchange-screen';

const load = () => import('./devices-desk');

export function DevicesScreen() {
  return (
    <LazyExchangeScreen screen="devices" back="publish" load={load}>
      {({ DevicesDesk }) => <DevicesDesk />}
    </LazyExchangeScreen>
  );
}
