'use client';

import { CalendarPlus, Check } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { type Todo, todoOf } from '@/lib/book/follow-up';
import { directHref } from '@/lib/book/reach';
import { bookStore } from '@/lib/browser/book-store';
import { today } from '@/lib/browser/clock';
import type { FollowUp } from '@/lib/card/contact';
import { dayWords } from './book-format';
import { useBookWords } from './book-words';
import { exportBook } from './export-book';
import { useBook } from './use-book';

type Done = { id: Todo['row']['id']; name: string; followUp: FollowUp; followedUpAtMs: number | null };

/** Who is to be written to or called, the earliest day first; done in one tap. */
export function TodoDesk() {
  const b = useBookWords();
  const { t, path, profile } = useLanguage();
  const { rows, status } = useBook();
  const [done, setDone] = useState<Done | null>(null);
  const [failed, setFailed] = useState(false);
  const todo = todoOf(rows, today());
  const kept = rows.filter(({ retainUntil }) => retainUntil !== '' && retainUntil < today());
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
    items: todo.filter((one) => one.when === when),
  }));
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      {done !== null && (
        <Notice tone="good" live="status" actions={<Button onClick={() => void undo(done)}>{t('action.undo')}</Button>}>
          {b('todo.done', { name: done.name })}
        </Notice>
      )}
      {status === 'ready' && todo.length === 0 && (
        <>
          <p className="text-large">{b('todo.none')}</p>
          <p className="text-muted">{b('todo.none.how')}</p>
          <ButtonLink href={path('contacts')} className="self-start">
            {b('contact.toList')}
          </ButtonLink>
        </>
      )}
      {groups.map(({ when, items }) =>
        items.length === 0 ? null : (
          <section key={when} className="flex flex-col gap-1">
            <h2 className={when === 'late' ? 'font-semibold text-error' : 'font-semibold'}>{b(`todo.${when}`)}</h2>
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
            void exportBook('ics', true, null, profile, b).then(
              () => setFailed(false),
              () => setFailed(true),
            )
          }
        >
          {b('todo.calendar')}
        </Button>
      )}
      {failed && (
        <Notice tone="error" live="alert">
          {b('export.failed')}
        </Notice>
      )}
      {kept.length > 0 && (
        <section className="flex flex-col gap-1">
          <h2 className="font-semibold">{b('todo.retain')}</h2>
          <p className="text-muted">{b('todo.retain.how')}</p>
          <ul>
            {kept.map(({ id, name }) => (
              <li key={id}>
                <Link href={path('contact', id)} className="inline-flex min-h-12 items-center text-accent underline">
                  {name || b('contacts.unnamed')}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function TodoItem({ item: { row, followUp }, onDone }: { item: Todo; onDone: () => void }) {
  const b = useBookWords();
  const { path, locale } = useLanguage();
  const name = row.name || b('contacts.unnamed');
  const href = directHref(followUp.way, row.at[followUp.way] ?? '');
  return (
    <li className="flex items-center gap-2 border-b border-line py-2">
      <div className="flex min-w-0 flex-1 flex-col">
        <Link
          href={path('contact', row.id)}
          className="inline-flex min-h-8 items-center font-semibold break-words text-ink"
        >
          {name}
        </Link>
        <span className="text-small break-words text-muted">
          {[dayWords(followUp.day, locale), b(`way.${followUp.way}`), followUp.promise].filter(Boolean).join(' · ')}
        </span>
        {href !== '' && (
          <a href={href} className="inline-flex min-h-10 items-center self-start text-accent underline">
            {b(`todo.act.${followUp.way}`)}
          </a>
        )}
      </div>
      <Button icon={Check} aria-label={b('todo.finish.of', { name })} onClick={onDone}>
        {b('todo.finish')}
      </Button>
    </li>
  );
}
