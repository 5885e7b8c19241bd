'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { LazyMessages } from '@/components/i18n/translations';
import { isLocked, subscribeLock } from '@/lib/browser/storage/lock/sealing';

const loadForm = () => import('./unlock-form').then((module) => module.UnlockForm);

/**
 * Shows its content unless the owner's lock is closed: then it asks for what opens it. `keepsTyping`: the content holds what is
 * stored nowhere yet, and stays hidden meanwhile.
 */
export function LockGate({ keepsTyping = false, children }: { keepsTyping?: boolean; children: ReactNode }) {
  const locked = useSyncExternalStore(subscribeLock, isLocked, () => false);
  const UnlockForm = useLazyModule(loadForm, locked);
  const isHidden = locked && keepsTyping;
  return (
    <>
      {locked && <LazyMessages catalogue="book">{UnlockForm && <UnlockForm />}</LazyMessages>}
      {(!locked || keepsTyping) && <div className={isHidden ? 'hidden' : 'contents'}>{children}</div>}
    </>
  );
}
