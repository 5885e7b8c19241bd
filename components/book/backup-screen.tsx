'use client';

import { LazyBookScreen } from './lazy-book-screen';

const loadDesk = () => import('./backup-desk');

export function BackupScreen() {
  return (
    <LazyBookScreen screen="backup" back="settings" load={loadDesk}>
      {({ BackupDesk }) => <BackupDesk />}
    </LazyBookScreen>
  );
}
