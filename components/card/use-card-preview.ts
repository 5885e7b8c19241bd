'use client';

import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { renderPreview } from '@/lib/browser/print-client';
import type { Preview } from '@/lib/browser/print-protocol';
import type { Card } from '@/lib/card/card';
import type { Design } from '@/lib/print/designs';
import type { Trim } from '@/lib/print/scene';

/**
 * The card's drawing by the print engine, redrawn as the card changes; the last one stays until the next is there.
 * At most one drawing is under way: what is typed meanwhile is drawn once it is done.
 */
export function useCardPreview(
  card: Card | null,
  design: Design,
  trim: Trim,
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
    wanted.current = () => renderPreview({ card, design, trim, profile });
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
  }, [card, design, trim, profile]);

  return { preview, failed };
}
