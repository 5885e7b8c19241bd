'use client';

import { Ruler } from 'lucide-react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { ButtonLink } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/text-field';
import type { PrinterProfile } from '@/lib/print/calibration';
import { type Paper, sheetOf } from '@/lib/print/paper';
import { MAX_COPIES } from '@/lib/print/prepare';
import { SegmentedControl } from '../ui/segmented-control';
import { copiesAsked } from './print-order';
import type { PrintSettings } from './use-print-settings';

const DPIS = [300, 600, 1200];

/** Controls of the first position on a used sheet, the number of copies, and how this printer feeds its paper. */
export function SheetOptions({
  paper,
  settings: { now, paper: paperSettings, change },
  printers,
  twoSided,
}: {
  paper: Paper;
  settings: PrintSettings;
  printers: readonly PrinterProfile[];
  twoSided: boolean;
}) {
  const t = useTranslations('print');
  const { path } = useLanguage();
  const sheet = sheetOf(paper);
  const places = sheet === null ? 1 : sheet.columns * sheet.rows;
  return (
    <>
      <div className="grid grid-cols-2 items-start gap-3">
        <div>
          <SelectField
            label={t('sheet.start')}
            value={String(Math.min(now.start, places))}
            onChange={({ target }) => change({ now: { start: Number(target.value) } })}
            options={Array.from({ length: places }, (_, index) => ({
              value: String(index + 1),
              label: String(index + 1),
            }))}
          />
          <p className="mt-1 text-small text-muted">{t('sheet.start.hint')}</p>
        </div>
        <TextField
          label={t('sheet.copies')}
          hint={t('sheet.copies.hint')}
          problem={copiesAsked(now) === undefined ? t('sheet.copies.problem', { most: MAX_COPIES }) : null}
          inputMode="numeric"
          value={now.copies}
          onChange={({ target }) => change({ now: { copies: target.value } })}
        />
      </div>
      {twoSided && (
        <SegmentedControl
          legend={t('sheet.duplex')}
          value={paperSettings.duplex}
          onChange={(duplex) => change({ paper: { duplex } })}
          choices={(['none', 'long', 'short'] as const).map((value) => ({ value, label: t(`duplex.${value}`) }))}
        />
      )}
      <SelectField
        label={t('sheet.dpi')}
        value={String(paperSettings.printerDpi)}
        onChange={({ target }) => change({ paper: { printerDpi: Number(target.value) } })}
        options={DPIS.map((dpi) => ({ value: String(dpi), label: t('sheet.dpi.value', { dpi }) }))}
      />
      <SelectField
        label={t('sheet.printer')}
        value={printers.some(({ id }) => id === paperSettings.printerId) ? paperSettings.printerId : ''}
        onChange={({ target }) => change({ paper: { printerId: target.value } })}
        options={[
          { value: '', label: t('sheet.printer.none') },
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
        {t('sheet.outlines')}
      </label>
      <ButtonLink href={path('printer')} icon={Ruler}>
        {t('sheet.printer.calibrate')}
      </ButtonLink>
    </>
  );
}
