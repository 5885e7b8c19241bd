'use client';

import { MonitorSmartphone } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { lookUpCard } from '@/lib/browser/exchange/card-exchange';
import { joinDevice, type LinkJoin } from '@/lib/browser/exchange/device-linking';
import { fullNameOf } from '@/lib/card/card';
import { type CardAddress, cardPath, shortLink } from '@/lib/exchange/card-address';
import type { LinkInvitation } from '@/lib/exchange/device-link';
import { cardContentOf } from '@/lib/exchange/document';
import { ProblemNotice } from './problem-notice';
import { useAsyncTask } from './use-async-task';

/** Names the person whose card the device will belong to: a code may be somebody else's. */
function CardOwner({ address }: { address: CardAddress }) {
  const t = useTranslations('exchange');
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    lookUpCard(browserContext, cardPath({ address, channel: null, token: null })).then(
      (found) => setName(found === null ? '' : fullNameOf(cardContentOf(found.document))),
      () => setName(''),
    );
  }, [address]);
  if (name === null) return null;
  const link = shortLink(window.location.origin, address).replace(/^https?:\/\//, '');
  return (
    <p className="font-semibold break-words">
      {name === '' ? t('devices.join.address', { address: link }) : t('devices.join.owner', { name, address: link })}
    </p>
  );
}

/** Joins this device, which has just read another device's code. */
export function DeviceJoin({ invitation }: { invitation: LinkInvitation }) {
  const { path } = useLanguage();
  const t = useTranslations('exchange');
  const [digits, setDigits] = useState<string | null>(null);
  const joining = useRef<LinkJoin | null>(null);
  useEffect(() => () => joining.current?.stop(), []);
  const [count, setCount] = useState<number | null>(null);
  const { busy, problem, run } = useAsyncTask(async () => setDigits(null));
  const join = () =>
    run(async () => {
      const joined = await joinDevice(browserContext, invitation);
      joining.current = joined;
      setDigits(await joined.digits);
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
          <CardOwner address={invitation.card} />
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
