'use client';

import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ButtonLink } from '@/components/ui/button';

/** Replaces the content of a screen about a card when no card exists. `children`: other ways out than making one. */
export function NoCard({ children }: { children?: ReactNode }) {
  const { path } = useLanguage();
  const t = useTranslations('app');
  return (
    <div className="flex flex-col items-start gap-4 py-8">
      <h1 className="text-large font-semibold">{t('noCard.sentence')}</h1>
      <ButtonLink href={path('home')} emphasis="filled" large icon={Plus}>
        {t('noCard.action')}
      </ButtonLink>
      {children}
    </div>
  );
}
