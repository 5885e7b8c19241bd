'use client';

import { Ruler } from 'lucide-react';
import { useLanguage } from '@/components/i18n/language-provider';
import { ButtonLink } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/text-field';
import type { PrinterProfile } from '@/lib/print/calibration';
import { type Paper, sheetOf } from '@/lib/print/paper';
import { MOST_COPIES } from '@/lib/print/prepare';
import { copiesAsked } from './print-order';
import { usePrintWords } from './print-words';
import { Segments } from './segments';
import type { PrintSettings } from './use-print-settings';

const DPIS = [300, 600, 1200];

/** Where to begin on a used sheet, how many, and how this printer takes its paper. */
export function SheetOptions({
  paper,
  settings: { now, paper: kept, change },
  printers,
  twoSided,
}: {
  paper: Paper;
  settings: PrintSettings;
  printers: readonly PrinterProfile[];
  twoSided: boolean;
}) {
  const p = usePrintWords();
  const { path } = useLanguage();
  const sheet = sheetOf(paper);
  const places = sheet === null ? 1 : sheet.columns * sheet.rows;
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-3">
        <div>
          <SelectField
            label={p('sheet.start')}
            value={String(Math.min(now.start, places))}
            onChange={({ target }) => change({ now: { start: Number(target.value) } })}
            options={Array.from({ length: places }, (_, index) => ({
              value: String(index + 1),
              label: String(index + 1),
            }))}
          />
          <p className="mt-1 text-small text-muted">{p('sheet.start.hint')}</p>
        </div>
        <TextField
          label={p('sheet.copies')}
          hint={p('sheet.copies.hint')}
          problem={copiesAsked(now) === undefined ? p('sheet.copies.problem', { most: MOST_COPIES }) : null}
          inputMode="numeric"
          value={now.copies}
          onChange={({ target }) => change({ now: { copies: target.value } })}
        />
      </div>
      {twoSided && (
        <Segments
          legend={p('sheet.duplex')}
          value={kept.duplex}
          onChange={(duplex) => change({ paper: { duplex } })}
          choices={(['none', 'long', 'short'] as const).map((value) => ({ value, label: p(`duplex.${value}`) }))}
        />
      )}
      <SelectField
        label={p('sheet.dpi')}
        value={String(kept.printerDpi)}
        onChange={({ target }) => change({ paper: { printerDpi: Number(target.value) } })}
        options={DPIS.map((dpi) => ({ value: String(dpi), label: p('sheet.dpi.value', { dpi }) }))}
      />
      <SelectField
        label={p('sheet.printer')}
        value={printers.some(({ id }) => id === kept.printerId) ? kept.printerId : ''}
        onChange={({ target }) => change({ paper: { printerId: target.value } })}
        options={[
          { value: '', label: p('sheet.printer.none') },
          ...printers.map(({ id, name, tray }) => ({ value: id, label: [name, tray].filter(Boolean).join(' · ') })),
        ]}
      />
      <label className="flex min-h-12 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          checked={now.outlines}
          onChange={({ target }) => change({ now: { outlines: target.checked } })}
          className="size-5 shrink-0 accent-[var(--accent)]"
        />
        {p('sheet.outlines')}
      </label>
      <ButtonLink href={path('printer')} icon={Ruler}>
        {p('sheet.printer.calibrate')}
      </ButtonLink>
    </>
  );
}
