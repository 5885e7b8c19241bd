'use client';

import { useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import type { SheetPreview } from '@/lib/browser/print/print-protocol';
import { paperNameOf, sheetOf, WHOLE_PAGE } from '@/lib/print/paper';
import { PRESETS } from '@/lib/print/pdf/presets';
import type { PrintOrder } from '@/lib/print/prepare';
import { PAPERS } from '@/lib/print/sheet-templates';
import { cardPositions, pieceOf } from '@/lib/print/sheets';
import { SegmentedControl } from '../ui/segmented-control';

/** Preview of the printed sheet at scale: the same drawing as in the PDF, at the same positions. */
export function SheetDrawing({ order, preview }: { order: PrintOrder; preview: SheetPreview | null }) {
  const t = useTranslations('print');
  const { locale, region } = useLanguage();
  const [side, setSide] = useState<'front' | 'back'>('front');
  const hasBack = (preview?.pages.length ?? 0) > 1;
  const paperName = paperNameOf(order.paper, region);
  const page = preview?.page ?? PAPERS[paperName];
  const isBack = hasBack && side === 'back';
  const pageSvg = isBack ? preview?.pages[1] : preview?.pages[0];
  const sheet = WHOLE_PAGE.some((product) => product === order.product) ? null : sheetOf(order.paper);
  const piece = sheet === null ? { widthMm: 0, heightMm: 0 } : pieceOf(sheet);
  const percent = (value: number, total: number) => `${(100 * value) / total}%`;
  const { bleedMm } = PRESETS[order.preset];
  const caption =
    order.paper.kind !== 'single'
      ? t('print.page', { paper: t(`print.paper.${paperName}`) })
      : bleedMm === 0
        ? t('print.single.bare')
        : t('print.single.caption', { bleed: bleedMm.toLocaleString(locale) });
  return (
    <figure>
      <div
        className="relative mx-auto w-full max-w-md overflow-hidden rounded-[2px] bg-card shadow-card"
        style={{ aspectRatio: `${page.widthMm} / ${page.heightMm}` }}
      >
        {pageSvg !== undefined && (
          <img
            src={`data:image/svg+xml,${encodeURIComponent(pageSvg)}`}
            alt=""
            className="absolute inset-0 size-full"
          />
        )}
        {sheet !== null &&
          !sheet.isPlain &&
          cardPositions(sheet).map(({ xMm, yMm }) => (
            <div
              key={`${xMm} ${yMm}`}
              aria-hidden
              className="absolute outline outline-dashed outline-press"
              style={{
                left: percent(
                  isBack && order.duplex !== 'short' ? page.widthMm - xMm - piece.widthMm : xMm,
                  page.widthMm,
                ),
                top: percent(
                  isBack && order.duplex === 'short' ? page.heightMm - yMm - piece.heightMm : yMm,
                  page.heightMm,
                ),
                width: percent(piece.widthMm, page.widthMm),
                height: percent(piece.heightMm, page.heightMm),
              }}
            />
          ))}
      </div>
      <figcaption className="mt-2 text-center text-small text-muted">
        {hasBack ? `${t(isBack ? 'print.back' : 'print.front')} · ${caption}` : caption}
      </figcaption>
      {hasBack && (
        <div className="mt-2 flex justify-center">
          <SegmentedControl
            legend={t('look.sides')}
            hideLegend
            value={side}
            onChange={setSide}
            choices={[
              { value: 'front', label: t('print.front') },
              { value: 'back', label: t('print.back') },
            ]}
          />
        </div>
      )}
    </figure>
  );
}
