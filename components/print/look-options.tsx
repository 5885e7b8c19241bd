'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { TextField } from '@/components/ui/text-field';
import type { Card } from '@/lib/card/card';
import { LIMITS } from '@/lib/card/limits';
import type { CardOptions } from '@/lib/print/card-options';
import { ACCENTS, type NamedAccent } from '@/lib/print/inks';
import { otherLanguageOf, sidesOf } from '@/lib/print/layout-card';
import { SegmentedControl } from '../ui/segmented-control';

/** Whether each option has an effect on the design. Options without effect are not offered. */
export const AVAILABLE_OPTIONS = {
  code: ({ design }: CardOptions) => design !== 'large-print',
  sides: ({ design }: CardOptions) => design !== 'bilingual',
  ink: (options: CardOptions) =>
    options.design === 'modern' ||
    (options.design === 'portrait' &&
      (options.orientation === 'portrait' || sidesOf(options) === 2 || options.code === 'none')),
};

const NAMED = Object.keys(ACCENTS) as NamedAccent[];

/** Props of the option controls: the current options, and the function that changes some of them. */
export type CardOptionsProps = { options: CardOptions; onChange: (patch: Partial<CardOptions>) => void };

/** Controls of the colour, ink, sides, orientation, code and target type size. */
export function AppearanceOptions({ options, onChange }: CardOptionsProps) {
  const t = useTranslations('print');
  const accentName = NAMED.find((name) => ACCENTS[name] === options.accent) ?? 'own';
  return (
    <>
      <div className="flex flex-col gap-2">
        <SegmentedControl
          legend={t('look.accent')}
          value={accentName}
          onChange={(name) => onChange({ accent: name === 'own' ? '#5b3f8c' : ACCENTS[name] })}
          choices={[
            ...NAMED.map((name) => ({ value: name, label: t(`accent.${name}`), swatch: ACCENTS[name] as string })),
            { value: 'own' as const, label: t('accent.own') },
          ]}
        />
        {accentName === 'own' && (
          <input
            type="color"
            aria-label={t('accent.own')}
            value={options.accent}
            onChange={({ target }) => onChange({ accent: target.value })}
            className="h-12 w-24 rounded-surface border border-control bg-surface p-1"
          />
        )}
      </div>
      {AVAILABLE_OPTIONS.code(options) && (
        <SegmentedControl
          legend={t('look.code')}
          value={options.code}
          onChange={(code) => onChange({ code })}
          choices={(['offline', 'link', 'none'] as const).map((value) => ({ value, label: t(`code.kind.${value}`) }))}
        />
      )}
      {AVAILABLE_OPTIONS.sides(options) && (
        <SegmentedControl
          legend={t('look.sides')}
          value={sidesOf(options)}
          onChange={(sides) => onChange({ sides })}
          choices={([1, 2] as const).map((value) => ({ value, label: t(`sides.${value}`) }))}
        />
      )}
      {AVAILABLE_OPTIONS.ink(options) && (
        <SegmentedControl
          legend={t('look.ink')}
          value={options.ink}
          onChange={(ink) => onChange({ ink })}
          choices={(['saving', 'full'] as const).map((value) => ({ value, label: t(`ink.${value}`) }))}
        />
      )}
      <SegmentedControl
        legend={t('look.orientation')}
        value={options.orientation}
        onChange={(orientation) => onChange({ orientation })}
        choices={(['landscape', 'portrait'] as const).map((value) => ({ value, label: t(`orientation.${value}`) }))}
      />
      <SegmentedControl
        legend={t('look.legibility')}
        value={options.legibility}
        onChange={(legibility) => onChange({ legibility })}
        choices={(['usual', 'clear', 'large'] as const).map((value) => ({ value, label: t(`legibility.${value}`) }))}
      />
    </>
  );
}

/** Fields for the texts on the other language's side, which no rule can translate. */
export function OtherWords({ card, options, onChange }: CardOptionsProps & { card: Card }) {
  const t = useTranslations('print');
  const { region } = useLanguage();
  const fields = (['title', 'organisation', 'headline'] as const).filter(
    (field) => card[field].trim() !== '' || options.other[field] !== '',
  );
  if (options.design !== 'bilingual' || fields.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-semibold">
        {otherLanguageOf(region) === 'en' ? t('other.legend') : t('other.legendFr')}
      </legend>
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(`other.${field}`)}
          placeholder={card[field]}
          maxLength={LIMITS.line}
          value={options.other[field]}
          onChange={({ target }) => onChange({ other: { ...options.other, [field]: target.value } })}
        />
      ))}
    </fieldset>
  );
}
