'use client';

import { useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { SelectField, TextField } from '@/components/ui/text-field';
import type { Trim } from '@/lib/print/scene';
import { CUSTOM_TRIM_MM, parseTrim, TRIM_IDS, TRIMS, type TrimId } from '@/lib/print/sheets';

const idOf = (trim: Trim): TrimId | null =>
  TRIM_IDS.find((id) => TRIMS[id].widthMm === trim.widthMm && TRIMS[id].heightMm === trim.heightMm) ?? null;

/** Picker of the trim size, for paper without a sheet template. */
export function TrimPicker({ trim, onChange }: { trim: Trim; onChange: (trim: Trim) => void }) {
  const t = useTranslations('print');
  const presetId = idOf(trim);
  const [isCustom, setCustom] = useState(presetId === null);
  const [typed, setTyped] = useState({ width: String(trim.widthMm), height: String(trim.heightMm) });
  const changeSize = (next: typeof typed) => {
    setTyped(next);
    const parsedTrim = parseTrim(`${next.width}x${next.height}`);
    if (parsedTrim !== null) onChange(parsedTrim);
  };
  const problemOf = (side: string) =>
    parseTrim(`${side}x${side}`) === null ? t('trim.problem', CUSTOM_TRIM_MM) : null;
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label={t('trim.legend')}
        value={isCustom || presetId === null ? 'custom' : presetId}
        onChange={({ target: { value } }) => {
          setCustom(value === 'custom');
          setTyped({ width: String(trim.widthMm), height: String(trim.heightMm) });
          if (value !== 'custom') onChange(TRIMS[value as TrimId]);
        }}
        options={[
          ...TRIM_IDS.map((id) => ({ value: id, label: t(`trim.${id}`) })),
          { value: 'custom', label: t('trim.custom') },
        ]}
      />
      {(isCustom || presetId === null) && (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t('trim.width')}
            inputMode="decimal"
            value={typed.width}
            problem={problemOf(typed.width)}
            onChange={({ target: { value } }) => changeSize({ ...typed, width: value })}
          />
          <TextField
            label={t('trim.height')}
            inputMode="decimal"
            value={typed.height}
            problem={problemOf(typed.height)}
            onChange={({ target: { value } }) => changeSize({ ...typed, height: value })}
          />
        </div>
      )}
    </div>
  );
}
