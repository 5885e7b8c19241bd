'use client';

import { Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { loadPhoneRules, useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, IconButton } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/text-field';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { EMPTY_ADDRESS, type EmailKind, isTelephone, type PhoneKind, type PostalAddress } from '@/lib/card/card';
import type { Contact, ContactPatch } from '@/lib/card/contact';
import { CONTACT_LIMITS } from '@/lib/card/contact-limits';
import { homographHost } from '@/lib/card/homograph';
import { LIMITS } from '@/lib/card/limits';
import { PHONE_KINDS, PLACE_KINDS } from '@/lib/card/phone-kinds';
import type { BookMessages } from '@/lib/i18n/messages/book/catalogue';
import type { TranslateOf } from '@/lib/i18n/translate';

export type DetailsPart = { contact: Contact; change: (patch: ContactPatch) => void };

const ADDRESS_PARTS = ['streetAddress', 'extendedAddress', 'locality', 'region', 'postalCode', 'countryName'] as const;

/** Names the real host of an address that imitates another one. */
export function realHostNotice(address: string, t: TranslateOf<BookMessages>): string | null {
  const host = homographHost(address);
  return host === null ? null : t('details.realHost', { host });
}

/** What a number or an address is for: its kind, and the name that the person gives to it. */
function KindAndLabel<Kind extends string>({
  legend,
  kind,
  kinds,
  label = '',
  onChange,
}: {
  legend: string;
  kind: Kind;
  kinds: readonly Kind[];
  label: string | undefined;
  onChange: (changed: { kind: Kind } | { label: string }) => void;
}) {
  const t = useTranslations('book');
  return (
    <div className="grid grid-cols-2 items-end gap-2">
      <SelectField
        label={legend}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`kind.${value as PhoneKind}`) }))}
        onChange={(event) => {
          const chosen = kinds.find((value) => value === event.currentTarget.value);
          if (chosen !== undefined) onChange({ kind: chosen });
        }}
      />
      <TextField
        label={t('details.label')}
        value={label}
        maxLength={LIMITS.line}
        autoComplete="off"
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
    </div>
  );
}

/** A group of rows of one kind, and the button that adds one. */
function Rows({
  legend,
  count,
  add,
  onAdd,
  children,
}: {
  legend: string;
  count: number;
  add: string;
  onAdd: () => void;
  children: ReactNode;
}) {
  return (
    <fieldset className="flex flex-col gap-5">
      <legend className="mb-2 font-semibold">{legend}</legend>
      {children}
      {count < CONTACT_LIMITS.entries && (
        <Button icon={Plus} className="self-start" onClick={onAdd}>
          {add}
        </Button>
      )}
    </fieldset>
  );
}

export function PhoneRows({ contact, change }: DetailsPart) {
  const t = useTranslations('book');
  const { region } = useLanguage();
  const phoneRules = useLazyModule(loadPhoneRules);
  // The field shows the text as typed until it loses focus; the parsed number is what is stored.
  const [typed, setTyped] = useState<{ id: string; text: string } | null>(null);
  const { phones } = contact;
  const changePhone = (id: string, patch: Partial<Contact['phones'][number]>) =>
    change({ phones: phones.map((phone) => (phone.id === id ? { ...phone, ...patch } : phone)) });
  const add = () => change({ phones: [...phones, { id: newIdentifier(), kind: 'cell', number: '', extension: '' }] });
  return (
    <Rows legend={t('details.phones')} count={phones.length} add={t('details.addPhone')} onAdd={add}>
      {phones.map(({ id, kind, label, number, extension }) => (
        <div key={id} className="flex flex-col gap-2">
          <div className="flex items-end gap-2">
            <TextField
              label={t(`details.${isTelephone({ kind }) ? 'phone' : 'fax'}`)}
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
            <IconButton
              icon={Trash2}
              label={t('details.removePhone', { number })}
              onClick={() => change({ phones: phones.filter((phone) => phone.id !== id) })}
            />
          </div>
          <KindAndLabel<PhoneKind>
            legend={t('details.kind')}
            kind={kind}
            kinds={PHONE_KINDS}
            label={label}
            onChange={(changed) => changePhone(id, changed)}
          />
        </div>
      ))}
    </Rows>
  );
}

export function EmailRows({ contact: { emails }, change }: DetailsPart) {
  const t = useTranslations('book');
  const changeEmail = (id: string, patch: Partial<Contact['emails'][number]>) =>
    change({ emails: emails.map((email) => (email.id === id ? { ...email, ...patch } : email)) });
  const add = () => change({ emails: [...emails, { id: newIdentifier(), kind: 'work', address: '' }] });
  return (
    <Rows legend={t('details.emails')} count={emails.length} add={t('details.addEmail')} onAdd={add}>
      {emails.map(({ id, kind, label, address }) => (
        <div key={id} className="flex flex-col gap-2">
          <div className="flex items-end gap-2">
            <TextField
              label={t('details.email')}
              type="email"
              className="min-w-0 flex-1"
              value={address}
              maxLength={LIMITS.line}
              autoComplete="off"
              problem={realHostNotice(address, t)}
              onChange={(event) => changeEmail(id, { address: event.currentTarget.value })}
            />
            <IconButton
              icon={Trash2}
              label={t('details.removeEmail', { address })}
              onClick={() => change({ emails: emails.filter((email) => email.id !== id) })}
            />
          </div>
          <KindAndLabel<EmailKind>
            legend={t('details.emailKind')}
            kind={kind}
            kinds={PLACE_KINDS}
            label={label}
            onChange={(changed) => changeEmail(id, changed)}
          />
        </div>
      ))}
    </Rows>
  );
}

export function AddressRows({ contact: { address, otherAddresses = [] }, change }: DetailsPart) {
  const t = useTranslations('book');
  const addresses = [address, ...otherAddresses];
  const store = ([first = EMPTY_ADDRESS, ...others]: PostalAddress[]) =>
    change({ address: first, otherAddresses: others });
  const changeAt = (index: number, patch: Partial<PostalAddress>) =>
    store(addresses.map((one, at) => (at === index ? { ...one, ...patch } : one)));
  return (
    <Rows
      legend={t('details.addresses')}
      count={addresses.length}
      add={t('details.addAddress')}
      onAdd={() => store([...addresses, EMPTY_ADDRESS])}
    >
      {addresses.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an address has no identifier, and its fields keep no state.
        <div key={index} className="flex flex-col gap-4">
          {ADDRESS_PARTS.map((part) => (
            <TextField
              key={part}
              label={t(`details.${part}`)}
              value={one[part]}
              maxLength={LIMITS.line}
              autoComplete="off"
              onChange={(event) => changeAt(index, { [part]: event.currentTarget.value })}
            />
          ))}
          <KindAndLabel<EmailKind>
            legend={t('details.addressKind')}
            kind={one.kind ?? 'work'}
            kinds={PLACE_KINDS}
            label={one.label}
            onChange={(changed) => changeAt(index, changed)}
          />
          {addresses.length > 1 && (
            <Button
              icon={Trash2}
              className="self-start"
              onClick={() => store(addresses.filter((_, at) => at !== index))}
            >
              {t('details.removeAddress', { address: one.streetAddress || one.locality })}
            </Button>
          )}
        </div>
      ))}
    </Rows>
  );
}

export function ProfileRows({ contact: { profiles }, change }: DetailsPart) {
  const t = useTranslations('book');
  return (
    <Rows
      legend={t('details.profiles')}
      count={profiles.length}
      add={t('details.addProfile')}
      onAdd={() => change({ profiles: [...profiles, { id: newIdentifier(), url: '' }] })}
    >
      {profiles.map(({ id, url }) => (
        <div key={id} className="flex items-end gap-2">
          <TextField
            label={t('details.profile')}
            type="url"
            className="min-w-0 flex-1"
            value={url}
            maxLength={LIMITS.url}
            autoComplete="off"
            problem={realHostNotice(url, t)}
            onChange={(event) => {
              const next = event.currentTarget.value;
              change({ profiles: profiles.map((one) => (one.id === id ? { ...one, url: next } : one)) });
            }}
          />
          <IconButton
            icon={Trash2}
            label={t('details.removeProfile', { address: url })}
            onClick={() => change({ profiles: profiles.filter((one) => one.id !== id) })}
          />
        </div>
      ))}
    </Rows>
  );
}
