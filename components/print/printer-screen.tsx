'use client';

import { FileDown, Save, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, IconButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { makeCalibrationSheet } from '@/lib/browser/print/print-client';
import { readLocal, writeLocal } from '@/lib/browser/storage/local-storage';
import { STORAGE_KEYS } from '@/lib/browser/storage/storage-keys';
import {
  type FrontMeasures,
  type GaugeMark,
  INK_GAUGE,
  inkSpreadFrom,
  measureBack,
  measureFront,
  nominalMeasures,
  type PrinterProfile,
  type SideError,
} from '@/lib/print/calibration';
import { readPaperSettings } from '@/lib/print/settings';
import { PAPERS, type PaperName } from '@/lib/print/sheet-templates';
import { SegmentedControl } from '../ui/segmented-control';
import { documentId } from './make-file';
import { PdfReadyNotice } from './pdf-ready-notice';
import { usePrinters } from './use-print-records';

const FIELDS = ['leftOfTopCross', 'leftOfBottomCross', 'aboveTopCross', 'across', 'down'] as const;

const parseNumber = (text: FormDataEntryValue | null) =>
  Number(
    String(text ?? '')
      .trim()
      .replace(',', '.') || Number.NaN,
  );

const GAUGE_MARKS = Object.keys(INK_GAUGE) as GaugeMark[];

/** Without a reading, the printer has the usual spread. */
const inkOf = (closed: GaugeMark | 'none' | 'unknown'): Pick<PrinterProfile, 'inkSpreadMm'> =>
  closed === 'unknown' ? {} : { inkSpreadMm: inkSpreadFrom(closed === 'none' ? null : closed) };

type Saved =
  | { kind: 'saved'; name: string }
  | { kind: 'problem' }
  | { kind: 'nameMissing' }
  | { kind: 'notKept' }
  | null;

export function PrinterScreen() {
  const t = useTranslations('print');
  const { region, locale } = useLanguage();
  const [paper, setPaper] = useState<PaperName>(region === 'fr-FR' ? 'A4' : 'Letter');
  const [duplex, setDuplex] = useState<'long' | 'short'>('long');
  const [sheet, setSheet] = useState<File | null>(null);
  const [working, setWorking] = useState(false);
  const [failed, setFailed] = useState(false);
  const [saved, setSaved] = useState<Saved>(null);
  const [closed, setClosed] = useState<GaugeMark | 'none' | 'unknown'>('unknown');
  const nominal = nominalMeasures(PAPERS[paper]);

  const makeSheet = async () => {
    setWorking(true);
    setFailed(false);
    try {
      const title = t('printer.documentTitle');
      const hints = [title, t('printer.hint.scale'), t('printer.hint.light'), t('printer.hint.ink')];
      const { bytes } = await makeCalibrationSheet({ paper, duplex, hints, title, region, documentId: documentId() });
      if (bytes === null) return;
      const file = new File([bytes], t('printer.fileName'), { type: 'application/pdf' });
      setSheet(file);
      await deliverFile(file);
    } catch {
      setFailed(true);
    } finally {
      setWorking(false);
    }
  };

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name') ?? '').trim();
    if (name === '') return setSaved({ kind: 'nameMissing' });
    const measures = Object.fromEntries(FIELDS.map((field) => [field, parseNumber(data.get(field))])) as FrontMeasures;
    const front = measureFront(measures, PAPERS[paper]);
    const backMeasures = { right: parseNumber(data.get('right')), below: parseNumber(data.get('below')) };
    const back = front && measureBack(front, backMeasures, PAPERS[paper], duplex);
    if (front === null || back === null) return setSaved({ kind: 'problem' });
    const tray = String(data.get('tray') ?? '').trim();
    const printer: PrinterProfile = {
      id: newIdentifier(),
      schemaVersion: 1,
      name,
      tray,
      front,
      back,
      ...inkOf(closed),
    };
    try {
      await (await import('@/lib/browser/print/print-records')).putPrinter(printer);
      const paperSettings = readPaperSettings(readLocal(STORAGE_KEYS.paper));
      writeLocal(STORAGE_KEYS.paper, JSON.stringify({ ...paperSettings, printerId: printer.id }));
      setSaved({ kind: 'saved', name });
    } catch {
      setSaved({ kind: 'notKept' });
    }
  };

  return (
    <div className="flex max-w-2xl flex-col gap-7">
      <p className="text-muted">{t('printer.lead')}</p>
      <section className="flex flex-col gap-4">
        <h2 className="text-large font-semibold">{t('printer.sheet')}</h2>
        <SegmentedControl
          legend={t('printer.paper')}
          value={paper}
          onChange={setPaper}
          choices={(['Letter', 'A4'] as const).map((value) => ({ value, label: t(`print.paper.${value}`) }))}
        />
        <SegmentedControl
          legend={t('sheet.duplex')}
          value={duplex}
          onChange={setDuplex}
          choices={(['long', 'short'] as const).map((value) => ({ value, label: t(`duplex.${value}`) }))}
        />
        <p className="text-small text-muted">{t('printer.sheet.detail')}</p>
        <Button emphasis="filled" icon={FileDown} onClick={() => void makeSheet()} disabled={working}>
          {working ? t('print.working') : t('printer.make')}
        </Button>
        <div role="status">
          {sheet !== null && <PdfReadyNotice file={sheet} proved={false} />}
          {failed && <Notice tone="error">{t('print.failed')}</Notice>}
        </div>
      </section>
      <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-7">
        <section className="flex flex-col gap-4">
          <h2 className="text-large font-semibold">{t('printer.measure')}</h2>
          <p className="text-small text-muted">{t('printer.measure.detail')}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            {FIELDS.map((field) => (
              <TextField
                key={`${field} ${paper}`}
                name={field}
                label={t(`printer.${field}`)}
                inputMode="decimal"
                defaultValue={nominal[field].toLocaleString(locale, { useGrouping: false })}
                autoComplete="off"
              />
            ))}
          </div>
        </section>
        <section className="flex flex-col gap-4">
          <h2 className="text-large font-semibold">{t('printer.light')}</h2>
          <p className="text-small text-muted">{t('printer.light.detail')}</p>
          <div className="grid grid-cols-2 gap-4">
            <TextField name="right" label={t('printer.right')} inputMode="text" defaultValue="0" autoComplete="off" />
            <TextField name="below" label={t('printer.below')} inputMode="text" defaultValue="0" autoComplete="off" />
          </div>
        </section>
        <section className="flex flex-col gap-4">
          <h2 className="text-large font-semibold">{t('printer.ink')}</h2>
          <p className="text-small text-muted">{t('printer.ink.detail')}</p>
          <SegmentedControl
            legend={t('printer.ink.closed')}
            value={closed}
            onChange={setClosed}
            choices={[
              { value: 'unknown' as const, label: t('printer.ink.unknown') },
              { value: 'none' as const, label: t('printer.ink.none') },
              ...GAUGE_MARKS.map((value) => ({ value, label: value })),
            ]}
          />
        </section>
        <section className="flex flex-col gap-4">
          <TextField
            name="name"
            label={t('printer.name')}
            hint={t('printer.name.hint')}
            maxLength={60}
            autoComplete="off"
          />
          <TextField
            name="tray"
            label={t('printer.tray')}
            hint={t('printer.tray.hint')}
            maxLength={60}
            autoComplete="off"
          />
          <Button type="submit" emphasis="filled" large icon={Save}>
            {t('printer.save')}
          </Button>
          <SavedNotice saved={saved} />
        </section>
      </form>
      <PrinterList />
    </div>
  );
}

function SavedNotice({ saved }: { saved: Saved }) {
  const t = useTranslations('print');
  return (
    <div role="status">
      {saved?.kind === 'saved' && <Notice tone="good">{t('printer.saved', { name: saved.name })}</Notice>}
      {saved !== null && saved.kind !== 'saved' && (
        <Notice tone="error" live="alert">
          {t(`printer.${saved.kind}`)}
        </Notice>
      )}
    </div>
  );
}

function PrinterList() {
  const t = useTranslations('print');
  const { locale } = useLanguage();
  const printers = usePrinters();
  const mm = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const offsets = (front: SideError, back: SideError) => ({
    dx: mm(front.dxMm),
    dy: mm(front.dyMm),
    backDx: mm(back.dxMm),
    backDy: mm(back.dyMm),
  });
  if (printers === null) return null;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-large font-semibold">{t('printer.list')}</h2>
      {printers.length === 0 && <p className="text-muted">{t('printer.none')}</p>}
      <ul className="flex flex-col gap-2">
        {printers.map(({ id, name, tray, front, back }) => (
          <li
            key={id}
            className="flex items-center justify-between gap-2 rounded-surface border border-line bg-surface px-4 py-1"
          >
            <span>
              {[name, tray].filter(Boolean).join(' · ')}
              <span className="block text-small text-muted">{t('printer.error', offsets(front, back))}</span>
            </span>
            <IconButton
              icon={Trash2}
              label={t('printer.forget', { name })}
              onClick={() =>
                void import('@/lib/browser/print/print-records').then((database) => database.deletePrinter(id))
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
