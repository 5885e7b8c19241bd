'use client';

import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { shortLinkVersion } from '@/lib/browser/card/short-link-version';
import { renderPreview } from '@/lib/browser/print/print-client';
import type { Preview } from '@/lib/browser/print/print-protocol';
import type { Card } from '@/lib/card/card';
import type { CardOptions } from '@/lib/print/card-options';
import type { Pictures } from '@/lib/print/designs/design';
import { DESIGNS, type DesignName } from '@/lib/print/designs/design-names';
import type { Trim } from '@/lib/print/scene';

export type Drawings = Partial<Record<DesignName, Preview>>;

/** Draws the designs one after the other, the chosen one first. */
export function useDesignDrawings({
  card,
  options,
  trim,
  bleedMm,
  pictures,
}: {
  /** `null` while another product is chosen: nothing is drawn. */
  card: Card | null;
  options: CardOptions;
  trim: Trim;
  bleedMm: number;
  pictures: Pictures;
}): Drawings {
  const { region } = useLanguage();
  const [drawings, setDrawings] = useState<Drawings>({});
  // The chosen design does not affect any drawing, only which one comes first.
  const { design, ...look } = options;
  const firstRef = useRef(design);
  firstRef.current = design;
  const lookKey = JSON.stringify(look);
  useEffect(() => {
    if (card === null) return;
    let current = true;
    const drawAll = async () => {
      const context = { pictures, origin: window.location.origin, published: shortLinkVersion() };
      const first = firstRef.current;
      for (const one of [first, ...DESIGNS.filter((other) => other !== first)]) {
        const designOptions = { ...(JSON.parse(lookKey) as Omit<CardOptions, 'design'>), design: one };
        const drawing = await renderPreview({ card, options: designOptions, trim, bleedMm, region, context });
        if (!current) return;
        setDrawings((previous) => ({ ...previous, [one]: drawing }));
      }
    };
    drawAll().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [card, lookKey, trim, bleedMm, pictures, region]);
  return drawings;
}
