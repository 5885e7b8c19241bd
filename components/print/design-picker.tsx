'use client';

import { useEffect, useId, useRef } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { classNames } from '@/components/ui/class-names';
import type { Preview } from '@/lib/browser/print/print-protocol';
import { type CardOptions, isUpright } from '@/lib/print/card-options';
import { DESIGNS, type DesignName } from '@/lib/print/designs/design-names';
import type { Trim } from '@/lib/print/scene';
import type { Drawings } from './use-design-drawings';

/** Carousel of the designs, each drawn with the actual card: swiped on a phone, and moved through with the arrow keys. */
export function DesignPicker({
  options,
  trim,
  drawings,
  isLarge = false,
  onChange,
}: {
  options: CardOptions;
  trim: Trim;
  drawings: Drawings;
  /** On a phone, one design fills most of the width. */
  isLarge?: boolean;
  onChange: (design: DesignName) => void;
}) {
  const t = useTranslations('print');
  const name = useId();
  const chosenRef = useRef<HTMLLabelElement>(null);
  // The chosen design may be beyond the edge.
  useEffect(() => {
    const strip = chosenRef.current?.parentElement;
    if (chosenRef.current && strip) strip.scrollLeft = chosenRef.current.offsetLeft - strip.offsetLeft - 16;
  }, []);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold">{t('design.legend')}</legend>
      <div className="-mx-4 flex snap-x snap-mandatory scroll-px-4 gap-3 overflow-x-auto px-4 pt-1 pb-3 lg:mx-0 lg:grid lg:snap-none lg:grid-cols-3 lg:overflow-visible lg:px-0">
        {DESIGNS.map((design) => (
          <label
            key={design}
            ref={options.design === design ? chosenRef : undefined}
            className={classNames(
              'relative flex shrink-0 cursor-pointer flex-col gap-2 rounded-surface border p-2 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 lg:w-auto',
              isLarge ? 'w-4/5 snap-center sm:w-80' : 'w-44 snap-start',
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
            <DesignDrawing drawing={drawings[design]} trim={trim} isPortrait={isUpright({ ...options, design })} />
            <span className={classNames('text-small', options.design === design && 'font-semibold')}>
              {t(`design.${design}`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The chosen design, large: both sides as they will be printed. */
export function ChosenCard({ options, trim, drawings }: { options: CardOptions; trim: Trim; drawings: Drawings }) {
  const t = useTranslations('print');
  const drawing = drawings[options.design];
  const isPortrait = isUpright(options);
  const [long, short] = [Math.max(trim.widthMm, trim.heightMm), Math.min(trim.widthMm, trim.heightMm)];
  const sides = [
    ['front', drawing?.front ?? null] as const,
    ...(drawing?.back == null ? [] : [['back', drawing.back] as const]),
  ];
  return (
    <div className={classNames('flex gap-3', isPortrait ? 'justify-center' : 'flex-col sm:flex-row')}>
      {sides.map(([side, svg]) => (
        <figure key={side} className={classNames('min-w-0', isPortrait ? 'w-40' : 'w-full sm:w-1/2')}>
          <span
            className="block overflow-hidden rounded-card bg-card shadow-card"
            style={{ aspectRatio: isPortrait ? `${short} / ${long}` : `${long} / ${short}` }}
          >
            {svg !== null && (
              <img
                src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
                alt={t(`design.${side}`)}
                className="size-full"
              />
            )}
          </span>
          <figcaption className="mt-1.5 text-small text-muted">{t(`design.${side}`)}</figcaption>
        </figure>
      ))}
    </div>
  );
}

/** Both sides of a design, in a frame of the same height for all, whatever their orientation. */
function DesignDrawing({
  drawing,
  trim,
  isPortrait,
}: {
  drawing: Preview | undefined;
  trim: Trim;
  isPortrait: boolean;
}) {
  const [long, short] = [Math.max(trim.widthMm, trim.heightMm), Math.min(trim.widthMm, trim.heightMm)];
  const sides = drawing === undefined ? [null] : [drawing.front, ...(drawing.back === null ? [] : [drawing.back])];
  return (
    <span
      aria-hidden
      className={classNames('flex min-h-44 flex-1 items-center justify-center gap-2', isPortrait ? '' : 'flex-col')}
    >
      {sides.map((svg, index) => (
        <span
          key={index === 0 ? 'front' : 'back'}
          className={classNames(
            'block overflow-hidden rounded-card bg-card shadow-card',
            isPortrait ? 'w-[47%]' : 'w-full',
          )}
          style={{ aspectRatio: isPortrait ? `${short} / ${long}` : `${long} / ${short}` }}
        >
          {svg !== null && <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt="" className="size-full" />}
        </span>
      ))}
    </span>
  );
}
