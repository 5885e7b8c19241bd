'use client';

import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { SelectField, TextAreaField, TextField } from '@/components/ui/text-field';
import { deliverFile } from '@/lib/browser/deliver-file';
import { noteGiven } from '@/lib/browser/evening-tag';
import { renderSheets } from '@/lib/browser/print-client';
import { printPages } from '@/lib/browser/print-pages';
import { publishedVersion } from '@/lib/browser/published-version';
import { type Card, fullNameOf } from '@/lib/card/card';
import { fileNameOf } from '@/lib/card/file-name';
import { batchNumber } from '@/lib/print/batch';
import { refuses } from '@/lib/print/findings';
import { sidesOf } from '@/lib/print/layout-card';
import { trimOn } from '@/lib/print/paper';
import { PRESET_IDS } from '@/lib/print/pdf/presets';
import type { PrintOrder } from '@/lib/print/prepare';
import { PRODUCTS } from '@/lib/print/products/product';
import { BatchNotice } from './batch-notice';
import { DesignPicker } from './design-picker';
import { EntriesPicker } from './entries-picker';
import { FindingList } from './finding-list';
import { CAN, LookOptions, OtherWords } from './look-options';
import { MadeNotice } from './made-notice';
import { type MadeFile, makeFile, noteBatch } from './make-file';
import { More } from './more';
import { PaperPicker, usualTrim } from './paper-picker';
import { PrintAdvice } from './print-advice';
import { copiesAsked, orderOf, usualPaper } from './print-order';
import { type PrintTranslate, usePrintWords } from './print-words';
import { Segments } from './segments';
import { SheetDrawing } from './sheet-drawing';
import { SheetOptions } from './sheet-options';
import { TrimPicker } from './trim-picker';
import { usePrinters } from './use-print-records';
import { usePrintSettings } from './use-print-settings';
import { usePictures, useSheets } from './use-sheets';

/** What came of preparing, and for which order: after another choice it is no longer said. */
type Outcome = { asked: string; made: MadeFile | null; batch: string | null; order: PrintOrder } | null;
type Working = 'making' | 'proving' | null;

const newBatch = () => batchNumber(crypto.getRandomValues(new Uint8Array(4)));

export function PrintDesk({ card }: { card: Card }) {
  const p = usePrintWords();
  const { profile, locale } = useLanguage();
  const settings = usePrintSettings(card.id);
  const { options, paper: kept, now, change } = settings;
  const printers = usePrinters() ?? [];
  const pictures = usePictures(card);
  const [batch, setBatch] = useState(newBatch);
  const printer = printers.find(({ id }) => id === kept.printerId) ?? null;
  const order = orderOf(card, settings, { profile, printer, batch });
  const drawn = useSheets(order, pictures);
  const [working, setWorking] = useState<Working>(null);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [directFailed, setDirectFailed] = useState(false);

  const outcomeRef = useRef<HTMLDivElement>(null);
  // The button may be far above what comes of it.
  useEffect(() => {
    if (outcome !== null) outcomeRef.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome]);

  const asked = JSON.stringify({ ...order, slip: { ...order.slip, batch: '' } });
  const said = outcome?.asked === asked ? outcome : null;
  const isDrawn = drawn.asked === JSON.stringify(order) && drawn.preview !== null;
  const preview = drawn.preview;
  const findings = said?.made?.findings ?? preview?.findings ?? [];
  const refused = refuses(preview?.findings ?? []) || copiesAsked(now) === undefined;
  const trim = trimOn(order.paper) ?? usualTrim(profile);
  const isCard = order.product === 'card';
  const isShop = order.paper.kind === 'single';
  const paperOnHand = kept.paper ?? usualPaper(profile);

  const prepare = async () => {
    setWorking('making');
    setOutcome(null);
    const number = batch;
    try {
      const name = fullNameOf(card);
      const words = {
        title: p('print.documentTitle', { name }),
        fileName: p('print.fileName', { name: fileNameOf(card, '1') }),
      };
      const made = await makeFile(order, pictures, words, () => setWorking('proving'));
      if (made.file === null) {
        setOutcome({ asked, made, batch: null, order });
        return;
      }
      const noted = await noteBatch(card, order, made.made, number);
      setOutcome({ asked, made, batch: noted, order });
      setBatch(newBatch());
      await deliverFile(made.file);
      noteGiven('paper');
    } catch {
      setOutcome({ asked, made: null, batch: null, order });
    } finally {
      setWorking(null);
    }
  };

  /** The very order that was made, its batch's number included. */
  const printFromHere = async (made: PrintOrder) => {
    setDirectFailed(false);
    try {
      const around = { pictures, origin: window.location.origin, published: publishedVersion() };
      const whole = await renderSheets({ order: made, around, wholeJob: true });
      await printPages(whole.pages, whole.page);
    } catch {
      setDirectFailed(true);
    }
  };

  return (
    <div className="grid items-start gap-6 lg:grid-cols-2 lg:gap-12">
      <div className="flex flex-col gap-3 lg:sticky lg:top-6 lg:order-2">
        <SheetDrawing order={order} preview={preview} />
        {drawn.failed && <p className="text-small text-muted">{p('print.failed')}</p>}
      </div>
      <div className="flex flex-col gap-7">
        <Segments
          legend={p('product.legend')}
          value={order.product as (typeof PRODUCTS)[number]}
          onChange={(product) => change({ paper: { product } })}
          choices={PRODUCTS.map((value) => ({ value, label: p(`product.${value}`) }))}
        />
        {order.product !== 'card' && order.product !== 'correction' && (
          <p className="-mt-4 text-muted">{p(`product.${order.product}.lead`)}</p>
        )}
        <PaperPicker product={kept.product} paper={paperOnHand} onChange={(paper) => change({ paper: { paper } })} />
        {isCard && (
          <DesignPicker
            card={card}
            options={options}
            trim={trim}
            pictures={pictures}
            onChange={(design) => change({ options: { design } })}
          />
        )}
        {isCard && <OtherWords card={card} options={options} onChange={(patch) => change({ options: patch })} />}
        {order.product === 'reply-slip' && (
          <div className="flex flex-col gap-4">
            <TextField
              label={p('slip.event')}
              hint={p('slip.event.hint')}
              maxLength={60}
              value={now.event}
              onChange={({ target }) => change({ now: { event: target.value } })}
            />
            <TextAreaField
              label={p('slip.names')}
              hint={p('slip.names.hint')}
              value={now.names}
              maxLength={8000}
              onChange={({ target }) => change({ now: { names: target.value } })}
            />
          </div>
        )}
        <div className="flex flex-col gap-3">
          {isCard && (
            <>
              <More legend={p('entries.legend')}>
                <EntriesPicker card={card} options={options} onChange={(patch) => change({ options: patch })} />
              </More>
              <More legend={p('look.legend')} summary={lookSummary(order, p)}>
                <LookOptions options={options} onChange={(patch) => change({ options: patch })} />
              </More>
            </>
          )}
          {isShop || (order.paper.kind === 'plain' && (isCard || order.product === 'reply-slip')) ? (
            <More legend={p('trim.legend')} summary={p('trim.size', measures(trim, locale))}>
              <TrimPicker
                trim={trim}
                onChange={(size) =>
                  paperOnHand.kind !== 'sheet' && change({ paper: { paper: { ...paperOnHand, trim: size } } })
                }
              />
            </More>
          ) : null}
          {isShop && (
            <More
              legend={p('preset.legend')}
              summary={p(`preset.${order.preset === 'home' ? 'shop-x1a' : order.preset}`)}
            >
              <SelectField
                label={p('preset.legend')}
                value={order.preset}
                onChange={({ target }) => {
                  const preset = PRESET_IDS.find((id) => id === target.value);
                  if (preset !== undefined) change({ paper: { preset } });
                }}
                options={PRESET_IDS.flatMap((id) => (id === 'home' ? [] : [{ value: id, label: p(`preset.${id}`) }]))}
              />
              <p className="text-small text-muted">{p('preset.detail')}</p>
            </More>
          )}
          {!isShop && order.product !== 'tent' && (
            <More legend={p('sheet.legend')}>
              <SheetOptions
                paper={order.paper}
                settings={settings}
                printers={printers}
                twoSided={isCard && sidesOf(options) === 2}
              />
            </More>
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
              ? prepareLabel(order, preview?.count ?? 0, p)
              : p(working === 'proving' ? 'print.proving' : 'print.working')}
          </Button>
        </div>
        <div role="status" ref={outcomeRef} className="scroll-mb-40">
          {said?.made?.file && (
            <MadeNotice
              file={said.made.file}
              proved={said.made.proved}
              batch={said.batch}
              {...(!isShop && { onPrint: () => void printFromHere(said.order) })}
            />
          )}
          {said !== null && said.made === null && (
            <Notice tone="error" live="alert">
              {p('print.failed')}
            </Notice>
          )}
          {directFailed && <p>{p('print.directFailed')}</p>}
        </div>
        <PrintAdvice order={order} twoSided={(preview?.pages.length ?? 0) > 1} />
        <BatchNotice card={card} />
        <div className="flex flex-wrap gap-2">
          <BatchesLink cardId={card.id} />
          <Button emphasis="quiet" onClick={settings.reset}>
            {p('print.reset')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function BatchesLink({ cardId }: { cardId: string }) {
  const p = usePrintWords();
  const { path } = useLanguage();
  return (
    <ButtonLink emphasis="quiet" href={path('batches', cardId)}>
      {p('batches.all')}
    </ButtonLink>
  );
}

const measures = ({ widthMm, heightMm }: { widthMm: number; heightMm: number }, locale: string) => ({
  width: widthMm.toLocaleString(locale),
  height: heightMm.toLocaleString(locale),
});

function lookSummary({ options }: PrintOrder, p: PrintTranslate): string {
  const said = [
    CAN.code(options) ? p(`code.kind.${options.code}`) : '',
    p(`sides.${sidesOf(options)}`),
    CAN.ink(options) ? p(`ink.${options.ink}`) : '',
  ];
  return said.filter(Boolean).join(' · ');
}

/** The button says what will come out. */
function prepareLabel({ product, paper }: PrintOrder, count: number, p: PrintTranslate): string {
  if (product === 'tent') return p('print.prepareTent');
  if (product === 'poster') return p('print.preparePoster');
  if (product === 'reply-slip') return p('print.prepareSlips', { count });
  if (product === 'badge') return p('print.prepareBadges', { count });
  if (paper.kind === 'single') return p('print.prepareShop');
  return count === 1 ? p('print.prepareOne') : p('print.prepare', { count });
}
