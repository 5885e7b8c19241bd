'use client';

import dynamic from 'next/dynamic';
import { useLanguage } from '@/components/i18n/language-provider';
import { LIMITS } from '@/lib/card/limits';
import { CardTextField } from './card-text-field';
import type { SectionProps } from './edit-screen';
import { PictureFieldWaiting } from './picture-field-waiting';
import { Section } from './section';

const LogoField = dynamic(() => import('./logo-field').then((module) => module.LogoField), {
  ssr: false,
  loading: () => <PictureFieldWaiting picture="logo" />,
});

export function BusinessSection({ card, change }: SectionProps) {
  const { t } = useLanguage();
  return (
    <Section
      title={t('edit.section.business')}
      optional={[
        {
          key: 'unit',
          label: t('field.unit'),
          filled: card.unit !== '',
          field: (
            <CardTextField
              label={t('field.unit')}
              value={card.unit}
              maxLength={LIMITS.line}
              onText={(unit) => change({ unit })}
            />
          ),
        },
        {
          key: 'logo',
          label: t('field.logo'),
          filled: card.logoId !== null,
          field: <LogoField card={card} change={change} />,
        },
      ]}
    >
      <CardTextField
        label={t('field.organisation')}
        autoComplete="organization"
        value={card.organisation}
        maxLength={LIMITS.line}
        onText={(organisation) => change({ organisation })}
      />
      <CardTextField
        label={t('field.title')}
        autoComplete="organization-title"
        value={card.title}
        maxLength={LIMITS.line}
        onText={(title) => change({ title })}
      />
    </Section>
  );
}
