'use client';

import { Handshake, UserPlus } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { Suspense, useEffect, useState } from 'react';
import { useCards } from '@/components/card/use-cards';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { NoCard } from '@/components/shell/no-card';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { SelectField } from '@/components/ui/text-field';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { type ExchangeOutcome, exchangeCards, lookUpCard, type TheirCard } from '@/lib/browser/exchange/card-exchange';
import { canExchange } from '@/lib/browser/exchange/identity';
import { fullNameOf, organisationOf } from '@/lib/card/card';
import { cardContentOf } from '@/lib/exchange/document';
import { ProblemNotice, problemOf } from './problem-notice';
import { useAsyncTask } from './use-async-task';

/** Exchange between two users of Poignée: one reads the other's code, and one tap gives both of them both cards. */
export function ReplyScreen() {
  return (
    <Suspense>
      <Exchange />
    </Suspense>
  );
}

function Exchange() {
  const t = useTranslations('exchange');
  const { path } = useLanguage();
  const cardParam = useSearchParams().get('c') ?? '';
  const { status, cards } = useCards();
  const [theirs, setTheirs] = useState<TheirCard | null | 'looking'>('looking');
  const [ownCardId, setOwnCardId] = useState('');
  const [prospecting, setProspecting] = useState(false);
  const { busy, problem, setProblem, run } = useAsyncTask();
  const [outcome, setOutcome] = useState<ExchangeOutcome | null>(null);
  useEffect(() => {
    let current = true;
    lookUpCard(browserContext, cardParam).then(
      (found) => current && setTheirs(found),
      (error: unknown) => {
        if (!current) return;
        setTheirs(null);
        setProblem(problemOf(error));
      },
    );
    return () => {
      current = false;
    };
  }, [cardParam, setProblem]);

  if (!canExchange()) return <Notice tone="warning">{t('publish.insecure')}</Notice>;
  if (theirs === 'looking' || status === 'loading') return <p role="status">{t('reply.looking')}</p>;
  if (theirs === null)
    return problem !== null && problem !== 'other' ? (
      <ProblemNotice problem={problem} />
    ) : (
      <Notice tone="warning" live="status">
        {t('reply.unknown')}
      </Notice>
    );
  const content = cardContentOf(theirs.document);
  const name = fullNameOf(content);
  const ownCard = cards.find(({ id }) => id === ownCardId) ?? cards[0];
  if (ownCard === undefined) return <NoCard />;
  const isOpen = theirs.document.mailbox !== null;
  const wording = t('reply.consent', { name });
  const exchange = (send: boolean) =>
    run(async () =>
      setOutcome(
        await exchangeCards(browserContext, theirs, send ? ownCard : null, {
          prospecting,
          wording: prospecting ? `${wording} ${t('reply.prospecting')}` : wording,
        }),
      ),
    );
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <article className="flex flex-col gap-1 rounded-card border border-line border-t-8 border-t-accent bg-surface p-5">
        <h2 className="text-title font-semibold break-words">{name}</h2>
        {[content.title, organisationOf(content) === name ? '' : organisationOf(content)]
          .filter(Boolean)
          .map((line) => (
            <p key={line} className="text-muted break-words">
              {line}
            </p>
          ))}
      </article>
      {outcome !== null ? (
        <>
          <Notice tone="good" live="status">
            {t(outcome.sent === 'sent' ? 'reply.sent' : outcome.sent === 'later' ? 'reply.keptLater' : 'reply.kept', {
              name,
            })}
          </Notice>
          <ButtonLink href={path('contact', outcome.contact)} large>
            {t('reply.openContact')}
          </ButtonLink>
        </>
      ) : (
        <>
          <p>{t(isOpen ? 'reply.lead' : 'reply.leadClosed', { name })}</p>
          {isOpen && cards.length > 1 && (
            <SelectField
              label={t('reply.which')}
              value={ownCard.id}
              options={cards.map((card) => ({ value: card.id, label: card.label || fullNameOf(card) }))}
              onChange={(event) => setOwnCardId(event.currentTarget.value)}
            />
          )}
          {isOpen && (
            <>
              <p className="text-small text-muted">{wording}</p>
              <label className="flex min-h-12 items-center gap-3">
                <input
                  type="checkbox"
                  checked={prospecting}
                  onChange={() => setProspecting(!prospecting)}
                  className="size-6 shrink-0 accent-[var(--accent)]"
                />
                {t('reply.prospecting')}
              </label>
            </>
          )}
          {problem !== null && <ProblemNotice problem={problem} />}
          {isOpen && (
            <Button emphasis="filled" large icon={Handshake} disabled={busy} onClick={() => void exchange(true)}>
              {t(busy ? 'reply.busy' : 'reply.send')}
            </Button>
          )}
          <Button large icon={UserPlus} disabled={busy} onClick={() => void exchange(false)}>
            {t('reply.keepOnly')}
          </Button>
        </>
      )}
    </div>
  );
}
