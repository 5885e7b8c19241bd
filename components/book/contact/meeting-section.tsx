'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { SelectField } from '@/components/ui/text-field';
import type { Channel, Contact, ContactPatch } from '@/lib/card/contact';
import { CHANNELS } from '@/lib/card/contact-schema';
import { DateField } from '../date-field';
import { formatDate } from '../dates';
import { useBook } from '../use-book';

type Change = (patch: ContactPatch) => void;

/** Every meeting with the contact (channel, place, event), and the date until which the contact is retained. */
export function MeetingSection({ contact, change }: { contact: Contact; change: Change }) {
  const t = useTranslations('book');
  const { locale } = useLanguage();
  const { events } = useBook();
  const changeMeeting = (position: number, patch: Partial<Contact['meetings'][number]>) =>
    change({
      meetings: contact.meetings.map((meeting, index) => (index === position ? { ...meeting, ...patch } : meeting)),
    });
  const eventOptions = [
    { value: '', label: t('meeting.noEvening') },
    ...events.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <section className="flex flex-col gap-4">
      <h3 className="text-large font-semibold">{t('meeting.title')}</h3>
      {contact.meetings.map((meeting, index) => {
        const event = events.find(({ id }) => id === meeting.eventId);
        const details = [
          event?.place,
          event?.host,
          meeting.batch === '' ? '' : t('meeting.batch', { batch: meeting.batch }),
        ];
        return (
          <div key={`${meeting.atMs} ${meeting.batch}`} className="flex flex-col gap-2">
            <p>{[formatDate(meeting.atMs, locale), ...details].filter(Boolean).join(' · ')}</p>
            <div className="grid gap-3 sm:grid-cols-2">
              <SelectField
                label={t('meeting.channel')}
                value={meeting.channel}
                options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
                onChange={(event) => changeMeeting(index, { channel: event.currentTarget.value as Channel })}
              />
              <SelectField
                label={t('meeting.evening')}
                value={meeting.eventId ?? ''}
                options={eventOptions}
                onChange={(event) => changeMeeting(index, { eventId: event.currentTarget.value || null })}
              />
            </div>
          </div>
        );
      })}
      <DateField
        label={t('meeting.retain')}
        hint={t('meeting.retain.hint')}
        value={contact.retainUntil}
        mayBeEmpty
        onDay={(retainUntil) => change({ retainUntil })}
      />
    </section>
  );
}
