'use client';

import { useEffect, useId, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { classNames } from '@/components/ui/class-names';
import { shortLinkVersion } from '@/lib/browser/card/short-link-version';
import { renderPreview } from '@/lib/browser/print/print-client';
import type { Card } from '@/lib/card/card';
import type { CardOptions } from '@/lib/print/card-options';
import type { Pictures } from '@/lib/print/designs/design';
import { DESIGNS, type Design } from '@/lib/print/designs/designs';
import type { Trim } from '@/lib/print/scene';

type Drawings = Partial<Record<Design, string>>;

/** Picker of the six designs, each drawn with the actual card. */
export function DesignPicker({
  card,
  options,
  trim,
  pictures,
  onChange,
}: {
  card: Card;
  options: CardOptions;
  trim: Trim;
  pictures: Pictures;
  onChange: (design: Design) => void;
}) {
  const t = useTranslations('print');
  const name = useId();
  const drawings = useDrawings(card, options, trim, pictures);
  const isPortrait = options.orientation === 'portrait';
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{t('design.legend')}</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {DESIGNS.map((design) => (
          <label
            key={design}
            className={classNames(
              'relative flex cursor-pointer flex-col gap-1.5 rounded-surface border p-2 has-focus-visible:outline-3 has-focus-visible:outline-offset-2',
              options.design === design
                ? 'border-accent bg-accent-soft outline outline-accent'
                : 'border-line bg-surface hover:border-accent',
            )}
          >
            <input
              type="radio"
              name={name}
              value={design}
              checked={options.design === design}
              onChange={() => onChange(design)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-surface"
            />
            <span
              aria-hidden
              className="block w-full overflow-hidden rounded-card bg-card shadow-card"
              style={{
                aspectRatio: isPortrait ? `${trim.heightMm} / ${trim.widthMm}` : `${trim.widthMm} / ${trim.heightMm}`,
              }}
            >
              {drawings[design] !== undefined && (
                <img src={`data:image/svg+xml,${encodeURIComponent(drawings[design])}`} alt="" className="size-full" />
              )}
            </span>
            <span className={classNames('text-small', options.design === design && 'font-semibold')}>
              {t(`design.${design}`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Draws the designs one after the other. Meanwhile the sheet's own drawing shows the chosen one. */
function useDrawings(card: Card, options: CardOptions, trim: Trim, pictures: Pictures): Drawings {
  const { region } = useLanguage();
  const [drawings, setDrawings] = useState<Drawings>({});
  // The chosen design does not affect any of the six drawings.
  const { design: _, ...look } = options;
  const lookKey = JSON.stringify(look);
  useEffect(() => {
    let current = true;
    const drawAll = async () => {
      for (const design of DESIGNS) {
        const designOptions = { ...(JSON.parse(lookKey) as Omit<CardOptions, 'design'>), design };
        const context = { pictures, origin: window.location.origin, published: shortLinkVersion() };
        const { front } = await renderPreview({ card, options: designOptions, trim, region, context });
        if (!current) return;
        setDrawings((previous) => ({ ...previous, [design]: front }));
      }
    };
    drawAll().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [card, lookKey, trim, pictures, region]);
  return drawings;
}
