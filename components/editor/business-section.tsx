'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from '@/components/i18n/translations';
import { LIMITS } from '@/lib/card/limits';
import { CardTextField } from './card-text-field';
import { PictureFieldWaiting } from './picture-field-waiting';
import { Section } from './section';
import type { SectionProps } from './section-props';

const LogoField = dynamic(() => import('./logo-field').then((module) => module.LogoField), {
  ssr: false,
  loading: () => <PictureFieldWaiting picture="logo" />,
});

export function BusinessSection({ card, change }: SectionProps) {
  const t = useTranslations('app');
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
