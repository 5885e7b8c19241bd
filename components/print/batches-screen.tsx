'use client';

import { Check, Printer, Tag, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink, Icon, IconButton } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import type { Card } from '@/lib/card/card';
import { type Batch, type StaleLine, staleCodes, staleLines } from '@/lib/print/batch';
import { DEFAULT_OPTIONS } from '@/lib/print/card-options';
import { MAX_COPIES, type PrintOrder } from '@/lib/print/prepare';
import { LABEL_TRIM } from '@/lib/print/products/correction-label';
import { describeChange, paperName } from './batch-text';
import { FindingList } from './finding-list';
import { makePdfFile, type PdfFile } from './make-file';
import { PdfReadyNotice } from './pdf-ready-notice';
import { copiesAsked } from './print-order';
import { useCodesToday } from './use-codes-today';
import { useBatches } from './use-print-records';
import { usePrintSettings } from './use-print-settings';

export function BatchesScreen({ card }: { card: Card }) {
  const t = useTranslations('print');
  const { path } = useLanguage();
  const batches = useBatches(card.id);
  const [deletedBatch, setDeletedBatch] = useState<Batch | null>(null);
  const removeBatch = async (batch: Batch) => {
    await (await import('@/lib/browser/print/print-records')).deleteBatch(batch.id);
    setDeletedBatch(batch);
  };
  const undo = async (batch: Batch) => {
    await (await import('@/lib/browser/print/print-records')).putBatch(batch);
    setDeletedBatch(null);
  };
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      <p className="text-muted">{t('batches.lead')}</p>
      <div role="status">
        {deletedBatch !== null && (
          <Notice
            actions={
              <Button icon={Undo2} onClick={() => void undo(deletedBatch)}>
                {t('batches.undo')}
              </Button>
            }
          >
            {t('batches.forgotten', { number: deletedBatch.number })}
          </Notice>
        )}
      </div>
      {batches?.length === 0 && <p>{t('batches.none')}</p>}
      <ul className="flex flex-col gap-4">
        {batches?.map((batch) => (
          <li key={batch.id}>
            <BatchItem card={card} batch={batch} onForget={() => void removeBatch(batch)} />
          </li>
        ))}
      </ul>
      <ButtonLink href={path('print', card.id)} icon={Printer}>
        {t('batches.print')}
      </ButtonLink>
    </div>
  );
}

function BatchItem({ card, batch, onForget }: { card: Card; batch: Batch; onForget: () => void }) {
  const { locale } = useLanguage();
  const t = useTranslations('print');
  const stale = staleLines(batch, card);
  const payloadsOf = useCodesToday(card);
  const isCodeStale = payloadsOf !== null && staleCodes(batch, payloadsOf).length > 0;
  const madeOn = new Date(batch.madeAtMs).toLocaleDateString(locale, { dateStyle: 'long' });
  const { number, count } = batch;
  return (
    <article className="flex flex-col gap-3 rounded-surface border border-line bg-surface p-4">
      <div className="flex items-start justify-between gap-2">
        <h2 className="font-semibold">
          {madeOn}
          <span className="block text-small font-normal text-muted">
            {batch.paper === 'shop'
              ? t('batches.itemShop', { number, paper: paperName(batch.paper, t) })
              : t('batches.item', { number, count, paper: paperName(batch.paper, t) })}
          </span>
        </h2>
        <IconButton icon={Trash2} label={t('batches.forget', { number })} onClick={onForget} />
      </div>
      {isCodeStale && <p className="text-warning">{t('batches.code')}</p>}
      {stale.length === 0 && isCodeStale ? null : stale.length === 0 ? (
        <p className="flex items-center gap-2 text-good">
          <Icon icon={Check} />
          {t('batches.fresh')}
        </p>
      ) : (
        <>
          <div>
            <p className="font-semibold text-warning">{t('batches.stale')}</p>
            <ul className="list-disc pl-5">
              {stale.map((line) => (
                <li key={line.key}>{describeChange(line, t)}</li>
              ))}
            </ul>
          </div>
          {stale.some(({ now }) => now !== null) && <CorrectionLabels card={card} batch={batch} stale={stale} />}
        </>
      )}
    </article>
  );
}

/** Makes correction labels: one for each changed line of each remaining card. */
function CorrectionLabels({ card, batch, stale }: { card: Card; batch: Batch; stale: readonly StaleLine[] }) {
  const t = useTranslations('print');
  const settings = usePrintSettings(card);
  const [remaining, setRemaining] = useState(batch.paper === 'shop' ? '' : String(Math.min(batch.count, MAX_COPIES)));
  const [made, setMade] = useState<PdfFile | 'failed' | null>(null);
  const [working, setWorking] = useState(false);
  const corrections = stale.flatMap(({ key, role, now }) => (now === null ? [] : [{ key, role, text: now }]));
  const copies = copiesAsked({ copies: remaining });
  const count = typeof copies === 'number' ? copies : 0;

  const prepare = async () => {
    setWorking(true);
    setMade(null);
    const paper =
      batch.profile === 'fr-FR' || batch.paper.includes('A4') || batch.paper.startsWith('a4') ? 'A4' : 'Letter';
    const order: PrintOrder = {
      product: 'correction',
      cards: [card],
      options: DEFAULT_OPTIONS,
      paper: { kind: 'plain', paper, trim: LABEL_TRIM },
      preset: 'home',
      start: 1,
      copies: count,
      duplex: 'none',
      outlines: true,
      printer: null,
      printerDpi: settings.paper.printerDpi,
      region: batch.profile,
      slip: { event: '', batch: '', names: [] },
      tabs: false,
      corrections,
    };
    const { number } = batch;
    const words = { title: t('batches.documentTitle', { number }), fileName: t('batches.fileName', { number }) };
    try {
      const result = await makePdfFile(order, { photo: null, logo: null }, words, () => undefined);
      setMade(result);
      if (result.file !== null) await deliverFile(result.file);
    } catch {
      setMade('failed');
    } finally {
      setWorking(false);
    }
  };
  return (
    <details className="group">
      <summary className="flex min-h-12 cursor-pointer items-center gap-2 font-semibold text-accent">
        <Icon icon={Tag} />
        {t('batches.labels')}
      </summary>
      <div className="flex flex-col gap-3 pt-2">
        <p className="text-small text-muted">{t('batches.labels.detail')}</p>
        <TextField
          label={t('batches.labels.count')}
          inputMode="numeric"
          value={remaining}
          problem={
            typeof copies === 'number' || remaining === '' ? null : t('sheet.copies.problem', { most: MAX_COPIES })
          }
          onChange={({ target }) => setRemaining(target.value)}
        />
        <Button emphasis="filled" onClick={() => void prepare()} disabled={working || count === 0}>
          {working ? t('print.working') : t('print.prepareLabels', { count: count * corrections.length })}
        </Button>
        {made !== null && made !== 'failed' && made.file !== null && <PdfReadyNotice file={made.file} proved={false} />}
        {made !== null && made !== 'failed' && made.file === null && (
          <FindingList findings={made.findings} cardId={card.id} settings={settings} />
        )}
        {made === 'failed' && (
          <Notice tone="error" live="alert">
            {t('print.failed')}
          </Notice>
        )}
      </div>
    </details>
  );
}
