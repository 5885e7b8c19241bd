'use client';

import { Copy, ExternalLink, EyeOff, MonitorSmartphone, RefreshCw, Trash2, Truck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ConfirmDialog } from '@/components/shell/confirm-dialog';
import { Button, ButtonLink, Icon } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { lockedReplies, watchReplies } from '@/lib/browser/exchange/exchange-service';
import { isConfirmed, isShown, publishedRegion } from '@/lib/browser/exchange/publication-store';
import { deletePublication, isUpToDate, publishCard } from '@/lib/browser/exchange/publisher';
import type { DesiredState, Publication } from '@/lib/browser/storage/records';
import type { Card } from '@/lib/card/card';
import { shortLink, spokenAddress } from '@/lib/exchange/card-address';
import { ProblemNotice, problemOf } from './problem-notice';
import { PushSection } from './push-section';
import { useAsyncTask } from './use-async-task';

type Props = { card: Card; publication: Publication; onChange: () => Promise<void> };

/** A card's short link, with the owner's actions on it. */
export function PublishedCard({ card, publication, onChange }: Props) {
  const t = useTranslations('exchange');
  const { path, region: ownRegion } = useLanguage();
  const { busy, problem, setProblem, run } = useAsyncTask(onChange);
  const [copied, setCopied] = useState(false);
  const [isConfirming, setIsConfirming] = useState(false);
  const { desiredState, address, isRevoked, isDeletionRequested = false } = publication;
  const isPending = !isConfirmed(publication);
  const [hasLockedReplies, setHasLockedReplies] = useState(false);
  useEffect(() => {
    setHasLockedReplies(lockedReplies() > 0);
    return watchReplies((received) => setHasLockedReplies(received.locked > 0));
  }, []);
  const region = publishedRegion(publication) ?? ownRegion;
  const link = shortLink(window.location.origin, address);

  const change = (decision: Partial<DesiredState>) => run(() => publishCard(browserContext, card, region, decision));

  // Publishes changes to the card while this screen is open.
  const isCurrent = useIsCurrent(card, publication, busy);
  useEffect(() => {
    if (isCurrent !== false || busy || problem !== null || isRevoked || isDeletionRequested) return;
    void publishCard(browserContext, card, region)
      .catch((error: unknown) => setProblem(problemOf(error)))
      .then(onChange, () => undefined);
  }, [isCurrent, busy, problem, setProblem, card, region, onChange, isRevoked, isDeletionRequested]);

  const copy = async () => {
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };

  return (
    <div className="flex max-w-xl flex-col gap-6">
      <section className="flex flex-col gap-3 rounded-surface border border-line bg-surface p-5">
        <h2 className="text-small text-muted">{t('published.title')}</h2>
        <p className="text-large font-semibold break-all" translate="no">
          {link.replace(/^https?:\/\//, '')}
        </p>
        <p className="text-muted">{t('published.spoken', { address: spokenAddress(address) })}</p>
        <div className="flex flex-wrap gap-3">
          <Button icon={Copy} onClick={() => void copy()}>
            {t('published.copy')}
          </Button>
          {desiredState.state === 'shown' && !isRevoked && (
            <a
              href={`/${address}`}
              target="_blank"
              rel="noopener"
              className="inline-flex min-h-12 items-center gap-2.5 rounded-surface border border-control px-5 font-semibold text-ink no-underline hover:border-accent"
            >
              <Icon icon={ExternalLink} />
              {t('published.look')}
            </a>
          )}
        </div>
        <p role="status" className="text-good">
          {copied && t('published.copied')}
        </p>
      </section>
      <div role="status">
        {hasLockedReplies && !isRevoked && <Notice tone="warning">{t('inbox.locked')}</Notice>}
        {isRevoked && <Notice tone="error">{t('published.revoked')}</Notice>}
        {desiredState.state === 'hidden' && !isPending && <Notice tone="warning">{t('published.hidden')}</Notice>}
        {desiredState.state === 'moved' && !isPending && (
          <Notice>{t('published.moved', { to: desiredState.movedTo ?? '' })}</Notice>
        )}
        {(desiredState.state === 'shown' || isPending) && !isRevoked && problem === null && (
          <p className="text-muted">
            {t(isCurrent === true && !busy && !isPending ? 'published.current' : 'published.sending')}
          </p>
        )}
      </div>
      {problem === 'exchange.offline' ? (
        <Notice
          tone="warning"
          live="alert"
          actions={
            <Button icon={RefreshCw} onClick={() => setProblem(null)}>
              {t('published.retry')}
            </Button>
          }
        >
          {t('published.waiting')}
        </Notice>
      ) : (
        problem !== null &&
        !isRevoked && (
          <ProblemNotice
            problem={problem}
            actions={
              <Button icon={RefreshCw} onClick={() => setProblem(null)}>
                {t('published.retry')}
              </Button>
            }
          />
        )
      )}
      {desiredState.state === 'shown' && !isRevoked && (
        <label className="flex min-h-12 gap-3">
          <input
            type="checkbox"
            checked={desiredState.isOpen}
            disabled={busy}
            onChange={() => void change({ isOpen: !desiredState.isOpen })}
            className="mt-0.5 size-6 shrink-0 accent-[var(--accent)]"
          />
          <span>
            <span className="font-semibold">{t('published.open')}</span>
            <span className="block text-small text-muted">{t('published.open.detail')}</span>
          </span>
        </label>
      )}
      {isShown(publication) && desiredState.isOpen && <PushSection />}
      <div className="flex flex-col items-start gap-2">
        <ButtonLink href={path('devices')} emphasis="quiet" icon={MonitorSmartphone}>
          {t('published.devices')}
        </ButtonLink>
        <ButtonLink href={path('move')} emphasis="quiet" icon={Truck}>
          {t('published.move')}
        </ButtonLink>
        {!isRevoked && (
          <Button
            emphasis="quiet"
            icon={EyeOff}
            disabled={busy}
            onClick={() => void change({ state: desiredState.state === 'shown' ? 'hidden' : 'shown' })}
          >
            {t(
              desiredState.state === 'shown'
                ? 'published.hide'
                : desiredState.state === 'moved'
                  ? 'published.showAgain'
                  : 'published.show',
            )}
          </Button>
        )}
        {!isRevoked && (
          <Button emphasis="danger" icon={Trash2} disabled={busy} onClick={() => setIsConfirming(true)}>
            {t('published.delete')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={isConfirming}
        onClose={() => setIsConfirming(false)}
        title={t('published.delete.question')}
        consequence={t('published.delete.consequence')}
      >
        <Button
          emphasis="danger"
          icon={Trash2}
          onClick={() => {
            setIsConfirming(false);
            void run(() => deletePublication(browserContext, card.id));
          }}
        >
          {t('published.delete')}
        </Button>
      </ConfirmDialog>
    </div>
  );
}

/** Checks whether the publication is up to date with the card; `null` until that is known. */
function useIsCurrent(card: Card, publication: Publication, busy: boolean): boolean | null {
  const { region: ownRegion } = useLanguage();
  const [isCurrent, setIsCurrent] = useState<boolean | null>(null);
  useEffect(() => {
    if (busy) return;
    let current = true;
    const region = publishedRegion(publication) ?? ownRegion;
    void isUpToDate(browserContext, card, region).then(
      (isSame) => current && setIsCurrent(isSame),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [card, publication, ownRegion, busy]);
  return isCurrent;
}
