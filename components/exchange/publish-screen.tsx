'use client';

import { LazyExchangeScreen } from './lazy-exchange-screen';

const load = () => import('./publish-desk');

export function PublishScreen() {
  return (
    <LazyExchangeScreen screen="publish" back="home" load={load}>
      {({ PublishDesk }) => <PublishDesk />}
    </LazyExchangeScreen>
  );
}
