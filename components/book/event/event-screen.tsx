'use client';

import { CalendarPlus, Check, Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ConfirmDialog } from '@/components/shell/confirm-dialog';
import { Button, ButtonLink, DocumentLink, IconButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { bookStore } from '@/lib/browser/book/book-store';
import { shareCounts } from '@/lib/browser/book/current-event';
import { browserContext } from '@/lib/browser/exchange/browser-context';
import { endEventToken } from '@/lib/browser/exchange/event-token';
import { today } from '@/lib/browser/platform/clock';
import type { BookEvent } from '@/lib/card/contact';
import { LIMITS } from '@/lib/card/limits';
import { formatDay } from '../dates';
import { currentOf, useBook } from '../use-book';
import { EventDetails } from './event-details';
import { EventReview } from './event-review';

/**
 * The event screen. Before an event: its name and place. During: counts. After: a three-minute review of the
 * contacts, one by one.
 */
export function EventScreen({ tokenSection }: { tokenSection: ReactNode }) {
  const { events, status } = useBook();
  const [reviewedId, setReviewedId] = useState<string | null>(null);
  if (status === 'loading') return null;
  const reviewedEvent = events.find(({ id }) => id === reviewedId);
  if (reviewedEvent !== undefined) return <EventReview event={reviewedEvent} onDone={() => setReviewedId(null)} />;
  const current = currentOf(events);
  return (
    <div className="flex max-w-xl flex-col gap-8">
      {current === null ? (
        <StartEvent />
      ) : (
        <CurrentEvent event={current} tokenSection={tokenSection} onEnd={() => setReviewedId(current.id)} />
      )}
      <PastEvents events={events.filter(({ endedAtMs }) => endedAtMs !== null)} onReview={setReviewedId} />
    </div>
  );
}

function StartEvent() {
  const t = useTranslations('book');
  const [isNameMissing, setIsNameMissing] = useState(false);
  const [isStarting, setIsStarting] = useState(false);
  const [failed, setFailed] = useState(false);
  const startEvent = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const readField = (name: string) => String(data.get(name) ?? '').trim();
    setIsNameMissing(readField('name') === '');
    if (readField('name') === '' || isStarting) return;
    setIsStarting(true);
    void bookStore
      .startEvent({
        name: readField('name'),
        place: readField('place'),
        host: readField('host'),
        day: /^\d{4}-\d{2}-\d{2}$/.test(readField('day')) ? readField('day') : today(),
      })
      .catch(() => setFailed(true))
      .finally(() => setIsStarting(false));
  };
  return (
    <form noValidate onSubmit={startEvent} className="flex flex-col gap-4">
      <p className="text-muted">{t('event.lead')}</p>
      <TextField
        label={t('event.name')}
        name="name"
        autoComplete="off"
        maxLength={LIMITS.line}
        problem={isNameMissing ? t('event.nameMissing') : null}
      />
      <TextField label={t('event.place')} name="place" autoComplete="off" maxLength={LIMITS.line} />
      <TextField label={t('event.host')} name="host" autoComplete="off" maxLength={LIMITS.line} />
      <TextField
        label={t('event.day')}
        name="day"
        type="date"
        min="1900-01-01"
        max="9999-12-31"
        defaultValue={today()}
      />
      <EventFailure failed={failed} />
      <Button type="submit" emphasis="filled" large icon={CalendarPlus} disabled={isStarting}>
        {t('event.begin')}
      </Button>
    </form>
  );
}

function CurrentEvent({
  event,
  tokenSection,
  onEnd,
}: {
  event: BookEvent;
  tokenSection: ReactNode;
  onEnd: () => void;
}) {
  const t = useTranslations('book');
  const { path, locale } = useLanguage();
  const { rows } = useBook();
  const [failed, setFailed] = useState(false);
  const received = rows.filter(({ eventIds }) => eventIds.includes(event.id)).length;
  const given = Object.values(shareCounts()).reduce((sum, count) => sum + count, 0);
  const endEvent = async () => {
    const isEnded = await bookStore.endEvent(event).then(
      () => true,
      () => false,
    );
    setFailed(!isEnded);
    if (!isEnded) return;
    void endEventToken(browserContext);
    onEnd();
  };
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-title font-semibold break-words">{event.name}</h2>
      <p className="text-muted">
        {[formatDay(event.day, locale), event.place, event.host].filter(Boolean).join(' · ')}
      </p>
      <p role="status" className="text-large">
        {t('event.counts', { received, given })}
      </p>
      {event.day < today() && <p className="text-warning">{t('event.since', { day: formatDay(event.day, locale) })}</p>}
      <EventFailure failed={failed} />
      <EventDetails event={event} />
      <ButtonLink href={path('receive')} emphasis="filled" large>
        {t('contacts.receive')}
      </ButtonLink>
      <DocumentLink href={path('show')} large>
        {t('give.show')}
      </DocumentLink>
      {tokenSection}
      <Button large icon={Check} onClick={() => void endEvent()}>
        {t('event.end')}
      </Button>
    </section>
  );
}

function EventFailure({ failed }: { failed: boolean }) {
  const t = useTranslations('book');
  return failed ? (
    <Notice tone="error" live="alert">
      {t('event.failed')}
    </Notice>
  ) : null;
}

function PastEvents({ events, onReview }: { events: readonly BookEvent[]; onReview: (id: string) => void }) {
  const t = useTranslations('book');
  const { locale } = useLanguage();
  const { rows } = useBook();
  const [eventToDelete, setEventToDelete] = useState<BookEvent | null>(null);
  const [failed, setFailed] = useState(false);
  if (events.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-large font-semibold">{t('event.past')}</h2>
      <EventFailure failed={failed} />
      <ul className="flex flex-col">
        {events.map((event) => (
          <li key={event.id} className="flex items-center gap-2 border-b border-line py-1">
            <button
              type="button"
              onClick={() => onReview(event.id)}
              className="flex min-h-14 min-w-0 flex-1 flex-col justify-center text-left"
            >
              <span className="font-semibold break-words">{event.name}</span>
              <span className="text-small text-muted">
                {[
                  formatDay(event.day, locale),
                  t('event.met', { count: rows.filter(({ eventIds }) => eventIds.includes(event.id)).length }),
                  event.reviewedAtMs === null ? t('event.toReview') : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
            <IconButton
              icon={Trash2}
              label={t('event.forget', { name: event.name })}
              onClick={() => setEventToDelete(event)}
            />
          </li>
        ))}
      </ul>
      {eventToDelete !== null && (
        <ConfirmDialog
          open
          onClose={() => setEventToDelete(null)}
          title={t('event.forget', { name: eventToDelete.name })}
          consequence={t('event.forget.consequence')}
        >
          <Button
            emphasis="danger"
            icon={Trash2}
            onClick={() => {
              void bookStore.deleteEvent(eventToDelete.id).catch(() => setFailed(true));
              setEventToDelete(null);
            }}
          >
            {t('event.forget.confirm')}
          </Button>
        </ConfirmDialog>
      )}
    </section>
  );
}
