'use client';

import { CalendarDays } from 'lucide-react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Icon } from '@/components/ui/button';
import { ScreenLink } from '@/components/ui/screen-link';
import { currentOf, useBook } from '../use-book';

/** A link to the current event, with its number of contacts: contacts received now are recorded under it. */
export function CurrentEventLink() {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const { rows, events } = useBook();
  const event = currentOf(events);
  if (event === null) return null;
  const count = rows.filter(({ eventIds }) => eventIds.includes(event.id)).length;
  return (
    <ScreenLink href={path('event')} className="flex min-h-12 items-center gap-2.5 text-accent underline">
      <Icon icon={CalendarDays} />
      {t('event.line', { name: event.name, count })}
    </ScreenLink>
  );
}
