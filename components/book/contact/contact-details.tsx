'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { loadPhoneRules, useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, IconButton } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/text-field';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { isTelephone, type PhoneKind } from '@/lib/card/card';
import type { Contact, ContactPatch } from '@/lib/card/contact';
import { CONTACT_LIMITS } from '@/lib/card/contact-limits';
import { homographHost } from '@/lib/card/homograph';
import { LIMITS } from '@/lib/card/limits';
import { PHONE_KINDS } from '@/lib/card/phone-kinds';
import type { BookMessages } from '@/lib/i18n/messages/book/catalogue';
import type { TranslateOf } from '@/lib/i18n/translate';

type Change = (patch: ContactPatch) => void;
type Part = { contact: Contact; change: Change };

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
const ADDRESS_PARTS = ['streetAddress', 'extendedAddress', 'locality', 'region', 'postalCode', 'countryName'] as const;

/** The contact's details, editable to correct what was misheard. Every keystroke is saved. */
export function ContactDetails({ contact, change }: Part) {
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
        <PhoneFields contact={contact} change={change} />
        <EmailFields contact={contact} change={change} />
        {ADDRESS_PARTS.map((part) => (
          <TextField
            key={part}
            label={t(`details.${part}`)}
            value={contact.address[part]}
            maxLength={LIMITS.line}
            autoComplete="off"
            onChange={(event) => change({ address: { ...contact.address, [part]: event.currentTarget.value } })}
          />
        ))}
      </div>
    </details>
  );
}

function PhoneFields({ contact, change }: Part) {
  const t = useTranslations('book');
  const { region } = useLanguage();
  const phoneRules = useLazyModule(loadPhoneRules);
  // The field shows the text as typed until it loses focus; the parsed number is what is stored.
  const [typed, setTyped] = useState<{ id: string; text: string } | null>(null);
  const kinds = PHONE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }));
  const changePhone = (id: string, patch: Partial<Contact['phones'][number]>) =>
    change({ phones: contact.phones.map((phone) => (phone.id === id ? { ...phone, ...patch } : phone)) });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-semibold">{t('details.phones')}</legend>
      {contact.phones.map(({ id, kind, label, number, extension }) => (
        <div key={id} className="flex items-end gap-2">
          <TextField
            label={label || t(`details.${isTelephone({ kind }) ? 'phone' : 'fax'}`)}
            type="tel"
            className="min-w-0 flex-1"
            value={typed?.id === id ? typed.text : (phoneRules?.formatPhone(number, extension, region) ?? number)}
            maxLength={LIMITS.line}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setTyped({ id, text });
              changePhone(id, phoneRules?.parsePhoneField(text, region) ?? { number: text, extension: '' });
            }}
            onBlur={() => setTyped(null)}
          />
          <SelectField
            label={t('details.kind')}
            hideLabel
            value={kind}
            options={kinds}
            onChange={(event) => changePhone(id, { kind: event.currentTarget.value as PhoneKind })}
          />
          <IconButton
            icon={Trash2}
            label={t('details.removePhone', { number })}
            onClick={() => change({ phones: contact.phones.filter((phone) => phone.id !== id) })}
          />
        </div>
      ))}
      {contact.phones.length < CONTACT_LIMITS.entries && (
        <Button
          icon={Plus}
          className="self-start"
          onClick={() =>
            change({ phones: [...contact.phones, { id: newIdentifier(), kind: 'cell', number: '', extension: '' }] })
          }
        >
          {t('details.addPhone')}
        </Button>
      )}
    </fieldset>
  );
}

/** Names the real host of an address that imitates another one. */
function realHostNotice(address: string, t: TranslateOf<BookMessages>): string | null {
  const host = homographHost(address);
  return host === null ? null : t('details.realHost', { host });
}

function EmailFields({ contact, change }: Part) {
  const t = useTranslations('book');
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-semibold">{t('details.emails')}</legend>
      {contact.emails.map(({ id, label, address }) => (
        <div key={id} className="flex items-end gap-2">
          <TextField
            label={label || t('details.email')}
            type="email"
            className="min-w-0 flex-1"
            value={address}
            maxLength={LIMITS.line}
            autoComplete="off"
            problem={realHostNotice(address, t)}
            onChange={(event) => {
              const next = event.currentTarget.value;
              change({
                emails: contact.emails.map((email) => (email.id === id ? { ...email, address: next } : email)),
              });
            }}
          />
          <IconButton
            icon={Trash2}
            label={t('details.removeEmail', { address })}
            onClick={() => change({ emails: contact.emails.filter((email) => email.id !== id) })}
          />
        </div>
      ))}
      {contact.emails.length < CONTACT_LIMITS.entries && (
        <Button
          icon={Plus}
          className="self-start"
          onClick={() => change({ emails: [...contact.emails, { id: newIdentifier(), kind: 'work', address: '' }] })}
        >
          {t('details.addEmail')}
        </Button>
      )}
    </fieldset>
  );
}
