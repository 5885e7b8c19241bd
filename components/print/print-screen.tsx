'use client';

import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { type Translations, useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { SelectField, TextAreaField, TextField } from '@/components/ui/text-field';
import { countShare } from '@/lib/browser/book/current-event';
import { shortLinkVersion } from '@/lib/browser/card/short-link-version';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import { renderSheets } from '@/lib/browser/print/print-client';
import { printPages } from '@/lib/browser/print/print-pages';
import { type Card, fullNameOf } from '@/lib/card/card';
import { fileNameOf } from '@/lib/card/file-name';
import { batchNumber } from '@/lib/print/batch';
import { sidesOf } from '@/lib/print/card-options';
import { refuses } from '@/lib/print/findings';
import { sheetOf, trimOn, WHOLE_PAGE } from '@/lib/print/paper';
import { PRESET_IDS, PRESETS } from '@/lib/print/pdf/presets';
import type { PrintOrder } from '@/lib/print/prepare';
import { PRODUCTS } from '@/lib/print/products/product';
import { Disclosure } from '../ui/disclosure';
import { SegmentedControl } from '../ui/segmented-control';
import { BatchNotice } from './batch-notice';
import { ChosenCard, DesignPicker } from './design-picker';
import { EntriesPicker } from './entries-picker';
import { FindingList } from './finding-list';
import { AppearanceOptions, AVAILABLE_OPTIONS, ColourOptions, DesignTexts, OtherWords } from './look-options';
import { makePdfFile, noteBatch, type PdfFile } from './make-file';
import { PaperPicker, usualTrim } from './paper-picker';
import { PdfReadyNotice } from './pdf-ready-notice';
import { PrintAdvice } from './print-advice';
import { copiesAsked, orderOf, usualPaper } from './print-order';
import { SheetDrawing } from './sheet-drawing';
import { SheetOptions } from './sheet-options';
import { TrimPicker } from './trim-picker';
import { useDesignDrawings } from './use-design-drawings';
import { usePrinters } from './use-print-records';
import { usePrintSettings } from './use-print-settings';
import { usePictures, useSheets } from './use-sheets';

/** Result of preparing the order `orderKey`; no longer shown once another choice is made. */
type Outcome = { orderKey: string; made: PdfFile | null; batch: string | null; order: PrintOrder } | null;
type Working = 'making' | 'proving' | null;

const newBatchNumber = () => batchNumber(crypto.getRandomValues(new Uint8Array(4)));

export function PrintScreen({ card }: { card: Card }) {
  const t = useTranslations('print');
  const { region, locale } = useLanguage();
  const settings = usePrintSettings(card);
  const { options, paper: paperSettings, now, change } = settings;
  const printers = usePrinters() ?? [];
  const pictures = usePictures(card);
  const [batch, setBatch] = useState(newBatchNumber);
  const printer = printers.find(({ id }) => id === paperSettings.printerId) ?? null;
  const order = orderOf(card, settings, { region, printer, batch });
  const drawing = useSheets(order, pictures);
  const [working, setWorking] = useState<Working>(null);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [directFailed, setDirectFailed] = useState(false);

  const outcomeRef = useRef<HTMLDivElement>(null);
  // The result may be far below the button.
  useEffect(() => {
    if (outcome !== null) outcomeRef.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome]);

  const orderKey = JSON.stringify({ ...order, slip: { ...order.slip, batch: '' } });
  const currentOutcome = outcome?.orderKey === orderKey ? outcome : null;
  const isDrawn = drawing.orderKey === JSON.stringify(order) && drawing.preview !== null;
  const preview = drawing.preview;
  const findings = currentOutcome?.made?.findings ?? preview?.findings ?? [];
  const refused = refuses(preview?.findings ?? []) || copiesAsked(now) === undefined;
  const trim = trimOn(order.paper) ?? usualTrim(region);
  const isCard = order.product === 'card' || order.product === 'back';
  const bleedMm = sheetOf(order.paper)?.bleedMm ?? PRESETS[order.preset].bleedMm;
  const drawings = useDesignDrawings({ card: isCard ? card : null, options, trim, bleedMm, pictures });
  const isWholePage = WHOLE_PAGE.some((product) => product === order.product);
  const isShop = order.paper.kind === 'single';
  const paperOnHand = paperSettings.paper ?? usualPaper(region);

  const prepare = async () => {
    setWorking('making');
    setOutcome(null);
    const number = batch;
    try {
      const name = fullNameOf(card);
      const words = {
        title: t('print.documentTitle', { name }),
        fileName: t('print.fileName', { name: fileNameOf(card, '1') }),
      };
      const made = await makePdfFile(order, pictures, words, () => setWorking('proving'));
      if (made.file === null) {
        setOutcome({ orderKey, made, batch: null, order });
        return;
      }
      const savedNumber = await noteBatch(card, order, made.made, number);
      setOutcome({ orderKey, made, batch: savedNumber, order });
      setBatch(newBatchNumber());
      await deliverFile(made.file);
      countShare('paper');
    } catch {
      setOutcome({ orderKey, made: null, batch: null, order });
    } finally {
      setWorking(null);
    }
  };

  /** Prints exactly the order that was made, with the same batch number. */
  const printFromHere = async (made: PrintOrder) => {
    setDirectFailed(false);
    try {
      const context = { pictures, origin: window.location.origin, published: shortLinkVersion() };
      const job = await renderSheets({ order: made, context, wholeJob: true });
      await printPages(job.pages, job.page);
    } catch {
      setDirectFailed(true);
    }
  };

  return (
    <div className="grid items-start gap-6 lg:grid-cols-2 lg:gap-12">
      <div className="order-2 flex flex-col gap-3 lg:sticky lg:top-6">
        <SheetDrawing order={order} preview={preview} />
        {drawing.failed && <p className="text-small text-muted">{t('print.failed')}</p>}
      </div>
      <div className="flex min-w-0 flex-col gap-7">
        {isCard && (
          <>
            <ChosenCard options={options} trim={trim} drawings={drawings} />
            <DesignPicker
              options={options}
              trim={trim}
              drawings={drawings}
              onChange={(design) => change({ options: { design } })}
            />
            <DesignTexts options={options} onChange={(patch) => change({ options: patch })} />
            <OtherWords card={card} options={options} onChange={(patch) => change({ options: patch })} />
          </>
        )}
        <SegmentedControl
          legend={t('product.legend')}
          value={order.product as (typeof PRODUCTS)[number]}
          onChange={(product) => change({ paper: { product } })}
          choices={PRODUCTS.map((value) => ({ value, label: t(`product.${value}`) }))}
        />
        {order.product !== 'card' && order.product !== 'correction' && (
          <p className="-mt-4 text-muted">{t(`product.${order.product}.lead`)}</p>
        )}
        <PaperPicker
          product={paperSettings.product}
          paper={paperOnHand}
          onChange={(paper) => change({ paper: { paper } })}
        />
        {(order.product === 'reply-slip' || order.product === 'badge') && (
          <div className="flex flex-col gap-4">
            <TextField
              label={t('slip.event')}
              hint={t('slip.event.hint')}
              maxLength={60}
              value={now.event}
              onChange={({ target }) => change({ now: { event: target.value } })}
            />
            <TextAreaField
              label={t(order.product === 'badge' ? 'badge.names' : 'slip.names')}
              hint={t(order.product === 'badge' ? 'badge.names.hint' : 'slip.names.hint')}
              value={now.names}
              maxLength={8000}
              onChange={({ target }) => change({ now: { names: target.value } })}
            />
          </div>
        )}
        {order.product === 'poster' && (
          <SegmentedControl
            legend={t('poster.tabs')}
            value={now.tabs ? 'yes' : 'no'}
            onChange={(answer) => change({ now: { tabs: answer === 'yes' } })}
            choices={(['no', 'yes'] as const).map((value) => ({ value, label: t(`bilingual.${value}`) }))}
          />
        )}
        <div className="flex flex-col gap-3">
          {isCard && (
            <>
              <Disclosure legend={t('entries.legend')}>
                <EntriesPicker card={card} options={options} onChange={(patch) => change({ options: patch })} />
              </Disclosure>
              <Disclosure legend={t('look.legend')} summary={appearanceSummary(order, t)}>
                <ColourOptions options={options} pictures={pictures} onChange={(patch) => change({ options: patch })} />
                <AppearanceOptions options={options} onChange={(patch) => change({ options: patch })} />
              </Disclosure>
            </>
          )}
          {isShop || (order.paper.kind === 'plain' && (isCard || order.product === 'reply-slip')) ? (
            <Disclosure legend={t('trim.legend')} summary={t('trim.size', measures(trim, locale))}>
              <TrimPicker
                trim={trim}
                onChange={(size) =>
                  (paperOnHand.kind === 'plain' || paperOnHand.kind === 'single') &&
                  change({ paper: { paper: { ...paperOnHand, trim: size } } })
                }
              />
            </Disclosure>
          ) : null}
          {isShop && (
            <Disclosure
              legend={t('preset.legend')}
              summary={t(`preset.${order.preset === 'home' ? 'shop-x1a' : order.preset}`)}
            >
              <SelectField
                label={t('preset.legend')}
                value={order.preset}
                onChange={({ target }) => {
                  const preset = PRESET_IDS.find((id) => id === target.value);
                  if (preset !== undefined) change({ paper: { preset } });
                }}
                options={PRESET_IDS.flatMap((id) => (id === 'home' ? [] : [{ value: id, label: t(`preset.${id}`) }]))}
              />
              <p className="text-small text-muted">{t('preset.detail')}</p>
            </Disclosure>
          )}
          {!isShop && !isWholePage && (
            <Disclosure legend={t('sheet.legend')}>
              <SheetOptions
                paper={order.paper}
                settings={settings}
                printers={printers}
                twoSided={isCard && sidesOf(options) === 2}
              />
            </Disclosure>
          )}
        </div>
        <FindingList findings={findings} cardId={card.id} settings={settings} />
        <div
          data-sticky-action
          className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 -mx-4 bg-paper px-4 py-2 lg:static lg:mx-0 lg:bg-transparent lg:p-0"
        >
          <Button
            emphasis="filled"
            large
            className="w-full"
            icon={FileDown}
            onClick={() => void prepare()}
            disabled={working !== null || refused || !isDrawn}
          >
            {working === null
              ? prepareLabel(order, preview?.count ?? 0, t)
              : t(working === 'proving' ? 'print.proving' : 'print.working')}
          </Button>
        </div>
        <div role="status" ref={outcomeRef} className="scroll-mb-40">
          {currentOutcome?.made?.file && (
            <PdfReadyNotice
              file={currentOutcome.made.file}
              proved={currentOutcome.made.proved}
              batch={currentOutcome.batch}
              {...(!isShop && { onPrint: () => void printFromHere(currentOutcome.order) })}
            />
          )}
          {currentOutcome !== null && currentOutcome.made === null && (
            <Notice tone="error" live="alert">
              {t('print.failed')}
            </Notice>
          )}
          {directFailed && <p>{t('print.directFailed')}</p>}
        </div>
        <PrintAdvice order={order} twoSided={(preview?.pages.length ?? 0) > 1} />
        <BatchNotice card={card} />
        <div className="flex flex-wrap gap-2">
          <BatchesLink cardId={card.id} />
          <Button emphasis="quiet" onClick={settings.reset}>
            {t('print.reset')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function BatchesLink({ cardId }: { cardId: string }) {
  const t = useTranslations('print');
  const { path } = useLanguage();
  return (
    <ButtonLink emphasis="quiet" href={path('batches', cardId)}>
      {t('batches.all')}
    </ButtonLink>
  );
}

const measures = ({ widthMm, heightMm }: { widthMm: number; heightMm: number }, locale: string) => ({
  width: widthMm.toLocaleString(locale),
  height: heightMm.toLocaleString(locale),
});

function appearanceSummary({ options }: PrintOrder, t: Translations['print']): string {
  const parts = [
    AVAILABLE_OPTIONS.code(options) ? t(`code.kind.${options.code}`) : '',
    t(`sides.${sidesOf(options)}`),
    AVAILABLE_OPTIONS.ink(options) ? t(`ink.${options.ink}`) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Returns the button's label: what will be made. */
function prepareLabel({ product, paper }: PrintOrder, count: number, t: Translations['print']): string {
  if (product === 'tent') return t('print.prepareTent');
  if (product === 'poster') return t('print.preparePoster');
  if (product === 'leaflet') return t('print.prepareLeaflet');
  if (product === 'guide') return t('print.prepareGuides', { count });
  if (product === 'back') return t('print.prepareBacks', { count });
  if (product === 'reply-slip') return t('print.prepareSlips', { count });
  if (product === 'badge') return t('print.prepareBadges', { count });
  if (paper.kind === 'single') return t('print.prepareShop');
  return t('print.prepare', { count });
}
