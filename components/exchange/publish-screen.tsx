'use client';

import { Link2 } from 'lucide-react';
import { Suspense, useCallback, useEffect, useState } from 'react';
import { useAddressedCard } from '@/components/card/use-cards';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { NoCard } from '@/components/shell/no-card';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { subscribeShortLinks } from '@/lib/browser/card/short-link-version';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { canExchange, createIdentity, isSameOwner, readIdentity, saveIdentity } from '@/lib/browser/exchange/identity';
import { readPublication } from '@/lib/browser/exchange/publication-store';
import { publishCard } from '@/lib/browser/exchange/publisher';
import { clearDraftEntropy } from '@/lib/browser/exchange/recovery-phrase-draft';
import { ExchangeError } from '@/lib/browser/exchange/server-api';
import { requestPersistence } from '@/lib/browser/platform/persistence';
import type { Publication } from '@/lib/browser/storage/records';
import { type Card, fullNameOf } from '@/lib/card/card';
import { ProblemNotice } from './problem-notice';
import { PublishedCard } from './published-card';
import { RecoveryPhraseSetup } from './recovery-phrase-setup';
import { useAsyncTask } from './use-async-task';

export function PublishScreen() {
  return (
    <Suspense>
      <Addressed />
    </Suspense>
  );
}

function Addressed() {
  const { state, card } = useAddressedCard();
  if (state.status === 'loading') return null;
  return card === null ? <NoPublishedCard /> : <Publishing key={card.id} card={card} />;
}

function NoPublishedCard() {
  const { path } = useLanguage();
  const t = useTranslations('exchange');
  return (
    <NoCard>
      <ButtonLink href={path('devices')}>{t('publish.restore')}</ButtonLink>
      <ButtonLink href={path('recover')} emphasis="quiet">
        {t('recover.title')}
      </ButtonLink>
    </NoCard>
  );
}

type Known = { publication: Publication | null; hasIdentity: boolean };

function Publishing({ card }: { card: Card }) {
  const { path, region } = useLanguage();
  const t = useTranslations('exchange');
  const [publishState, setPublishState] = useState<Known | null>(null);
  const [step, setStep] = useState<'intro' | 'words'>('intro');

  const refresh = useCallback(async () => {
    const [publication, identity] = [
      await readPublication(browserContext, card.id),
      await readIdentity(browserContext),
    ];
    setPublishState({ publication, hasIdentity: identity !== null });
  }, [card.id]);
  useEffect(() => {
    refresh().catch(() => setPublishState({ publication: null, hasIdentity: false }));
    // Changes made on another device appear while this screen is open.
    return subscribeShortLinks(() => void refresh().catch(() => undefined));
  }, [refresh]);

  const { busy, problem, run } = useAsyncTask(async () => {
    setStep('intro');
    await refresh();
  });
  const publish = (entropy: Uint8Array<ArrayBuffer> | null) =>
    run(async () => {
      if (entropy !== null) {
        const newIdentity = await createIdentity(entropy, Date.now());
        if (!isSameOwner(await saveIdentity(browserContext, newIdentity), newIdentity))
          throw new ExchangeError('exchange.other_words');
        clearDraftEntropy();
      }
      await publishCard(browserContext, card, region);
      void requestPersistence();
    });

  if (!canExchange()) return <Notice tone="warning">{t('publish.insecure')}</Notice>;
  if (publishState === null) return null;
  const { publication, hasIdentity } = publishState;
  if (publication !== null && (publication.rev > 0 || publication.isRevoked))
    return <PublishedCard card={card} publication={publication} onChange={refresh} />;
  const canBeRead = fullNameOf(card) !== '' && (card.phones.length > 0 || card.emails.length > 0);
  if (step === 'words') return <RecoveryPhraseSetup onReady={(entropy) => void publish(entropy)} busy={busy} />;
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <p className="text-large">{t('publish.lead')}</p>
      <ul className="flex list-disc flex-col gap-2 pl-5">
        <li>{t('publish.point.reply')}</li>
        <li>{t('publish.point.nobody')}</li>
        <li>{t('publish.point.optional')}</li>
      </ul>
      {problem !== null && <ProblemNotice problem={problem} />}
      {!canBeRead && (
        <Notice tone="warning" actions={<ButtonLink href={path('edit', card.id)}>{t('show.fill')}</ButtonLink>}>
          {t('publish.incomplete')}
        </Notice>
      )}
      <Button
        emphasis="filled"
        large
        icon={Link2}
        disabled={busy || !canBeRead}
        onClick={() => (hasIdentity ? void publish(null) : setStep('words'))}
      >
        {t(busy ? 'words.busy' : 'publish.begin')}
      </Button>
      {!hasIdentity && (
        <ButtonLink href={path('devices')} emphasis="quiet">
          {t('publish.restore')}
        </ButtonLink>
      )}
    </div>
  );
}
