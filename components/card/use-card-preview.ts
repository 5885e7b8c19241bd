'use client';

import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { renderPreview } from '@/lib/browser/print-client';
import type { Preview } from '@/lib/browser/print-protocol';
import type { Card } from '@/lib/card/card';
import type { CardOptions } from '@/lib/print/card-options';
import type { Pictures } from '@/lib/print/designs/design';
import type { Trim } from '@/lib/print/scene';

const NO_PICTURES: Pictures = { photo: null, logo: null };

/**
 * The card's drawing by the print engine, redrawn as the card changes; the last one stays until the next is there.
 * At most one drawing is under way: what is typed meanwhile is drawn once it is done.
 */
export function useCardPreview(
  card: Card | null,
  options: CardOptions,
  trim: Trim,
  pictures: Pictures = NO_PICTURES,
): { preview: Preview | null; failed: boolean } {
  const { profile } = useLanguage();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [failed, setFailed] = useState(false);
  const drawing = useRef(false);
  const wanted = useRef<(() => Promise<Preview>) | null>(null);
  const mounted = useRef(true);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  useEffect(() => {
    if (card === null) return;
    const around = { pictures, origin: window.location.origin };
    wanted.current = () => renderPreview({ card, options, trim, profile, around });
    const drawNext = async () => {
      if (drawing.current) return;
      drawing.current = true;
      while (wanted.current !== null) {
        const draw = wanted.current;
        wanted.current = null;
        try {
          const drawn = await draw();
          if (mounted.current) setPreview(drawn);
          if (mounted.current) setFailed(false);
        } catch {
          if (mounted.current) setFailed(true);
        }
      }
      drawing.current = false;
    };
    void drawNext();
  }, [card, options, trim, profile, pictures]);

  return { preview, failed };
}
