'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from '@/components/i18n/translations';
import { LIMITS } from '@/lib/card/limits';
import { CardTextField } from './card-text-field';
import { PictureFieldWaiting } from './picture-field-waiting';
import { Section } from './section';
import type { SectionProps } from './section-props';

const PhotoField = dynamic(() => import('./photo-field').then((module) => module.PhotoField), {
  ssr: false,
  loading: () => <PictureFieldWaiting picture="photo" />,
});

export function IdentitySection({ card, change }: SectionProps) {
  const t = useTranslations('app');
  const nameMissing = `${card.givenNames}${card.familyNames}${card.organisation}`.trim() === '';
  return (
    <Section
      title={t('edit.section.identity')}
      optional={[
        {
          key: 'photo',
          label: t('field.photo'),
          filled: card.photoId !== null,
          field: <PhotoField card={card} change={change} />,
        },
        {
          key: 'pronouns',
          label: t('field.pronouns'),
          filled: card.pronouns !== '',
          field: (
            <CardTextField
              label={t('field.pronouns')}
              hint={t('field.pronouns.hint')}
              value={card.pronouns}
              maxLength={LIMITS.line}
              onText={(pronouns) => change({ pronouns })}
            />
          ),
        },
        {
          key: 'prefix',
          label: t('field.honorificPrefixes'),
          filled: card.honorificPrefixes !== '',
          field: (
            <CardTextField
              label={t('field.honorificPrefixes')}
              hint={t('field.honorificPrefixes.hint')}
              autoComplete="honorific-prefix"
              value={card.honorificPrefixes}
              maxLength={LIMITS.line}
              onText={(honorificPrefixes) => change({ honorificPrefixes })}
            />
          ),
        },
        {
          key: 'suffix',
          label: t('field.honorificSuffixes'),
          filled: card.honorificSuffixes !== '',
          field: (
            <CardTextField
              label={t('field.honorificSuffixes')}
              hint={t('field.honorificSuffixes.hint')}
              autoComplete="honorific-suffix"
              value={card.honorificSuffixes}
              maxLength={LIMITS.line}
              onText={(honorificSuffixes) => change({ honorificSuffixes })}
            />
          ),
        },
      ]}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <CardTextField
          label={t('field.givenNames')}
          autoComplete="given-name"
          autoCapitalize="words"
          value={card.givenNames}
          maxLength={LIMITS.line}
          check={() => (nameMissing ? 'name.missing' : null)}
          onText={(givenNames) => change({ givenNames })}
        />
        <CardTextField
          label={t('field.familyNames')}
          autoComplete="family-name"
          autoCapitalize="words"
          value={card.familyNames}
          maxLength={LIMITS.line}
          onText={(familyNames) => change({ familyNames })}
        />
      </div>
    </Section>
  );
}
