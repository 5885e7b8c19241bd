'use client';

import { LazyExchangeScreen } from './lazy-exchange-screen';

const load = () => import('./reply-desk');

export function ReplyScreen() {
  return (
    <LazyExchangeScreen screen="reply" back="home" load={load}>
      {({ ReplyDesk }) => <ReplyDesk />}
    </LazyExchangeScreen>
  );
}
