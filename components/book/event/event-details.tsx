'use client';

import { useTranslations } from '@/components/i18n/translations';
import { TextField } from '@/components/ui/text-field';
import { bookStore } from '@/lib/browser/book/book-store';
import type { BookEvent } from '@/lib/card/contact';
import { LIMITS } from '@/lib/card/limits';
import { DateField } from '../date-field';

/** The details of an event, editable at any time. */
export function EventDetails({ event }: { event: BookEvent }) {
  const t = useTranslations('book');
  const change = (patch: Partial<BookEvent>) =>
    void bookStore.changeEvent({ ...event, ...patch }).catch(() => undefined);
  return (
    <details>
      <summary className="flex min-h-12 cursor-pointer items-center text-accent underline">{t('event.edit')}</summary>
      <div className="flex flex-col gap-3">
        {(['name', 'place', 'host'] as const).map((field) => (
          <TextField
            key={field}
            label={t(`event.${field}`)}
            value={event[field]}
            autoComplete="off"
            maxLength={LIMITS.line}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
        <DateField label={t('event.day')} value={event.day} onDay={(day) => change({ day })} />
      </div>
    </details>
  );
}
