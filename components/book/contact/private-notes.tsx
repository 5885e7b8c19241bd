'use client';

import { useId, useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { SelectField, TextAreaField, TextField } from '@/components/ui/text-field';
import { SINGLE_PROPERTIES } from '@/lib/book/merge';
import type { Contact, ContactPatch, PreferredMedium } from '@/lib/card/contact';
import { CONTACT_LIMITS } from '@/lib/card/contact-limits';
import { PREFERRED_MEDIA } from '@/lib/card/contact-schema';
import { LIMITS } from '@/lib/card/limits';

type Change = (patch: ContactPatch) => void;
const PREFERENCES = ['', 'phone', 'message', 'email'] as const;

/**
 * The owner's private notes: remarks, tags, who introduced the contact, and the media the contact is comfortable
 * with.
 */
export function PrivateNotes({ contact, change }: { contact: Contact; change: Change }) {
  const t = useTranslations('book');
  return (
    <section className="flex flex-col gap-4">
      <h3 className="text-large font-semibold">{t('known.title')}</h3>
      <TextAreaField
        label={t('known.remarks')}
        value={contact.remarks}
        maxLength={CONTACT_LIMITS.note}
        onChange={(event) => change({ remarks: event.currentTarget.value })}
      />
      <TagsField tags={contact.tags} onChange={(tags) => change({ tags })} />
      <TextField
        label={t('known.introducedBy')}
        value={contact.introducedBy}
        maxLength={LIMITS.line}
        onChange={(event) => change({ introducedBy: event.currentTarget.value })}
      />
      <div>
        <ChoiceGroup<PreferredMedium>
          legend={t('comfort.title')}
          inline
          value={contact.comfort}
          onChange={(comfort) => change({ comfort })}
          choices={PREFERRED_MEDIA.map((value) => ({ value, label: t(`comfort.${value === '' ? 'unknown' : value}`) }))}
        />
        <p className="mt-1 text-small text-muted">{t('comfort.detail')}</p>
      </div>
      <SelectField
        label={t('known.preferred')}
        value={contact.preferredContact}
        options={PREFERENCES.map((value) => ({
          value,
          label: value === '' ? t('known.preferred.none') : t(`way.${value}`),
        }))}
        onChange={(event) => change({ preferredContact: event.currentTarget.value as Contact['preferredContact'] })}
      />
      <TextField
        label={t('known.callWhen')}
        value={contact.callWhen}
        maxLength={LIMITS.line}
        onChange={(event) => change({ callWhen: event.currentTarget.value })}
      />
      {contact.note !== '' && (
        <TextAreaField
          label={t('known.note')}
          value={contact.note}
          maxLength={CONTACT_LIMITS.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      )}
      {contact.alternates.length + contact.otherProperties.length > 0 && <OtherProperties contact={contact} />}
    </section>
  );
}

/** Edits tags separated by commas or semicolons; shows the text as typed until the field loses focus. */
function TagsField({ tags, onChange }: { tags: readonly string[]; onChange: (tags: string[]) => void }) {
  const t = useTranslations('book');
  const [typed, setTyped] = useState<string | null>(null);
  const parseTags = (text: string) => {
    const trimmedTags = text.split(/[,;]/).map((tag) => tag.trim().slice(0, LIMITS.label));
    return [...new Set(trimmedTags)].filter(Boolean).slice(0, CONTACT_LIMITS.entries);
  };
  return (
    <TextField
      label={t('known.tags')}
      hint={t('known.tags.hint')}
      value={typed ?? tags.join(', ')}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(parseTags(event.currentTarget.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

/** The properties received with the contact that have no field here; they are exported with it again. */
function OtherProperties({ contact }: { contact: Contact }) {
  const t = useTranslations('book');
  const id = useId();
  const getLabel = (property: string) => {
    // A column of a table may have no title.
    if (property === '') return t('property.untitled');
    const singleProperty = SINGLE_PROPERTIES.find((candidate) => candidate === property);
    return singleProperty === undefined ? property : t(`property.${singleProperty}`);
  };
  const entries = [
    ...contact.alternates.map(({ property, value }) => ({ name: getLabel(property), value })),
    ...contact.otherProperties.map(({ name, value }) => ({ name, value })),
  ];
  return (
    <details>
      <summary id={id} className="flex min-h-12 cursor-pointer items-center text-accent underline">
        {t('known.also', { count: entries.length })}
      </summary>
      <dl aria-labelledby={id} className="flex flex-col gap-2">
        {entries.map(({ name, value }) => (
          <div key={`${name} ${value.slice(0, 200)}`}>
            <dt className="text-small text-muted">{name}</dt>
            <dd className="max-h-40 overflow-auto break-words whitespace-pre-wrap">{value.slice(0, 2000)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
