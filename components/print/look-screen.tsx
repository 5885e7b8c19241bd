'use client';

import { Check } from 'lucide-react';
import { useLanguage } from '@/components/i18n/language-provider';
import { LazyMessages, useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import type { Card } from '@/lib/card/card';
import { ChosenCard, DesignPicker } from './design-picker';
import { ColourOptions, DesignTexts } from './look-options';
import { usualTrim } from './paper-picker';
import { useDesignDrawings } from './use-design-drawings';
import { usePrintSettings } from './use-print-settings';
import { usePictures } from './use-sheets';

/** Of most print shops: the card as it looks once cut. */
const USUAL_BLEED_MM = 3;

/** The look of a card: its design, drawn with its own content, its colours and its typefaces. Every choice is kept at once. */
export function LookScreen({ card }: { card: Card }) {
  const t = useTranslations('print');
  const { path } = useLanguage();
  return (
    <div className="flex flex-col gap-6">
      <LookChoices card={card} showsCard />
      <ButtonLink href={path('home', card.id)} emphasis="filled" large icon={Check} className="self-start">
        {t('look.done')}
      </ButtonLink>
    </div>
  );
}

/** The same choices under a card that was just made, until the owner is done with them. */
export function FirstLook({ card, onDone }: { card: Card; onDone: () => void }) {
  return (
    <div className="min-w-0 lg:order-4 lg:col-span-2">
      <LazyMessages catalogue="print">
        <FirstLookChoices card={card} onDone={onDone} />
      </LazyMessages>
    </div>
  );
}

function FirstLookChoices({ card, onDone }: { card: Card; onDone: () => void }) {
  const t = useTranslations('print');
  return (
    <section aria-label={t('look.first')} className="flex flex-col gap-6">
      <h2 className="text-large font-semibold">{t('look.first')}</h2>
      <LookChoices card={card} />
      <Button emphasis="filled" icon={Check} onClick={onDone} className="self-start">
        {t('look.done')}
      </Button>
    </section>
  );
}

function LookChoices({ card, showsCard = false }: { card: Card; showsCard?: boolean }) {
  const { region } = useLanguage();
  const { options, change } = usePrintSettings(card);
  const pictures = usePictures(card);
  const trim = usualTrim(region);
  const drawings = useDesignDrawings({ card, options, trim, bleedMm: USUAL_BLEED_MM, pictures });
  const onChange = (patch: Partial<typeof options>) => change({ options: patch });
  return (
    <>
      {showsCard && <ChosenCard options={options} trim={trim} drawings={drawings} />}
      <DesignPicker
        options={options}
        trim={trim}
        drawings={drawings}
        isLarge
        onChange={(design) => onChange({ design })}
      />
      <ColourOptions options={options} pictures={pictures} onChange={onChange} />
      <DesignTexts options={options} onChange={onChange} />
    </>
  );
}
