'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/text-field';
import { readLocal, writeLocal } from '@/lib/browser/storage/local-storage';
import { STORAGE_KEYS } from '@/lib/browser/storage/storage-keys';
import { readMeasuredSheets } from '@/lib/print/settings';
import { PAPER_NAMES, type PaperName } from '@/lib/print/sheet-templates';
import { type MeasuredSheet, measuredSheet } from '@/lib/print/sheets';

const SHEETS_KEY = `${STORAGE_KEYS.paper}.sheets`;

export const savedSheets = (): MeasuredSheet[] => readMeasuredSheets(readLocal(SHEETS_KEY));

/** Stores a sheet, in place of another one of the same name. */
function saveSheet(sheet: MeasuredSheet): void {
  writeLocal(SHEETS_KEY, JSON.stringify([...savedSheets().filter(({ name }) => name !== sheet.name), sheet]));
}

const LENGTHS = ['width', 'height', 'left', 'top', 'across', 'down'] as const;
const COUNTS = ['columns', 'rows'] as const;
type Typed = Record<(typeof LENGTHS)[number] | (typeof COUNTS)[number] | 'name', string>;

const EMPTY: Typed = {
  name: '',
  width: '',
  height: '',
  columns: '2',
  rows: '5',
  left: '',
  top: '',
  across: '',
  down: '',
};

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')));

/** Reads the measurements; `null` when one is missing or when the cards would overlap or leave the paper. */
function sheetOfTyped(typed: Typed, paper: PaperName): MeasuredSheet | null {
  const [width, height, left, top] = [typed.width, typed.height, typed.left, typed.top].map(numberOf) as [
    number,
    number,
    number,
    number,
  ];
  const [columns, rows] = [numberOf(typed.columns), numberOf(typed.rows)];
  // Without a second column or row, there is no distance to measure.
  const across = columns === 1 ? width : numberOf(typed.across);
  const down = rows === 1 ? height : numberOf(typed.down);
  const sheet = {
    name: typed.name.trim(),
    paper,
    trim: { widthMm: width, heightMm: height },
    columns,
    rows,
    originMm: { x: left, y: top },
    pitchMm: { x: across, y: down },
  };
  const [read] = readMeasuredSheets(JSON.stringify([sheet]));
  return read !== undefined && measuredSheet(read) !== null ? read : null;
}

/** A form for a sheet that no list has: its owner measures it with a ruler, and it is kept under a name. */
export function MeasuredSheetForm({ onSaved }: { onSaved: (sheet: MeasuredSheet) => void }) {
  const t = useTranslations('print');
  const [paper, setPaper] = useState<PaperName>('Letter');
  const [typed, setTyped] = useState(EMPTY);
  const [problem, setProblem] = useState<string | null>(null);
  const field = (name: keyof Typed, inputMode: 'decimal' | 'numeric' | 'text') => (
    <TextField
      key={name}
      label={t(`measured.${name}`)}
      inputMode={inputMode}
      autoComplete="off"
      maxLength={name === 'name' ? 60 : 8}
      value={typed[name]}
      onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
    />
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    const sheet = sheetOfTyped(typed, paper);
    if (sheet === null) return setProblem(t('measured.problem'));
    setProblem(null);
    saveSheet(sheet);
    onSaved(sheet);
  };
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-3">
      <p className="text-small text-muted">{t('measured.lead')}</p>
      {field('name', 'text')}
      <SelectField
        label={t('measured.paper')}
        value={paper}
        onChange={({ target }) => {
          const name = PAPER_NAMES.find((candidate) => candidate === target.value);
          if (name !== undefined) setPaper(name);
        }}
        options={PAPER_NAMES.map((value) => ({ value, label: t(`print.paper.${value}`) }))}
      />
      <div className="grid grid-cols-2 gap-3">
        {COUNTS.map((name) => field(name, 'numeric'))}
        {LENGTHS.map((name) => field(name, 'decimal'))}
      </div>
      {problem !== null && (
        <p role="alert" className="text-small font-semibold text-error">
          {problem}
        </p>
      )}
      <Button type="submit">{t('measured.save')}</Button>
    </form>
  );
}
