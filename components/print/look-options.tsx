'use client';

import { useMemo } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { SelectField, TextAreaField, TextField } from '@/components/ui/text-field';
import type { Card } from '@/lib/card/card';
import { LIMITS } from '@/lib/card/limits';
import { type CardOptions, sidesOf, TYPEFACES } from '@/lib/print/card-options';
import type { Pictures } from '@/lib/print/designs/design';
import { DESIGN_DEFAULTS, type DesignName } from '@/lib/print/designs/design-names';
import { ACCENTS, type NamedAccent, paleTint } from '@/lib/print/inks';
import { logoColours } from '@/lib/print/logo-colours';
import { otherLanguageOf } from '@/lib/print/other-region';
import { SegmentedControl } from '../ui/segmented-control';

/** Designs with a ground in the accent. */
const COLOURED: readonly DesignName[] = ['band', 'solid', 'portrait', 'monogram', 'trade'];

/** Whether each option has an effect on the design. Options without effect are not offered. */
export const AVAILABLE_OPTIONS = {
  code: ({ design }: CardOptions) => design !== 'large-print',
  sides: ({ bilingual }: CardOptions) => !bilingual,
  ink: ({ design }: CardOptions) => COLOURED.includes(design),
  texts: ({ design }: CardOptions) => design === 'trade',
  backKind: (options: CardOptions) => options.design === 'appointment' && sidesOf(options) === 2 && !options.bilingual,
};

const NAMED = Object.keys(ACCENTS) as NamedAccent[];
const isNamed = (colour: string) => NAMED.some((name) => ACCENTS[name].toLowerCase() === colour);

/** The colour field starts with a colour that no other choice has. */
const OWN_ACCENT = '#5b3f8c';

/** Returns the colour of a choice: the name of one, or the colour itself. */
const colourOf = (choice: string): string =>
  choice === 'own' ? OWN_ACCENT : choice in ACCENTS ? ACCENTS[choice as NamedAccent] : choice;

/** Props of the option controls: the current options, and the function that changes some of them. */
export type CardOptionsProps = { options: CardOptions; onChange: (patch: Partial<CardOptions>) => void };

/** Controls of the colours and the typefaces; the colours of the logo come first. */
export function ColourOptions({ options, pictures, onChange }: CardOptionsProps & { pictures: Pictures }) {
  const t = useTranslations('print');
  const fromLogo = useMemo(
    () => (pictures.logo === null ? [] : logoColours(pictures.logo).filter((colour) => !isNamed(colour))),
    [pictures.logo],
  );
  const ofLogo = fromLogo.find((colour) => colour === options.accent);
  const accentName = ofLogo ?? NAMED.find((name) => ACCENTS[name] === options.accent) ?? 'own';
  return (
    <>
      <div className="flex flex-col gap-2">
        <SegmentedControl
          legend={t('look.accent')}
          value={accentName}
          onChange={(name) => onChange({ accent: colourOf(name) })}
          choices={[
            ...fromLogo.map((value, index) => ({
              value,
              label: t('accent.logo', { number: index + 1 }),
              swatch: value,
            })),
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
      <div className="flex flex-col gap-2">
        <SegmentedControl
          legend={t('look.tint')}
          value={options.tint === '' ? 'auto' : 'own'}
          onChange={(kind) => onChange({ tint: kind === 'auto' ? '' : paleTint(options.accent) })}
          choices={[
            { value: 'auto' as const, label: t('look.tint.auto'), swatch: paleTint(options.accent) },
            { value: 'own' as const, label: t('accent.own') },
          ]}
        />
        {options.tint !== '' && (
          <input
            type="color"
            aria-label={t('look.tint')}
            value={options.tint}
            onChange={({ target }) => onChange({ tint: target.value })}
            className="h-12 w-24 rounded-surface border border-control bg-surface p-1"
          />
        )}
      </div>
      <SelectField
        label={t('look.typeface')}
        value={options.typeface}
        onChange={({ target }) => {
          const typeface = TYPEFACES.find((name) => name === target.value) ?? '';
          onChange({ typeface });
        }}
        options={[
          { value: '', label: t('typeface.design') },
          ...TYPEFACES.map((value) => ({ value, label: t(`typeface.${value}`) })),
        ]}
      />
    </>
  );
}

/** Controls of the ink, sides, orientation, code and target type size. */
export function AppearanceOptions({ options, onChange }: CardOptionsProps) {
  const t = useTranslations('print');
  return (
    <>
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
        legend={t('look.bilingual')}
        value={options.bilingual ? 'yes' : 'no'}
        onChange={(answer) => onChange({ bilingual: answer === 'yes' })}
        choices={(['no', 'yes'] as const).map((value) => ({ value, label: t(`bilingual.${value}`) }))}
      />
      {AVAILABLE_OPTIONS.backKind(options) && (
        <SegmentedControl
          legend={t('look.back')}
          value={options.backKind}
          onChange={(backKind) => onChange({ backKind })}
          choices={(['appointment', 'loyalty'] as const).map((value) => ({ value, label: t(`back.${value}`) }))}
        />
      )}
      <SegmentedControl
        legend={t('look.orientation')}
        value={options.orientation ?? DESIGN_DEFAULTS[options.design].orientation}
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
  if (!options.bilingual || fields.length === 0) return null;
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

/** The longest text of each kind, and the most services. */
const MAX_SERVICES = 5;

/** Fields for the texts that only some designs print. */
export function DesignTexts({ options, onChange }: CardOptionsProps) {
  const t = useTranslations('print');
  if (!AVAILABLE_OPTIONS.texts(options)) return null;
  const { texts } = options;
  const change = (patch: Partial<CardOptions['texts']>) => onChange({ texts: { ...texts, ...patch } });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-semibold">{t('texts.legend')}</legend>
      {(['licence', 'urgent'] as const).map((field) => (
        <TextField
          key={field}
          label={t(`texts.${field}`)}
          hint={t(`texts.${field}.hint`)}
          maxLength={LIMITS.line}
          value={texts[field]}
          onChange={({ target }) => change({ [field]: target.value })}
        />
      ))}
      <TextAreaField
        label={t('texts.services')}
        hint={t('texts.services.hint')}
        value={texts.services.join('\n')}
        maxLength={MAX_SERVICES * LIMITS.line}
        onChange={({ target }) => change({ services: target.value.split('\n').slice(0, MAX_SERVICES) })}
      />
    </fieldset>
  );
}
