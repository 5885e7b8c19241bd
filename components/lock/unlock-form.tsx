'use client';

import { Fingerprint, LockOpen, Trash2 } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { ConfirmDialog } from '@/components/shell/confirm-dialog';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { deleteLockedData, openLock } from '@/lib/browser/storage/lock/change-lock';
import type { LockRecord } from '@/lib/browser/storage/lock/lock-record';
import { readLock } from '@/lib/browser/storage/lock/lock-session';
import { lockProblemOf } from './lock-problem';

/** Opens the owner's lock, and says what to do when what opens it is lost. */
export function UnlockForm() {
  const [record, setRecord] = useState<LockRecord | null>(null);
  useEffect(() => void readLock().then(setRecord, () => undefined), []);
  const [isConfirming, setIsConfirming] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const t = useTranslations('book');
  if (record === null) return null;
  const deleteAll = async () => {
    setIsConfirming(false);
    await deleteLockedData().catch(() => setHasFailed(true));
  };
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <UnlockFields record={record} />
      {hasFailed && (
        <Notice tone="error" live="alert">
          {t('lock.failed')}
        </Notice>
      )}
      <Disclosure legend={t('unlock.forgotten')}>
        <div className="flex flex-col items-start gap-3">
          <p>{t('unlock.forgotten.explain')}</p>
          <Button emphasis="danger" icon={Trash2} onClick={() => setIsConfirming(true)}>
            {t('unlock.delete')}
          </Button>
        </div>
      </Disclosure>
      <ConfirmDialog
        open={isConfirming}
        onClose={() => setIsConfirming(false)}
        title={t('unlock.delete.question')}
        consequence={t('unlock.delete.consequence')}
      >
        <Button emphasis="danger" icon={Trash2} onClick={() => void deleteAll()}>
          {t('unlock.delete')}
        </Button>
      </ConfirmDialog>
    </div>
  );
}

/** The passphrase, or the device's own authenticator. `onOpened` is called once the lock is open. */
export function UnlockFields({ record, onOpened }: { record: LockRecord; onOpened?: () => void }) {
  const t = useTranslations('book');
  const [passphrase, setPassphrase] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'wrong' | ReturnType<typeof lockProblemOf>>('idle');
  const { method } = record.wrap;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (state === 'busy') return;
    setState('busy');
    try {
      if (await openLock(record, passphrase)) onOpened?.();
      else setState('wrong');
    } catch (error) {
      setState(lockProblemOf(error));
    }
  };
  const problem = state === 'wrong' ? t(method === 'passphrase' ? 'unlock.wrong' : 'unlock.wrongDevice') : null;
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
      <h2 className="text-large font-semibold">{t('unlock.title')}</h2>
      <p>{t('unlock.lead')}</p>
      {method === 'passphrase' && (
        <TextField
          label={t('lock.passphrase')}
          type="password"
          autoComplete="current-password"
          value={passphrase}
          problem={problem}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
      )}
      {((method === 'authenticator' && problem !== null) ||
        state === 'cancelled' ||
        state === 'failed' ||
        state === 'no_prf') && (
        <Notice tone="error" live="alert">
          {state === 'wrong'
            ? problem
            : t(state === 'no_prf' ? 'unlock.wrongDevice' : `lock.${state as 'cancelled' | 'failed'}`)}
        </Notice>
      )}
      <Button
        type="submit"
        emphasis="filled"
        large
        icon={method === 'passphrase' ? LockOpen : Fingerprint}
        disabled={state === 'busy' || (method === 'passphrase' && passphrase === '')}
      >
        {t(state === 'busy' ? 'unlock.busy' : 'unlock.open')}
      </Button>
    </form>
  );
}
