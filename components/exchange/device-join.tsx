'use client';

import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { joinDevice } from '@/lib/browser/exchange/device-linking';
import type { LinkInvitation } from '@/lib/exchange/device-link';
import { ProblemNotice } from './problem-notice';
import { useAsyncTask } from './use-async-task';

/** Joins this device, which has just read another device's code. */
export function DeviceJoin({ invitation }: { invitation: LinkInvitation }) {
  const { path } = useLanguage();
  const t = useTranslations('exchange');
  const [digits, setDigits] = useState<string | null>(null);
  const [count, setCount] = useState<number | null>(null);
  const { busy, problem, run } = useAsyncTask(async () => setDigits(null));
  const join = () =>
    run(async () => {
      const joined = await joinDevice(browserContext, invitation);
      setDigits(joined.digits);
      setCount(await joined.finished);
      // The invitation in the address is used up.
      history.replaceState(null, '', window.location.pathname);
    });
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-large font-semibold">{t('devices.join.title')}</h2>
      {problem !== null && <ProblemNotice problem={problem} />}
      {count !== null ? (
        <>
          <Notice tone="good" live="status">
            {t('devices.join.done', { count })}
          </Notice>
          <ButtonLink href={path('home')} emphasis="filled" large>
            {t('home.title')}
          </ButtonLink>
        </>
      ) : digits === null ? (
        <>
          <p>{t('devices.join.lead')}</p>
          <Button emphasis="filled" large icon={MonitorSmartphone} disabled={busy} onClick={() => void join()}>
            {t(busy ? 'words.busy' : 'devices.join.begin')}
          </Button>
        </>
      ) : (
        <>
          <p className="text-display font-semibold tracking-widest tabular-nums">{`${digits.slice(0, 3)} ${digits.slice(3)}`}</p>
          <p role="status">{t('devices.join.waiting')}</p>
        </>
      )}
    </section>
  );
}
