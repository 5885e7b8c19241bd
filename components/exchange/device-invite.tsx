'use client';

import { Check, MonitorSmartphone, X } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { inviteDevice, type LinkInvite } from '@/lib/browser/exchange/device-linking';
import { readPublications } from '@/lib/browser/exchange/publication-store';
import { invitationFragment } from '@/lib/exchange/device-link';
import { symbolPath } from '@/lib/qr/svg-path';
import { encodeSymbol } from '@/lib/qr/symbol';
import { type ExchangeProblem, ProblemNotice, problemOf } from './problem-notice';

type Answered = Awaited<LinkInvite['answered']>;

/** Links another device: this one shows a code, the other one reads it and shows six digits, which the user types here. */
export function DeviceInvite() {
  const t = useTranslations('exchange');
  const { path } = useLanguage();
  const [hasPublished, setHasPublished] = useState<boolean | null>(null);
  const [invited, setInvited] = useState<LinkInvite | null>(null);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [problem, setProblem] = useState<ExchangeProblem | null>(null);
  const [done, setDone] = useState(false);
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const [isApproving, setIsApproving] = useState(false);
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
    setTyped('');
    setIsWrong(false);
  };
  const begin = async () => {
    stop();
    setProblem(null);
    setDone(false);
    let mine: LinkInvite | null = null;
    try {
      const invitation = await inviteDevice(browserContext);
      mine = invitation;
      running.current = invitation;
      setInvited(invitation);
      const answer = await invitation.answered;
      if (running.current === invitation) setAnswered(answer);
    } catch (error) {
      // Stopped, or replaced by another invitation.
      if (mine !== null && running.current !== mine) return;
      stop();
      setProblem(problemOf(error));
    }
  };
  const approve = async (event: FormEvent) => {
    event.preventDefault();
    if (answered === null || isApproving) return;
    setIsApproving(true);
    setIsWrong(false);
    try {
      if (await answered.approve(typed)) {
        setDone(true);
        stop();
      } else setIsWrong(true);
    } catch (error) {
      stop();
      setProblem(problemOf(error));
    } finally {
      setIsApproving(false);
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
        <form className="flex flex-col gap-4" onSubmit={(event) => void approve(event)} noValidate>
          <TextField
            label={t('devices.link.type')}
            hint={t('devices.link.type.hint')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={7}
            value={typed}
            problem={isWrong ? t('devices.link.wrong') : null}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" emphasis="filled" large icon={Check} disabled={isApproving || typed.trim() === ''}>
            {t(isApproving ? 'words.busy' : 'devices.link.yes')}
          </Button>
          <Button large icon={X} onClick={stop}>
            {t('devices.link.no')}
          </Button>
        </form>
      )}
    </section>
  );
}
