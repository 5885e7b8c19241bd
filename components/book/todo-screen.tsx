'use client';

import { CalendarPlus, Check } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { ScreenLink } from '@/components/ui/screen-link';
import { directHref } from '@/lib/book/contact-methods';
import { type Todo, todoOf } from '@/lib/book/follow-up';
import { bookStore } from '@/lib/browser/book/book-store';
import { today } from '@/lib/browser/platform/clock';
import type { FollowUp } from '@/lib/card/contact';
import { formatDay } from './dates';
import { downloadContacts } from './export-contacts';
import { useBook } from './use-book';

type Done = { id: Todo['row']['id']; name: string; followUp: FollowUp; followedUpAtMs: number | null };

/** Lists the planned follow-ups, earliest day first; one tap marks a follow-up as done. */
export function TodoScreen() {
  const { path, region } = useLanguage();
  const t = useTranslations('book');
  const { rows, status } = useBook();
  const [done, setDone] = useState<Done | null>(null);
  const [failed, setFailed] = useState(false);
  const todo = todoOf(rows, today());
  const expiredRows = rows.filter(({ retainUntil }) => retainUntil !== '' && retainUntil < today());
  const finish = async ({ row, followUp }: Todo) => {
    const contact = await bookStore.contact(row.id);
    if (contact === null) return;
    bookStore.change(contact, { followUp: null, followedUpAtMs: Date.now() });
    setDone({ id: row.id, name: row.name, followUp, followedUpAtMs: contact.followedUpAtMs });
  };
  const undo = async ({ id, followUp, followedUpAtMs }: Done) => {
    const contact = await bookStore.contact(id);
    if (contact !== null) bookStore.change(contact, { followUp, followedUpAtMs });
    setDone(null);
  };
  const groups = (['late', 'today', 'soon', 'later'] as const).map((when) => ({
    when,
    items: todo.filter((entry) => entry.when === when),
  }));
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      {done !== null && (
        <Notice tone="good" live="status" actions={<Button onClick={() => void undo(done)}>{t('action.undo')}</Button>}>
          {t('todo.done', { name: done.name })}
        </Notice>
      )}
      {status === 'ready' && todo.length === 0 && (
        <>
          <p className="text-large">{t('todo.none')}</p>
          <p className="text-muted">{t('todo.none.how')}</p>
          <ButtonLink href={path('contacts')} className="self-start">
            {t('contact.toList')}
          </ButtonLink>
        </>
      )}
      {groups.map(({ when, items }) =>
        items.length === 0 ? null : (
          <section key={when} className="flex flex-col gap-1">
            <h2 className={when === 'late' ? 'font-semibold text-error' : 'font-semibold'}>{t(`todo.${when}`)}</h2>
            <ul>
              {items.map((item) => (
                <TodoItem key={item.row.id} item={item} onDone={() => void finish(item)} />
              ))}
            </ul>
          </section>
        ),
      )}
      {todo.length > 0 && (
        <Button
          icon={CalendarPlus}
          className="self-start"
          onClick={() =>
            void downloadContacts('ics', true, null, region, t).then(
              () => setFailed(false),
              () => setFailed(true),
            )
          }
        >
          {t('todo.calendar')}
        </Button>
      )}
      {failed && (
        <Notice tone="error" live="alert">
          {t('export.failed')}
        </Notice>
      )}
      {expiredRows.length > 0 && (
        <section className="flex flex-col gap-1">
          <h2 className="font-semibold">{t('todo.retain')}</h2>
          <p className="text-muted">{t('todo.retain.how')}</p>
          <ul>
            {expiredRows.map(({ id, name }) => (
              <li key={id}>
                <ScreenLink
                  href={path('contact', id)}
                  className="inline-flex min-h-12 items-center text-accent underline"
                >
                  {name || t('contacts.unnamed')}
                </ScreenLink>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function TodoItem({ item: { row, followUp }, onDone }: { item: Todo; onDone: () => void }) {
  const t = useTranslations('book');
  const { path, locale } = useLanguage();
  const name = row.name || t('contacts.unnamed');
  const href = directHref(followUp.way, row.at[followUp.way] ?? '');
  return (
    <li className="flex items-center gap-2 border-b border-line py-2">
      <div className="flex min-w-0 flex-1 flex-col">
        <ScreenLink
          href={path('contact', row.id)}
          className="inline-flex min-h-8 items-center font-semibold break-words text-ink"
        >
          {name}
        </ScreenLink>
        <span className="text-small break-words text-muted">
          {[formatDay(followUp.day, locale), t(`way.${followUp.way}`), followUp.promise].filter(Boolean).join(' · ')}
        </span>
        {href !== '' && (
          <a href={href} className="inline-flex min-h-10 items-center self-start text-accent underline">
            {t(`todo.act.${followUp.way}`)}
          </a>
        )}
      </div>
      <Button icon={Check} aria-label={t('todo.finish.of', { name })} onClick={onDone}>
        {t('todo.finish')}
      </Button>
    </li>
  );
}
