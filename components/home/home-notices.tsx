'use client';

import { Palette } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ButtonLink } from '@/components/ui/button';
import type { Card } from '@/lib/card/card';
import { EventNotice } from './event-notice';
import { InstallInvitation } from './install-invitation';
import { OutdatedPrintsNotice } from './outdated-prints-notice';

/** The choice of a new card's look. */
export const FirstLook = dynamic(() => import('../print/look-screen').then((module) => module.FirstLook));

/** What is between the card and its actions: loaded with it, since a new owner has none of it. */
export function HomeNotices({ card }: { card: Card }) {
  const { path } = useLanguage();
  const t = useTranslations('app');
  return (
    <>
      <ButtonLink href={path('look', card.id)} emphasis="quiet" icon={Palette} className="self-start">
        {t('look.title')}
      </ButtonLink>
      <OutdatedPrintsNotice card={card} />
      <EventNotice />
      <InstallInvitation />
    </>
  );
}
