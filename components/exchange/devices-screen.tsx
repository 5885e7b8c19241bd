'use client';

import { useEffect, useState } from 'react';
import { readInvitation } from '@/lib/exchange/device-link';
import { DeviceInvite } from './device-invite';
import { DeviceJoin } from './device-join';
import { RecoveryPhraseForm } from './recovery-phrase-form';
import { UnlinkedPublications } from './unlinked-publications';

/**
 * Links devices and restores from the recovery phrase; if opened with another device's code, only joins that device.
 */
export function DevicesScreen() {
  const [fragment, setFragment] = useState<string | null>(null);
  useEffect(() => {
    const read = () => setFragment(window.location.hash);
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  if (fragment === null) return null;
  const invitation = readInvitation(fragment);
  return (
    <div className="flex max-w-xl flex-col gap-10">
      {invitation === null ? (
        <>
          <DeviceInvite />
          <RecoveryPhraseForm />
          <UnlinkedPublications />
        </>
      ) : (
        <DeviceJoin invitation={invitation} />
      )}
    </div>
  );
}
