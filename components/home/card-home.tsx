'use client';

import { Pencil, Plus, Printer, QrCode, Send } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { Suspense, useLayoutEffect, useState } from 'react';
import { CardPreview } from '@/components/card/card-preview';
import { useCardNamed } from '@/components/card/use-cards';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink, DocumentLink } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { cardStore, setCurrentCard } from '@/lib/browser/card/card-store';
import { type Card, fullNameOf } from '@/lib/card/card';

const loadNotices = () => import('./home-notices');

/** `isNew`: the first card was just made, and its look is chosen next. */
type NewCard = { isNew: boolean; onLookDone: () => void };

/**
 * The owner's cards: the current card with its actions, and tabs for the others. Only the reader of the address is
 * rendered in the browser alone: the prerendered links must stay in place, or a tap while the scripts start is lost.
 */
export function CardHome(newCard: NewCard) {
  const [idFromUrl, setIdFromUrl] = useState<string | null>();
  const { state, card } = useCardNamed(idFromUrl);
  return (
    <>
      <Suspense>
        <AddressReader onRead={setIdFromUrl} />
      </Suspense>
      <CardOverview card={card} cards={state.cards} {...newCard} />
    </>
  );
}

/** Reports the card's id in the address, now and after each change. */
function AddressReader({ onRead }: { onRead: (id: string | null) => void }) {
  const id = useSearchParams().get('id');
  useLayoutEffect(() => onRead(id), [id, onRead]);
  return null;
}

function CardOverview({ card, cards, isNew, onLookDone }: { card: Card | null; cards: readonly Card[] } & NewCard) {
  const { path } = useLanguage();
  const t = useTranslations('app');
  const router = useRouter();
  const id = card?.id;
  const notices = useLazyModule(loadNotices, card !== null);
  const addCard = () => {
    const created = cardStore.create({
      label: t('card.newLabel', { number: cards.length + 1 }),
      givenNames: card?.givenNames ?? '',
      familyNames: card?.familyNames ?? '',
      photoId: card?.photoId ?? null,
      languages: card?.languages ?? [],
    });
    setCurrentCard(created);
    router.push(path('edit', created));
  };
  return (
    // The notices fill the room between the card and its actions, which stay where they are: a link that moves while the
    // screen loads is pressed by mistake.
    <div className="flex flex-1 flex-col gap-6 lg:grid lg:flex-none lg:grid-cols-2 lg:gap-x-12 lg:pt-10">
      <div className="flex flex-col gap-4 lg:order-2 lg:row-span-2">
        <h1 className="sr-only">{t('home.title')}</h1>
        {cards.length > 1 && <CardTabs cards={cards} current={card} />}
        <CardPreview card={card} />
      </div>
      {isNew && card && notices && <notices.FirstLook card={card} onDone={onLookDone} />}
      <div className="flex flex-1 flex-col gap-3 lg:order-3">
        {card && notices && <notices.HomeNotices card={card} />}
      </div>
      <div className="flex flex-col gap-3 lg:order-1">
        <DocumentLink href={path('show', id)} emphasis="filled" large icon={QrCode}>
          {t('action.show')}
        </DocumentLink>
        <div className="grid grid-cols-2 gap-3">
          <ButtonLink href={path('send', id)} large icon={Send}>
            {t('action.send')}
          </ButtonLink>
          <ButtonLink href={path('print', id)} large icon={Printer}>
            {t('action.print')}
          </ButtonLink>
        </div>
        <div className="flex flex-wrap justify-between gap-2">
          <ButtonLink href={path('edit', id)} emphasis="quiet" icon={Pencil}>
            {t('action.edit')}
          </ButtonLink>
          <Button emphasis="quiet" icon={Plus} onClick={addCard} disabled={card === null}>
            {t('action.newCard')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function CardTabs({ cards, current }: { cards: readonly Card[]; current: Card | null }) {
  const { path } = useLanguage();
  const t = useTranslations('app');
  const router = useRouter();
  return (
    <nav aria-label={t('home.cards')} className="-mx-4 overflow-x-auto px-4 py-1">
      <ul className="flex gap-2">
        {cards.map((card, index) => (
          <li key={card.id}>
            <button
              type="button"
              aria-pressed={card.id === current?.id}
              onClick={() => router.replace(path('home', card.id), { scroll: false })}
              className={classNames(
                'min-h-12 rounded-surface border px-4 whitespace-nowrap',
                card.id === current?.id
                  ? 'border-accent bg-accent font-semibold text-on-accent'
                  : 'border-control bg-surface text-ink',
              )}
            >
              {card.label ||
                (index === 0 ? t('card.defaultLabel') : fullNameOf(card) || t('card.newLabel', { number: index + 1 }))}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
