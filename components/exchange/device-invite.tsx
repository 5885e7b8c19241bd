'use client';

import { Check, MonitorSmartphone, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { inviteDevice, type LinkInvite } from '@/lib/browser/exchange/device-linking';
import { readPublications } from '@/lib/browser/exchange/publication-store';
import { invitationFragment } from '@/lib/exchange/device-link';
import { symbolPath } from '@/lib/qr/svg-path';
import { encodeSymbol } from '@/lib/qr/symbol';
import { type ExchangeProblem, ProblemNotice, problemOf } from './problem-notice';

type Answered = Awaited<LinkInvite['answered']>;

/** Links another device: this one shows a code, the other one reads it, and the user compares six digits. */
export function DeviceInvite() {
  const t = useTranslations('exchange');
  const { path } = useLanguage();
  const [hasPublished, setHasPublished] = useState<boolean | null>(null);
  const [invited, setInvited] = useState<LinkInvite | null>(null);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [problem, setProblem] = useState<ExchangeProblem | null>(null);
  const [done, setDone] = useState(false);
  const running = useRef<LinkInvite | null>(null);
  useEffect(() => {
    readPublications(browserContext).then(
      (all) => setHasPublished(all.some(({ rev, isRevoked }) => rev > 0 && !isRevoked)),
      () => setHasPublished(false),
    );
    return () => running.current?.stop();
  }, []);

  const stop = () => {
    running.current?.stop();
    running.current = null;
    setInvited(null);
    setAnswered(null);
  };
  const begin = async () => {
    stop();
    setProblem(null);
    setDone(false);
    try {
      const invitation = await inviteDevice(browserContext);
      running.current = invitation;
      setInvited(invitation);
      const answer = await invitation.answered;
      if (running.current === invitation) setAnswered(answer);
    } catch (error) {
      if (running.current === null) return;
      stop();
      setProblem(problemOf(error));
    }
  };
  const approve = async () => {
    try {
      await answered?.approve();
      setDone(true);
      stop();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const address = invited && `${window.location.origin}${path('devices')}${invitationFragment(invited.invitation)}`;
  const symbol = address === null ? null : encodeSymbol(address);
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-large font-semibold">{t('devices.link.title')}</h2>
      {hasPublished === false && <p className="text-muted">{t('devices.link.publishFirst')}</p>}
      {problem !== null && <ProblemNotice problem={problem} />}
      <div role="status">{done && <Notice tone="good">{t('devices.link.done')}</Notice>}</div>
      {invited === null && (
        <Button large icon={MonitorSmartphone} disabled={hasPublished !== true} onClick={() => void begin()}>
          {t('devices.link.begin')}
        </Button>
      )}
      {invited !== null && answered === null && symbol !== null && (
        <>
          <p>{t('devices.link.lead')}</p>
          <svg
            role="img"
            aria-label={t('devices.link.code')}
            data-address={address}
            viewBox={`-4 -4 ${symbol.size + 8} ${symbol.size + 8}`}
            className="w-full max-w-xs bg-white"
          >
            <path d={symbolPath(symbol)} fill="#000000" shapeRendering="crispEdges" />
          </svg>
          <p role="status" className="text-muted">
            {t('devices.link.waiting')}
          </p>
          <Button icon={X} onClick={stop}>
            {t('devices.link.no')}
          </Button>
        </>
      )}
      {answered !== null && (
        <>
          <p>{t('devices.link.compare')}</p>
          <p className="text-display font-semibold tracking-widest tabular-nums">{groupDigits(answered.digits)}</p>
          <Button emphasis="filled" large icon={Check} onClick={() => void approve()}>
            {t('devices.link.yes')}
          </Button>
          <Button large icon={X} onClick={stop}>
            {t('devices.link.no')}
          </Button>
        </>
      )}
    </section>
  );
}

const groupDigits = (digits: string) => `${digits.slice(0, 3)} ${digits.slice(3)}`;
