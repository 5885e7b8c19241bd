'use client';

import { CalendarDays, ListTodo } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Icon } from '@/components/ui/button';
import { type CurrentEvent, currentEvent, followUpDays } from '@/lib/browser/book/current-event';
import { today } from '@/lib/browser/platform/clock';

/** Links, under the card, to the current event and to the follow-ups due by today. Read without the database. */
export function EventNotice() {
  const { path } = useLanguage();
  const t = useTranslations('app');
  const [shown, setShown] = useState<{ event: CurrentEvent | null; due: number } | null>(null);
  useEffect(() => {
    const now = today();
    setShown({ event: currentEvent(), due: followUpDays().filter((day) => day <= now).length });
  }, []);
  if (shown === null || (shown.event === null && shown.due === 0)) return null;
  const look = 'inline-flex min-h-12 items-center gap-2.5 text-accent underline';
  return (
    <div className="flex flex-wrap gap-x-6">
      {shown.event !== null && (
        <Link href={path('event')} className={look}>
          <Icon icon={CalendarDays} />
          {t('home.tonight', { name: shown.event.name, count: shown.event.received })}
        </Link>
      )}
      {shown.due > 0 && (
        <Link href={path('todo')} className={look}>
          <Icon icon={ListTodo} />
          {t('home.todo', { count: shown.due })}
        </Link>
      )}
    </div>
  );
}
