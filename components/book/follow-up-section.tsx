'use client';

import { BellPlus, Check, RotateCcw } from 'lucide-react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/text-field';
import { addDays } from '@/lib/book/follow-up';
import { waysOf } from '@/lib/book/reach';
import { today } from '@/lib/browser/clock';
import type { Contact, ContactPatch, FollowUp, FollowUpWay } from '@/lib/card/contact';
import { FOLLOW_UP_WAYS } from '@/lib/card/contact-schema';
import { LIMITS } from '@/lib/card/limits';
import { dateWords, dayWords } from './book-format';
import { useBookWords } from './book-words';

type Change = (patch: ContactPatch) => void;
const SOON = [1, 3, 7, 30] as const;

/** What was promised, when and by which way it will be kept; done with one tap, undone with another. */
export function FollowUpSection({ contact, change }: { contact: Contact; change: Change }) {
  const b = useBookWords();
  const { locale } = useLanguage();
  const { followUp } = contact;
  const begin = (days: number) =>
    change({
      followUp: { day: addDays(today(), days), way: waysOf(contact)[0] ?? 'phone', promise: followUp?.promise ?? '' },
    });
  const set = (patch: Partial<FollowUp>) => followUp !== null && change({ followUp: { ...followUp, ...patch } });
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-large font-semibold">{b('follow.title')}</h3>
      {followUp === null ? (
        <>
          <p className="text-muted">
            {contact.followedUpAtMs === null
              ? b('follow.none')
              : b('follow.last', { date: dateWords(contact.followedUpAtMs, locale) })}
          </p>
          <div className="flex flex-wrap gap-2">
            {SOON.map((days) => (
              <Button key={days} icon={BellPlus} onClick={() => begin(days)}>
                {b(`follow.in.${days}`)}
              </Button>
            ))}
          </div>
          {contact.followedUpAtMs === null && (
            <Button
              emphasis="quiet"
              icon={Check}
              className="self-start"
              onClick={() => change({ followedUpAtMs: Date.now() })}
            >
              {b('follow.already')}
            </Button>
          )}
        </>
      ) : (
        <>
          <TextField
            label={b('follow.promise')}
            value={followUp.promise}
            maxLength={LIMITS.line}
            onChange={(event) => set({ promise: event.currentTarget.value })}
          />
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField
              label={b('follow.day')}
              type="date"
              value={followUp.day}
              hint={dayWords(followUp.day, locale)}
              onChange={(event) => event.currentTarget.value !== '' && set({ day: event.currentTarget.value })}
            />
            <SelectField
              label={b('follow.way')}
              value={followUp.way}
              options={FOLLOW_UP_WAYS.map((value) => ({ value, label: b(`way.${value}`) }))}
              onChange={(event) => set({ way: event.currentTarget.value as FollowUpWay })}
            />
          </div>
          <div className="flex flex-wrap gap-2">
            <Button
              emphasis="filled"
              icon={Check}
              onClick={() => change({ followUp: null, followedUpAtMs: Date.now() })}
            >
              {b('follow.done')}
            </Button>
            <Button emphasis="quiet" onClick={() => change({ followUp: null })}>
              {b('follow.drop')}
            </Button>
          </div>
        </>
      )}
      <label className="flex min-h-12 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          className="size-6 accent-[var(--accent)]"
          checked={contact.clientSinceMs !== null}
          onChange={(event) => change({ clientSinceMs: event.currentTarget.checked ? Date.now() : null })}
        />
        {b('follow.client')}
      </label>
      {contact.followedUpAtMs !== null && followUp === null && (
        <Button
          emphasis="quiet"
          icon={RotateCcw}
          className="self-start"
          onClick={() => change({ followedUpAtMs: null })}
        >
          {b('follow.notDone')}
        </Button>
      )}
    </section>
  );
}
