'use client';

import { ArrowRight, Check } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Button, ButtonLink } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { TextAreaField, TextField } from '@/components/ui/text-field';
import { addDays } from '@/lib/book/follow-up';
import { waysOf } from '@/lib/book/reach';
import { bookStore } from '@/lib/browser/book-store';
import { today } from '@/lib/browser/clock';
import { fullNameOf, organisationOf } from '@/lib/card/card';
import type { Contact, ContactId, ContactPatch, Evening, GivenWay } from '@/lib/card/contact';
import { GIVEN_WAYS } from '@/lib/card/contact-schema';
import { CONTACT_LIMITS, LIMITS } from '@/lib/card/limits';
import { dayWords } from './book-format';
import { useBookWords } from './book-words';
import { useBook, useContact } from './use-book';

/** Who was met, one after the other: who it is, what was promised, when to write. Each answer is kept as it is given. */
export function EveningReview({ evening, onDone }: { evening: Evening; onDone: () => void }) {
  const b = useBookWords();
  const { locale } = useLanguage();
  const { rows } = useBook();
  // Those who were there when the review began, in their order: an answer must not move them.
  const [ids] = useState<readonly ContactId[]>(() =>
    rows
      .filter(({ eventIds }) => eventIds.includes(evening.id))
      .toReversed()
      .map(({ id }) => id),
  );
  const [at, setAt] = useState(0);
  const id = ids[at];
  const finish = async () => {
    await bookStore.changeEvening({ ...evening, reviewedAtMs: Date.now() });
    onDone();
  };
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <header>
        <h2 className="text-large font-semibold break-words">{evening.name}</h2>
        <p className="text-muted">{[dayWords(evening.day, locale), evening.place].filter(Boolean).join(' · ')}</p>
        <Given given={evening.given} />
      </header>
      {id === undefined ? (
        <>
          <p className="text-large">{b(ids.length === 0 ? 'review.nobody' : 'review.over', { count: ids.length })}</p>
          <Button emphasis="filled" large icon={Check} onClick={() => void finish()}>
            {b('review.finish')}
          </Button>
        </>
      ) : (
        <>
          <progress
            value={at}
            max={ids.length}
            aria-label={b('review.progress')}
            className="h-2 w-full accent-[var(--accent)]"
          />
          <Person key={id} id={id} />
          <div className="flex flex-wrap gap-2">
            <Button emphasis="filled" large icon={ArrowRight} className="flex-1" onClick={() => setAt(at + 1)}>
              {b('review.next')}
            </Button>
            {at > 0 && (
              <Button large onClick={() => setAt(at - 1)}>
                {b('review.before')}
              </Button>
            )}
          </div>
          <Button emphasis="quiet" className="self-start" onClick={onDone}>
            {b('review.later')}
          </Button>
        </>
      )}
    </div>
  );
}

function Given({ given }: { given: Record<GivenWay, number> }) {
  const b = useBookWords();
  const said = GIVEN_WAYS.filter((way) => (given[way] ?? 0) > 0).map((way) => b(`given.${way}`, { count: given[way] }));
  return said.length === 0 ? null : (
    <p className="text-small text-muted">{b('review.given', { list: said.join(', ') })}</p>
  );
}

function Person({ id }: { id: ContactId }) {
  const { contact, change } = useContact(id);
  return contact ? <Questions contact={contact} change={change} /> : null;
}

const WHEN = ['', '1', '3', '7', '30'] as const;
type When = (typeof WHEN)[number];

function Questions({ contact, change }: { contact: Contact; change: (patch: ContactPatch) => void }) {
  const b = useBookWords();
  const { path } = useLanguage();
  const name = fullNameOf(contact);
  const { followUp } = contact;
  const when: When = WHEN.find((days) => days !== '' && followUp?.day === addDays(today(), Number(days))) ?? '';
  const setPromise = (promise: string) =>
    change({
      followUp: {
        day: followUp?.day ?? addDays(today(), 3),
        way: followUp?.way ?? waysOf(contact)[0] ?? 'phone',
        promise,
      },
    });
  const setWhen = (days: When) =>
    change({
      followUp:
        days === ''
          ? null
          : {
              day: addDays(today(), Number(days)),
              way: followUp?.way ?? waysOf(contact)[0] ?? 'phone',
              promise: followUp?.promise ?? '',
            },
    });
  return (
    <section className="flex flex-col gap-4">
      <div>
        <h3 className="text-title font-semibold break-words">{name || b('contacts.unnamed')}</h3>
        <p className="text-muted">
          {[contact.title, organisationOf(contact) === name ? '' : organisationOf(contact)].filter(Boolean).join(' · ')}
        </p>
      </div>
      <TextAreaField
        label={b('review.who')}
        rows={2}
        value={contact.remarks}
        maxLength={CONTACT_LIMITS.note}
        onChange={(event) => change({ remarks: event.currentTarget.value })}
      />
      <TextField
        label={b('review.promise')}
        value={followUp?.promise ?? ''}
        maxLength={LIMITS.line}
        autoComplete="off"
        onChange={(event) => setPromise(event.currentTarget.value)}
      />
      <ChoiceGroup<When>
        legend={b('review.when')}
        inline
        value={when}
        onChange={setWhen}
        choices={WHEN.map((value) => ({ value, label: b(value === '' ? 'review.never' : `follow.in.${value}`) }))}
      />
      <ButtonLink href={path('contact', contact.id)} emphasis="quiet" className="self-start">
        {b('review.open')}
      </ButtonLink>
    </section>
  );
}
