'use client';

import { useEffect, useRef, useState } from 'react';
import { renderSheets } from '@/lib/browser/print-client';
import { loadPictures } from '@/lib/browser/print-picture';
import type { SheetPreview } from '@/lib/browser/print-protocol';
import type { Card } from '@/lib/card/card';
import type { Pictures } from '@/lib/print/designs/design';
import type { PrintOrder } from '@/lib/print/prepare';

const NO_PICTURES: Pictures = { photo: null, logo: null };

/** The card's pictures as the print engine takes them; none until they are decoded. */
export function usePictures({ photoId, logoId }: Pick<Card, 'photoId' | 'logoId'>): Pictures {
  const [pictures, setPictures] = useState(NO_PICTURES);
  useEffect(() => {
    let current = true;
    if (photoId === null && logoId === null) setPictures(NO_PICTURES);
    else void loadPictures({ photoId, logoId }).then((loaded) => current && setPictures(loaded));
    return () => {
      current = false;
    };
  }, [photoId, logoId]);
  return pictures;
}

/** `asked` is the order the drawing answers: until it is the present one, the drawing is out of date. */
export type DrawnSheets = { preview: SheetPreview | null; asked: string; failed: boolean };

/**
 * The sheets an order makes, drawn anew as it changes; the last drawing stays until the next is there, and goes where none
 * can be made. One drawing at a time: what is chosen meanwhile is drawn once it is done.
 */
export function useSheets(order: PrintOrder, pictures: Pictures): DrawnSheets {
  const asked = JSON.stringify(order);
  const [drawn, setDrawn] = useState<DrawnSheets>({ preview: null, asked: '', failed: false });
  const wanted = useRef<{ asked: string; pictures: Pictures } | null>(null);
  const drawing = useRef(false);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  useEffect(() => {
    wanted.current = { asked, pictures };
    const drawNext = async () => {
      if (drawing.current) return;
      drawing.current = true;
      while (wanted.current !== null && mounted.current) {
        const { asked: text, pictures: shown } = wanted.current;
        wanted.current = null;
        const around = { pictures: shown, origin: window.location.origin };
        const made = await renderSheets({ order: JSON.parse(text) as PrintOrder, around, wholeJob: false }).catch(
          () => null,
        );
        if (mounted.current) setDrawn({ preview: made, asked: text, failed: made === null });
      }
      drawing.current = false;
    };
    void drawNext();
  }, [asked, pictures]);
  return drawn;
}
