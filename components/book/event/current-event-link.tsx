'use client';

import { CalendarDays } from 'lucide-react';
import Link from 'next/link';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Icon } from '@/components/ui/button';
import { currentOf, useBook } from '../use-book';

/** The event that is going on and how many it has brought: everything received now is of it. */
export function CurrentEventLink() {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const { rows, events } = useBook();
  const event = currentOf(events);
  if (event === null) return null;
  const count = rows.filter(({ eventIds }) => eventIds.includes(event.id)).length;
  return (
    <Link href={path('event')} className="flex min-h-12 items-center gap-2.5 text-accent underline">
      <Icon icon={CalendarDays} />
      {t('event.line', { name: event.name, count })}
    </Link>
  );
}
