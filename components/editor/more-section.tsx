'use client';

import { useMemo } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { classNames } from '@/components/ui/class-names';
import { LIMITS } from '@/lib/card/limits';
import { CardTextArea, CardTextField } from './card-text-field';
import { Section } from './section';
import type { SectionProps } from './section-props';

export function MoreSection({ card, change }: SectionProps) {
  const t = useTranslations('app');
  return (
    <Section
      title={t('edit.section.more')}
      optional={[
        {
          key: 'headline',
          label: t('field.headline'),
          filled: card.headline !== '',
          field: (
            <CardTextField
              label={t('field.headline')}
              hint={t('field.headline.hint')}
              value={card.headline}
              maxLength={LIMITS.line}
              onText={(headline) => change({ headline })}
            />
          ),
        },
        {
          key: 'languages',
          label: t('field.languages'),
          filled: card.languages.length > 0,
          field: <Languages card={card} change={change} />,
        },
        {
          key: 'note',
          label: t('field.note'),
          filled: card.note !== '',
          field: (
            <CardTextArea
              label={t('field.note')}
              hint={t('field.note.hint')}
              value={card.note}
              maxLength={LIMITS.note}
              onText={(note) => change({ note })}
            />
          ),
        },
      ]}
    >
      <CardTextField
        label={t('field.label')}
        hint={t('field.label.hint')}
        value={card.label}
        maxLength={LIMITS.label}
        onText={(label) => change({ label })}
      />
    </Section>
  );
}

/** Languages most spoken where the product is used; the card keeps any other language it already has. */
const OFFERED = ['fr', 'en', 'es', 'pt', 'it', 'ar', 'zh', 'ht', 'vi', 'pa', 'de', 'uk', 'ru', 'el', 'he', 'fa'];

function Languages({ card, change }: SectionProps) {
  const { locale } = useLanguage();
  const t = useTranslations('app');
  const names = useMemo(() => new Intl.DisplayNames([locale], { type: 'language' }), [locale]);
  const offeredLanguages = [...new Set([...OFFERED, ...card.languages])];
  const toggle = (tag: string) =>
    change({
      languages: card.languages.includes(tag)
        ? card.languages.filter((language) => language !== tag)
        : [...card.languages, tag],
    });
  return (
    <fieldset>
      <legend className="mb-2 text-small font-semibold">{t('field.languages')}</legend>
      <div className="flex flex-wrap gap-2">
        {offeredLanguages.map((tag) => {
          const isSelected = card.languages.includes(tag);
          return (
            <button
              key={tag}
              type="button"
              aria-pressed={isSelected}
              disabled={!isSelected && card.languages.length >= LIMITS.languages}
              onClick={() => toggle(tag)}
              className={classNames(
                'min-h-12 rounded-full border px-4 text-small',
                isSelected
                  ? 'border-accent bg-accent font-semibold text-on-accent'
                  : 'border-control bg-surface text-ink',
              )}
            >
              {names.of(tag)}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
