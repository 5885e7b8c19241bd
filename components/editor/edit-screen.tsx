'use client';

import { Palette, Redo2, Trash2, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Suspense, useState } from 'react';
import { CardPreview } from '@/components/card/card-preview';
import { deleteCard } from '@/components/card/deleted-card';
import { useAddressedCard } from '@/components/card/use-cards';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { NoCard } from '@/components/shell/no-card';
import { ScreenTitle } from '@/components/shell/screen-title';
import { Button, ButtonLink, IconButton } from '@/components/ui/button';
import { cardStore } from '@/lib/browser/card/card-store';
import { type Card, type CardPatch, fullNameOf } from '@/lib/card/card';
import { BusinessSection } from './business-section';
import { IdentitySection } from './identity-section';
import { MoreSection } from './more-section';
import { ReachSection } from './reach-section';

export function EditScreen() {
  return (
    <Suspense>
      <AddressedEditor />
    </Suspense>
  );
}

function AddressedEditor() {
  const t = useTranslations('app');
  const { state, card } = useAddressedCard();
  if (state.status === 'loading') return <ScreenTitle>{t('edit.title')}</ScreenTitle>;
  return card === null ? <NoCard /> : <Editor key={card.id} card={card} isKept={state.storage === 'kept'} />;
}

function Editor({ card, isKept }: { card: Card; isKept: boolean }) {
  const { path } = useLanguage();
  const t = useTranslations('app');
  const router = useRouter();
  // Fields hold their own text while they have the focus; undo and redo remount them from the card.
  const [generation, setGeneration] = useState(0);
  const change = (patch: CardPatch) => cardStore.change(card.id, patch);
  const undoOrRedo = (move: (id: Card['id']) => void) => () => {
    move(card.id);
    setGeneration((n) => n + 1);
  };
  const remove = () => {
    deleteCard(card.id, fullNameOf(card) || card.label);
    router.push(path('home'));
  };
  const section = { card, change };
  return (
    <>
      <ScreenTitle
        actions={
          <>
            <IconButton
              icon={Undo2}
              label={t('action.undo')}
              onClick={undoOrRedo(cardStore.undo)}
              disabled={!cardStore.canUndo(card.id)}
            />
            <IconButton
              icon={Redo2}
              label={t('action.redo')}
              onClick={undoOrRedo(cardStore.redo)}
              disabled={!cardStore.canRedo(card.id)}
            />
          </>
        }
      >
        {t('edit.title')}
      </ScreenTitle>
      <div className="grid items-start gap-6 lg:grid-cols-2 lg:gap-12">
        <div className="sticky top-0 z-10 -mx-4 bg-paper px-4 py-3 lg:top-6 lg:order-2 lg:mx-0 lg:px-0">
          <CardPreview card={card} className="mx-auto w-full max-w-[250px] sm:max-w-sm lg:max-w-none" />
          <ButtonLink href={path('look', card.id)} emphasis="quiet" icon={Palette} className="mx-auto mt-1">
            {t('look.title')}
          </ButtonLink>
          {isKept && <p className="mt-2 text-center text-small text-muted">{t('edit.saved')}</p>}
        </div>
        <div key={generation} className="flex flex-col gap-10">
          <IdentitySection {...section} />
          <ReachSection {...section} />
          <BusinessSection {...section} />
          <MoreSection {...section} />
          <Button emphasis="danger" icon={Trash2} onClick={remove} className="self-start">
            {t('edit.delete')}
          </Button>
        </div>
      </div>
    </>
  );
}
