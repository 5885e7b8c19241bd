'use client';

import { ArrowRight, Check } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { TextAreaField, TextField } from '@/components/ui/text-field';
import { contactMethodsOf } from '@/lib/book/contact-methods';
import { addDays } from '@/lib/book/follow-up';
import { bookStore } from '@/lib/browser/book/book-store';
import { today } from '@/lib/browser/platform/clock';
import { fullNameOf, organisationOf } from '@/lib/card/card';
import type { BookEvent, Contact, ContactId, ContactPatch, FollowUp, GivenWay } from '@/lib/card/contact';
import { CONTACT_LIMITS } from '@/lib/card/contact-limits';
import { GIVEN_WAYS } from '@/lib/card/contact-schema';
import { LIMITS } from '@/lib/card/limits';
import { formatDay } from '../dates';
import { useBook, useContact } from '../use-book';
import { EventDetails } from './event-details';

/**
 * Reviews the contacts met at an event, one by one: who they are, what was promised, when to follow up. Each answer
 * is saved immediately.
 */
export function EventReview({ event, onDone }: { event: BookEvent; onDone: () => void }) {
  const t = useTranslations('book');
  const { locale } = useLanguage();
  const { rows } = useBook();
  // The list and its order are fixed when the review starts: an answer must not move a contact.
  const [ids] = useState<readonly ContactId[]>(() =>
    rows
      .filter(({ eventIds }) => eventIds.includes(event.id))
      .toReversed()
      .map(({ id }) => id),
  );
  const [position, setPosition] = useState(0);
  const id = ids[position];
  const finish = async () => {
    await bookStore.changeEvent({ ...event, reviewedAtMs: Date.now() });
    onDone();
  };
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <header>
        <h2 className="text-large font-semibold break-words">{event.name}</h2>
        <p className="text-muted">{[formatDay(event.day, locale), event.place].filter(Boolean).join(' · ')}</p>
        <ShareCountsLine given={event.given} />
        <EventDetails event={event} />
      </header>
      {id === undefined ? (
        <>
          <p className="text-large">{t(ids.length === 0 ? 'review.nobody' : 'review.over', { count: ids.length })}</p>
          <Button emphasis="filled" large icon={Check} onClick={() => void finish()}>
            {t('review.finish')}
          </Button>
        </>
      ) : (
        <>
          <progress value={position} max={ids.length} aria-label={t('review.progress')} className="h-2 w-full" />
          <ReviewedContact key={id} id={id} />
          <div className="flex flex-wrap gap-2">
            <Button
              emphasis="filled"
              large
              icon={ArrowRight}
              className="flex-1"
              onClick={() => setPosition(position + 1)}
            >
              {t('review.next')}
            </Button>
            {position > 0 && (
              <Button large onClick={() => setPosition(position - 1)}>
                {t('review.before')}
              </Button>
            )}
          </div>
          <Button emphasis="quiet" className="self-start" onClick={onDone}>
            {t('review.later')}
          </Button>
        </>
      )}
    </div>
  );
}

function ShareCountsLine({ given }: { given: Record<GivenWay, number> }) {
  const t = useTranslations('book');
  const givenCounts = GIVEN_WAYS.filter((way) => (given[way] ?? 0) > 0).map((way) =>
    t(`given.${way}`, { count: given[way] }),
  );
  return givenCounts.length === 0 ? null : (
    <p className="text-small text-muted">{t('review.given', { list: givenCounts.join(', ') })}</p>
  );
}

function ReviewedContact({ id }: { id: ContactId }) {
  const { contact, change } = useContact(id);
  return contact ? <Questions contact={contact} change={change} /> : null;
}

const DELAY_DAYS = ['1', '3', '7', '30'] as const;
type When = '' | 'other' | (typeof DELAY_DAYS)[number];

function Questions({ contact, change }: { contact: Contact; change: (patch: ContactPatch) => void }) {
  const t = useTranslations('book');
  const { path, locale } = useLanguage();
  const name = fullNameOf(contact);
  const { followUp } = contact;
  // The last follow-up is kept, to be restored when «no need» is undone.
  const [lastFollowUp, setLastFollowUp] = useState(followUp);
  const planFollowUp = (patch: Partial<FollowUp>) => {
    const defaults = { day: addDays(today(), 3), way: contactMethodsOf(contact)[0] ?? ('phone' as const), promise: '' };
    const next = { ...defaults, ...lastFollowUp, ...followUp, ...patch };
    setLastFollowUp(next);
    change({ followUp: next });
  };
  const day = followUp?.day ?? '';
  const presetDelay = DELAY_DAYS.find((days) => day === addDays(today(), Number(days)));
  const when: When = followUp === null ? '' : (presetDelay ?? 'other');
  const choices = [
    { value: '' as When, label: t('review.never') },
    ...DELAY_DAYS.map((value) => ({ value: value as When, label: t(`follow.in.${value}`) })),
    ...(when === 'other' ? [{ value: 'other' as When, label: formatDay(day, locale) }] : []),
  ];
  const setWhen = (value: When) => {
    if (value === '') change({ followUp: null });
    else if (value !== 'other') planFollowUp({ day: addDays(today(), Number(value)) });
  };
  return (
    <section className="flex flex-col gap-4">
      <div>
        <h3 className="text-title font-semibold break-words">{name || t('contacts.unnamed')}</h3>
        <p className="text-muted">
          {[contact.title, organisationOf(contact) === name ? '' : organisationOf(contact)].filter(Boolean).join(' · ')}
        </p>
      </div>
      <TextAreaField
        label={t('review.who')}
        rows={2}
        value={contact.remarks}
        maxLength={CONTACT_LIMITS.note}
        onChange={(event) => change({ remarks: event.currentTarget.value })}
      />
      <TextField
        label={t('review.promise')}
        value={(followUp ?? lastFollowUp)?.promise ?? ''}
        maxLength={LIMITS.line}
        autoComplete="off"
        onChange={(event) => planFollowUp({ promise: event.currentTarget.value })}
      />
      <ChoiceGroup<When> legend={t('review.when')} inline value={when} onChange={setWhen} choices={choices} />
      <ButtonLink href={path('contact', contact.id)} emphasis="quiet" className="self-start">
        {t('review.open')}
      </ButtonLink>
    </section>
  );
}
