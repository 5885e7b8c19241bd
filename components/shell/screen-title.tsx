'use client';

import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Icon } from '@/components/ui/button';
import { ScreenLink } from '@/components/ui/screen-link';
import type { Screen } from '@/lib/i18n/screens';

/** A screen's title, with a back link and the actions that apply to the whole screen. */
export function ScreenTitle({
  children,
  actions,
  back = 'home',
}: {
  children: ReactNode;
  actions?: ReactNode;
  back?: Screen;
}) {
  const { path } = useLanguage();
  const t = useTranslations('app');
  const label = t(back === 'home' ? 'nav.back' : 'nav.backOne');
  return (
    <div className="mb-4 flex items-center gap-1">
      <ScreenLink
        href={path(back)}
        aria-label={label}
        title={label}
        className="-ml-3 inline-flex size-12 items-center justify-center rounded-surface text-ink hover:bg-accent-soft print:hidden"
      >
        <Icon icon={ArrowLeft} />
      </ScreenLink>
      <h1 className="flex-1 text-title font-semibold">{children}</h1>
      {actions}
    </div>
  );
}
