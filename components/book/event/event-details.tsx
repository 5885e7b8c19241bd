'use client';

import { useTranslations } from '@/components/i18n/translations';
import { TextField } from '@/components/ui/text-field';
import { bookStore } from '@/lib/browser/book/book-store';
import type { Evening } from '@/lib/card/contact';
import { LIMITS } from '@/lib/card/limits';
import { DayField } from '../date-field';

/** What was said of an evening, corrected at any time. */
export function EveningDetails({ evening }: { evening: Evening }) {
  const t = useTranslations('book');
  const change = (patch: Partial<Evening>) =>
    void bookStore.changeEvening({ ...evening, ...patch }).catch(() => undefined);
  return (
    <details>
      <summary className="flex min-h-12 cursor-pointer items-center text-accent underline">{t('event.edit')}</summary>
      <div className="flex flex-col gap-3">
        {(['name', 'place', 'host'] as const).map((field) => (
          <TextField
            key={field}
            label={t(`event.${field}`)}
            value={evening[field]}
            autoComplete="off"
            maxLength={LIMITS.line}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
        <DayField label={t('event.day')} value={evening.day} onDay={(day) => change({ day })} />
      </div>
    </details>
  );
}
