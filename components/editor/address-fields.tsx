'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import type { AddressPart } from '@/lib/card/card';
import { LIMITS } from '@/lib/card/limits';
import { formatAddress } from '@/lib/i18n/address';
import { CardTextField } from './card-text-field';
import type { SectionProps } from './section-props';

const AUTOCOMPLETE: Record<AddressPart, string> = {
  streetAddress: 'address-line1',
  extendedAddress: 'address-line2',
  locality: 'address-level2',
  region: 'address-level1',
  postalCode: 'postal-code',
  countryName: 'country-name',
};

/** Fields of a postal address, with the address as it is written in the owner's region. */
export function AddressFields({ card, change }: SectionProps) {
  const { region } = useLanguage();
  const t = useTranslations('app');
  const { address } = card;
  const labels: Record<AddressPart, string> = {
    streetAddress: t('address.street'),
    extendedAddress: t('address.extended'),
    locality: t('address.locality'),
    region: t('address.region'),
    postalCode: t('address.postalCode'),
    countryName: t('address.country'),
  };
  const field = (part: AddressPart, className?: string) => (
    <CardTextField
      label={labels[part]}
      autoComplete={AUTOCOMPLETE[part]}
      value={address[part]}
      maxLength={LIMITS.line}
      onText={(text) => change({ address: { ...address, [part]: text } })}
      {...(className === undefined ? {} : { className })}
    />
  );
  const lines = formatAddress(address, region);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-3 font-semibold">{t('field.address')}</legend>
      {field('streetAddress')}
      {field('extendedAddress')}
      <div className="grid grid-cols-2 gap-3">
        {field('locality')}
        {field('region')}
        {field('postalCode')}
        {field('countryName')}
      </div>
      {lines.length > 0 && <p className="text-small whitespace-pre-line text-muted">{lines.join('\n')}</p>}
    </fieldset>
  );
}
