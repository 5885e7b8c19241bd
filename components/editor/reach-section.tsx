'use client';

import { Plus, X } from 'lucide-react';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useTranslations } from '@/components/i18n/translations';
import { Button, IconButton } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { SelectField } from '@/components/ui/text-field';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { type Card, type Email, type EmailKind, isBlankAddress, type Phone } from '@/lib/card/card';
import { LIMITS } from '@/lib/card/limits';
import { PLACE_KINDS } from '@/lib/card/phone-kinds';
import { emailProblem, urlProblem } from '@/lib/card/problems';
import { serviceOf } from '@/lib/card/profiles';
import { AddressFields } from './address-fields';
import { CardTextField } from './card-text-field';
import { PhoneRow } from './phone-row';
import { Section } from './section';
import type { SectionProps } from './section-props';
import { SortableRows } from './sortable-rows';

export function ReachSection({ card, change }: SectionProps) {
  const t = useTranslations('app');
  return (
    <Section
      title={t('edit.section.reach')}
      optional={[
        {
          key: 'website',
          label: t('field.website'),
          filled: card.website !== '',
          field: (
            <CardTextField
              label={t('field.website')}
              type="url"
              inputMode="url"
              autoComplete="url"
              value={card.website}
              maxLength={LIMITS.url}
              check={urlProblem}
              onText={(website) => change({ website })}
            />
          ),
        },
        {
          key: 'profiles',
          label: t('field.profiles'),
          filled: card.profiles.length > 0,
          field: <Profiles card={card} change={change} />,
        },
        {
          key: 'address',
          label: t('field.address'),
          filled: !isBlankAddress(card.address),
          field: <AddressFields card={card} change={change} />,
        },
        {
          key: 'preferred',
          label: t('field.preferred'),
          filled: card.preferredContact !== '',
          field: <PreferredContact card={card} change={change} />,
        },
      ]}
    >
      <Phones card={card} change={change} />
      <Emails card={card} change={change} />
    </Section>
  );
}

function Phones({ card, change }: SectionProps) {
  const t = useTranslations('app');
  const { phones } = card;
  const writtenPhone = useWrittenPhone();
  const setPhone = (next: Phone) => change({ phones: phones.map((phone) => (phone.id === next.id ? next : phone)) });
  const add = () =>
    change({
      phones: [
        ...phones,
        { id: newIdentifier(), kind: phones.length === 0 ? 'cell' : 'work', number: '', extension: '' },
      ],
    });
  return (
    <div className="flex flex-col gap-3">
      <SortableRows
        rows={phones}
        label={t('field.phones')}
        nameOf={({ number }, index) => writtenPhone(number) || `${t('field.phone')} ${index + 1}`}
        onOrder={(next) => change({ phones: next })}
      >
        {(phone) => (
          <PhoneRow
            phone={phone}
            onPhone={setPhone}
            onRemove={() => change({ phones: phones.filter(({ id }) => id !== phone.id) })}
          />
        )}
      </SortableRows>
      {phones.length < LIMITS.entries && (
        <Button emphasis="quiet" icon={Plus} onClick={add} className="self-start">
          {t('action.addPhone')}
        </Button>
      )}
    </div>
  );
}

function Emails({ card, change }: SectionProps) {
  const t = useTranslations('app');
  const { emails } = card;
  const setEmail = (next: Email) => change({ emails: emails.map((email) => (email.id === next.id ? next : email)) });
  const kinds = PLACE_KINDS.map((value) => ({ value, label: t(`email.kind.${value}`) }));
  return (
    <div className="flex flex-col gap-3">
      <SortableRows
        rows={emails}
        label={t('field.emails')}
        nameOf={({ address }, index) => address || `${t('field.email')} ${index + 1}`}
        onOrder={(next) => change({ emails: next })}
      >
        {(email) => (
          <div className="grid grid-cols-[1fr_3rem] items-start gap-2">
            <CardTextField
              label={t('field.email')}
              type="email"
              autoComplete="email"
              value={email.address}
              maxLength={LIMITS.line}
              check={(text) => emailProblem(text.trim())}
              onText={(address) => setEmail({ ...email, address })}
            />
            <IconButton
              icon={X}
              label={t('action.removeEmail', { name: email.address })}
              onClick={() => change({ emails: emails.filter(({ id }) => id !== email.id) })}
              className="mt-6"
            />
            <SelectField
              label={t('email.kind')}
              hideLabel
              value={email.kind}
              options={kinds}
              onChange={(event) => setEmail({ ...email, kind: event.currentTarget.value as EmailKind })}
            />
          </div>
        )}
      </SortableRows>
      {emails.length < LIMITS.entries && (
        <Button
          emphasis="quiet"
          icon={Plus}
          onClick={() => change({ emails: [...emails, { id: newIdentifier(), kind: 'work', address: '' }] })}
          className="self-start"
        >
          {t('action.addEmail')}
        </Button>
      )}
    </div>
  );
}

function Profiles({ card, change }: SectionProps) {
  const t = useTranslations('app');
  const { profiles } = card;
  const rows = profiles.length === 0 ? [{ id: 'new', url: '' }] : profiles;
  const setUrl = (id: string, url: string) =>
    change({
      profiles:
        profiles.length === 0
          ? [{ id: newIdentifier(), url }]
          : profiles.map((profile) => (profile.id === id ? { ...profile, url } : profile)),
    });
  return (
    <div className="flex flex-col gap-3">
      {rows.map((profile, index) => (
        // Constant key: the first field must not remount when its first letter creates the profile.
        <div key={index === 0 ? 'first' : profile.id} className="grid grid-cols-[1fr_3rem] items-start gap-2">
          <CardTextField
            label={serviceOf(profile.url) || t('field.profile')}
            hint={t('field.profile.hint')}
            type="url"
            inputMode="url"
            value={profile.url}
            maxLength={LIMITS.url}
            check={urlProblem}
            onText={(url) => setUrl(profile.id, url)}
          />
          <IconButton
            icon={X}
            label={t('action.removeProfile', { name: serviceOf(profile.url) })}
            onClick={() => change({ profiles: profiles.filter(({ id }) => id !== profile.id) })}
            className="mt-6"
          />
        </div>
      ))}
      {profiles.length > 0 && profiles.length < LIMITS.entries && (
        <Button
          emphasis="quiet"
          icon={Plus}
          onClick={() => change({ profiles: [...profiles, { id: newIdentifier(), url: '' }] })}
          className="self-start"
        >
          {t('action.addProfile')}
        </Button>
      )}
    </div>
  );
}

function PreferredContact({ card, change }: SectionProps) {
  const t = useTranslations('app');
  const choices: { value: Card['preferredContact']; label: string }[] = [
    { value: '', label: t('preferred.none') },
    { value: 'phone', label: t('preferred.phone') },
    { value: 'email', label: t('preferred.email') },
    { value: 'message', label: t('preferred.message') },
  ];
  return (
    <ChoiceGroup
      legend={t('field.preferred')}
      inline
      choices={choices}
      value={card.preferredContact}
      onChange={(preferredContact) => change({ preferredContact })}
    />
  );
}
