'use client';

import { Lock, LockOpen } from 'lucide-react';
import { type FormEvent, useEffect, useState, useSyncExternalStore } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { LazyMessages, useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { Notice } from '@/components/ui/notice';
import { SelectField, TextField } from '@/components/ui/text-field';
import { hasAuthenticator } from '@/lib/browser/storage/lock/authenticator';
import { putLockOn, takeLockOff } from '@/lib/browser/storage/lock/change-lock';
import type { LockMethod } from '@/lib/browser/storage/lock/lock-record';
import { lockNow } from '@/lib/browser/storage/lock/lock-session';
import { lockState, subscribeLock } from '@/lib/browser/storage/lock/sealing';
import { LockGate } from './lock-gate';
import { lockProblemOf } from './lock-problem';

/** A passphrase that the memory of scrypt makes slow to guess. */
const PASSPHRASE_MIN = 10;
const MINUTES = [1, 5, 15, 60] as const;
const DEFAULT_MINUTES = 5;

/** Sets, closes or takes off the owner's lock. */
export function LockSection() {
  return (
    <LazyMessages catalogue="book">
      <LockSettings />
    </LazyMessages>
  );
}

type Change = 'adding' | 'removing';
type Progress = { change: Change; share: number } | 'idle' | ReturnType<typeof lockProblemOf>;

function LockSettings() {
  const t = useTranslations('book');
  const state = useSyncExternalStore(subscribeLock, lockState, () => 'off' as const);
  const [progress, setProgress] = useState<Progress>('idle');
  const isBusy = typeof progress === 'object';
  const run = async (change: Change, work: (onProgress: (share: number) => void) => Promise<void>) => {
    if (isBusy) return;
    setProgress({ change, share: 0 });
    try {
      await work((share) => setProgress({ change, share }));
      setProgress('idle');
    } catch (error) {
      setProgress(lockProblemOf(error));
    }
  };
  return (
    <section className="flex flex-col gap-4">
      <h2 className="font-semibold">{t('lock.title')}</h2>
      <p className="text-muted">{t(state === 'off' ? 'lock.off' : 'lock.on')}</p>
      {isBusy && (
        <div className="flex flex-col gap-1">
          <p role="status">{t('lock.busy', { percent: Math.round(progress.share * 100) })}</p>
          <progress className="h-3 w-full" value={progress.share} aria-label={t('lock.title')} />
        </div>
      )}
      {typeof progress === 'string' && progress !== 'idle' && (
        <Notice tone="error" live="alert">
          {t(`lock.${progress}`)}
        </Notice>
      )}
      {(isBusy ? progress.change === 'adding' : state === 'off') ? (
        <NewLock
          isBusy={isBusy}
          onSubmit={(method, passphrase, minutes) =>
            void run('adding', (onProgress) => putLockOn(method, passphrase, minutes * 60_000, onProgress))
          }
        />
      ) : (
        <LockGate>
          <div className="flex flex-wrap gap-3">
            <Button icon={Lock} disabled={isBusy} onClick={lockNow}>
              {t('lock.now')}
            </Button>
            <Button
              emphasis="quiet"
              icon={LockOpen}
              disabled={isBusy}
              onClick={() => void run('removing', takeLockOff)}
            >
              {t('lock.remove')}
            </Button>
          </div>
        </LockGate>
      )}
    </section>
  );
}

function NewLock({
  isBusy,
  onSubmit,
}: {
  isBusy: boolean;
  onSubmit: (method: LockMethod, passphrase: string, minutes: number) => void;
}) {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const [canUseDevice, setCanUseDevice] = useState(false);
  useEffect(() => void hasAuthenticator().then(setCanUseDevice), []);
  const [method, setMethod] = useState<LockMethod>('passphrase');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [minutes, setMinutes] = useState<number>(DEFAULT_MINUTES);
  const [isUnderstood, setIsUnderstood] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  if (!isOpen)
    return (
      <Button icon={Lock} className="self-start" onClick={() => setIsOpen(true)}>
        {t('lock.choose')}
      </Button>
    );
  const isShort = passphrase.length < PASSPHRASE_MIN;
  const isDifferent = again !== passphrase;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (isBusy || !isUnderstood || (method === 'passphrase' && (isShort || isDifferent))) return;
    onSubmit(method, passphrase, minutes);
  };
  return (
    <form className="flex flex-col gap-5" onSubmit={submit}>
      <Notice
        tone="warning"
        actions={
          <>
            <ButtonLink href={path('backup')}>{t('lock.recovery.backup')}</ButtonLink>
            <ButtonLink href={path('publish')} emphasis="quiet">
              {t('lock.recovery.page')}
            </ButtonLink>
          </>
        }
      >
        <p className="font-semibold">{t('lock.recovery.title')}</p>
        <p>{t('lock.recovery')}</p>
      </Notice>
      {canUseDevice && (
        <ChoiceGroup<LockMethod>
          legend={t('lock.method')}
          choices={[
            { value: 'passphrase', label: t('lock.method.passphrase') },
            { value: 'authenticator', label: t('lock.method.authenticator') },
          ]}
          value={method}
          onChange={setMethod}
        />
      )}
      {method === 'passphrase' && (
        <>
          <TextField
            label={t('lock.passphrase')}
            hint={t('lock.passphrase.hint')}
            type="password"
            autoComplete="new-password"
            value={passphrase}
            problem={isChecked && isShort ? t('lock.passphrase.short', { count: PASSPHRASE_MIN }) : null}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <TextField
            label={t('lock.passphrase.again')}
            type="password"
            autoComplete="new-password"
            value={again}
            problem={isChecked && isDifferent ? t('lock.passphrase.different') : null}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
        </>
      )}
      <SelectField
        label={t('lock.after')}
        value={String(minutes)}
        options={MINUTES.map((count) => ({ value: String(count), label: t('lock.after.minutes', { count }) }))}
        onChange={(event) => setMinutes(Number(event.currentTarget.value))}
      />
      <label className="flex min-h-12 items-center gap-3">
        <input
          type="checkbox"
          checked={isUnderstood}
          onChange={() => setIsUnderstood(!isUnderstood)}
          className="size-6 shrink-0 accent-[var(--accent)]"
        />
        {t('lock.understood')}
      </label>
      {isChecked && !isUnderstood && <p className="text-error">{t('lock.understood.missing')}</p>}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" emphasis="filled" icon={Lock} disabled={isBusy}>
          {t('lock.add')}
        </Button>
        <Button emphasis="quiet" disabled={isBusy} onClick={() => setIsOpen(false)}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
