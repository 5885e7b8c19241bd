'use client';

import { useTranslations } from '@/components/i18n/translations';
import { TextField } from '@/components/ui/text-field';
import { LIMITS } from '@/lib/card/limits';
import { AddressRows, type DetailsPart, EmailRows, PhoneRows, ProfileRows, realHostNotice } from './detail-rows';

const TEXT_PROPERTIES = [
  'honorificPrefixes',
  'givenNames',
  'familyNames',
  'honorificSuffixes',
  'pronouns',
  'title',
  'organisation',
  'unit',
  'website',
] as const;

/** The contact's details, editable to correct what was misheard. Every keystroke is saved. */
export function ContactDetails({ contact, change }: DetailsPart) {
  const t = useTranslations('book');
  return (
    <details className="rounded-surface border border-line bg-surface">
      <summary className="flex min-h-14 cursor-pointer items-center px-4 text-large font-semibold">
        {t('details.title')}
      </summary>
      <div className="flex flex-col gap-4 px-4 pb-4">
        {TEXT_PROPERTIES.map((name) => (
          <TextField
            key={name}
            label={t(name === 'title' ? 'details.title.field' : `details.${name}`)}
            value={contact[name]}
            maxLength={name === 'website' ? LIMITS.url : LIMITS.line}
            autoComplete="off"
            problem={name === 'website' ? realHostNotice(contact.website, t) : null}
            onChange={(event) => change({ [name]: event.currentTarget.value })}
          />
        ))}
        <PhoneRows contact={contact} change={change} />
        <EmailRows contact={contact} change={change} />
        <AddressRows contact={contact} change={change} />
        <ProfileRows contact={contact} change={change} />
      </div>
    </details>
  );
}
