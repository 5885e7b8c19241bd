'use client';

import { BellPlus, Check } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { SelectField, TextField } from '@/components/ui/text-field';
import { contactMethodsOf } from '@/lib/book/contact-methods';
import { addDays } from '@/lib/book/follow-up';
import { today } from '@/lib/browser/platform/clock';
import type { Contact, ContactPatch, FollowUp, FollowUpWay } from '@/lib/card/contact';
import { FOLLOW_UP_WAYS } from '@/lib/card/contact-schema';
import { LIMITS } from '@/lib/card/limits';
import { DateField } from '../date-field';
import { formatDate, formatDay } from '../dates';

type Change = (patch: ContactPatch) => void;
type Before = Pick<Contact, 'followUp' | 'followedUpAtMs'>;
const DELAY_DAYS = [1, 3, 7, 30] as const;

/** The planned follow-up: promise, day and contact method. One tap marks it done or drops it; another undoes that. */
export function FollowUpSection({ contact, change }: { contact: Contact; change: Change }) {
  const { locale } = useLanguage();
  const t = useTranslations('book');
  const [undo, setUndo] = useState<{ before: Before; was: 'done' | 'drop' } | null>(null);
  const { followUp, followedUpAtMs } = contact;
  const planFollowUp = (days: number) =>
    change({ followUp: { day: addDays(today(), days), way: contactMethodsOf(contact)[0] ?? 'phone', promise: '' } });
  const closeFollowUp = (was: 'done' | 'drop', patch: Partial<Before>) => {
    setUndo({ before: { followUp, followedUpAtMs }, was });
    change(patch);
  };
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-large font-semibold">{t('follow.title')}</h3>
      {undo !== null && followUp === null && (
        <Notice
          tone="good"
          live="status"
          actions={
            <Button
              onClick={() => {
                change(undo.before);
                setUndo(null);
              }}
            >
              {t('action.undo')}
            </Button>
          }
        >
          {t(`follow.undone.${undo.was}`)}
        </Notice>
      )}
      {followUp === null ? (
        <>
          <p className="text-muted">
            {followedUpAtMs === null
              ? t('follow.none')
              : t('follow.last', { date: formatDate(followedUpAtMs, locale) })}
          </p>
          <div className="flex flex-wrap gap-2">
            {DELAY_DAYS.map((days) => (
              <Button key={days} icon={BellPlus} onClick={() => planFollowUp(days)}>
                {t(`follow.in.${days}`)}
              </Button>
            ))}
          </div>
          {followedUpAtMs === null && (
            <Button
              emphasis="quiet"
              icon={Check}
              className="self-start"
              onClick={() => closeFollowUp('done', { followedUpAtMs: Date.now() })}
            >
              {t('follow.already')}
            </Button>
          )}
        </>
      ) : (
        <PlannedFollowUp
          followUp={followUp}
          onChange={(patch) => change({ followUp: { ...followUp, ...patch } })}
          onDone={() => closeFollowUp('done', { followUp: null, followedUpAtMs: Date.now() })}
          onDrop={() => closeFollowUp('drop', { followUp: null })}
        />
      )}
      <label className="flex min-h-12 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          className="size-6 accent-[var(--accent)]"
          checked={contact.clientSinceMs !== null}
          onChange={(event) => change({ clientSinceMs: event.currentTarget.checked ? Date.now() : null })}
        />
        {t('follow.client')}
      </label>
    </section>
  );
}

function PlannedFollowUp({
  followUp,
  onChange,
  onDone,
  onDrop,
}: {
  followUp: FollowUp;
  onChange: (patch: Partial<FollowUp>) => void;
  onDone: () => void;
  onDrop: () => void;
}) {
  const t = useTranslations('book');
  const { locale } = useLanguage();
  return (
    <>
      <TextField
        label={t('follow.promise')}
        value={followUp.promise}
        maxLength={LIMITS.line}
        onChange={(event) => onChange({ promise: event.currentTarget.value })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <DateField
          label={t('follow.day')}
          value={followUp.day}
          hint={formatDay(followUp.day, locale)}
          onDay={(day) => onChange({ day })}
        />
        <SelectField
          label={t('follow.way')}
          value={followUp.way}
          options={FOLLOW_UP_WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
          onChange={(event) => onChange({ way: event.currentTarget.value as FollowUpWay })}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button emphasis="filled" icon={Check} onClick={onDone}>
          {t('follow.done')}
        </Button>
        <Button emphasis="quiet" onClick={onDrop}>
          {t('follow.drop')}
        </Button>
      </div>
    </>
  );
}
