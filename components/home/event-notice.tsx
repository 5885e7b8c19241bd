'use client';

import { CalendarDays, Inbox, ListTodo } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Icon } from '@/components/ui/button';
import { ScreenLink } from '@/components/ui/screen-link';
import { type CurrentEvent, currentEvent, followUpDays } from '@/lib/browser/book/current-event';
import { replyCount, subscribeReplyCount } from '@/lib/browser/book/reply-count';
import { today } from '@/lib/browser/platform/clock';

/** Links, under the card, to the received replies, the current event and the follow-ups due by today. Read without the database. */
export function EventNotice() {
  const { path } = useLanguage();
  const t = useTranslations('app');
  const [summary, setSummary] = useState<{ event: CurrentEvent | null; due: number } | null>(null);
  useEffect(() => {
    const currentDay = today();
    setSummary({ event: currentEvent(), due: followUpDays().filter((day) => day <= currentDay).length });
  }, []);
  const waiting = useSyncExternalStore(subscribeReplyCount, replyCount, () => 0);
  if (summary === null || (summary.event === null && summary.due === 0 && waiting === 0)) return null;
  const linkClass = 'inline-flex min-h-12 items-center gap-2.5 text-accent underline';
  return (
    <div className="flex flex-wrap gap-x-6">
      {waiting > 0 && (
        <ScreenLink href={path('inbox')} className={`${linkClass} font-semibold`}>
          <Icon icon={Inbox} />
          {t('home.replies', { count: waiting })}
        </ScreenLink>
      )}
      {summary.event !== null && (
        <ScreenLink href={path('event')} className={linkClass}>
          <Icon icon={CalendarDays} />
          {t('home.tonight', { name: summary.event.name, count: summary.event.received })}
        </ScreenLink>
      )}
      {summary.due > 0 && (
        <ScreenLink href={path('todo')} className={linkClass}>
          <Icon icon={ListTodo} />
          {t('home.todo', { count: summary.due })}
        </ScreenLink>
      )}
    </div>
  );
}
