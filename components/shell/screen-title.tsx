'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Icon } from '@/components/ui/button';

/** A screen's name, the way back to the card, and what acts on the whole screen. */
export function ScreenTitle({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  const { t, path } = useLanguage();
  return (
    <div className="mb-4 flex items-center gap-1">
      <Link
        href={path('home')}
        aria-label={t('nav.back')}
        title={t('nav.back')}
        className="-ml-3 inline-flex size-12 items-center justify-center rounded-surface text-ink hover:bg-accent-soft"
      >
        <Icon icon={ArrowLeft} />
      </Link>
      <h1 className="flex-1 text-title font-semibold">{children}</h1>
      {actions}
    </div>
  );
}
