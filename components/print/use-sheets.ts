'use client';

import { useEffect, useState } from 'react';
import { useOneAtATime } from '@/components/card/use-one-at-a-time';
import { shortLinkVersion } from '@/lib/browser/card/short-link-version';
import { loadPictures } from '@/lib/browser/print/decode-pictures';
import { renderSheets } from '@/lib/browser/print/print-client';
import type { SheetPreview } from '@/lib/browser/print/print-protocol';
import type { Card } from '@/lib/card/card';
import type { Pictures } from '@/lib/print/designs/design';
import type { PrintOrder } from '@/lib/print/prepare';

const NO_PICTURES: Pictures = { photo: null, logo: null };

/** Returns the card's pictures as the print engine takes them; none until they are decoded. */
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

/** `orderKey` is the order that was drawn: if it is not the current order, the drawing is out of date. */
type DrawnSheets = { preview: SheetPreview | null; orderKey: string; failed: boolean };

/**
 * Draws the sheets of an order again whenever it changes. The last drawing stays until the next one is ready, and is
 * removed if none can be made. One drawing at a time: changes made meanwhile are drawn afterwards.
 */
export function useSheets(order: PrintOrder, pictures: Pictures): DrawnSheets {
  const orderKey = JSON.stringify(order);
  const [drawn, setDrawn] = useState<DrawnSheets>({ preview: null, orderKey: '', failed: false });
  const draw = useOneAtATime();
  useEffect(() => {
    const context = { pictures, origin: window.location.origin, published: shortLinkVersion() };
    draw(async () => {
      const requestedOrder = JSON.parse(orderKey) as PrintOrder;
      const preview = await renderSheets({ order: requestedOrder, context, wholeJob: false }).catch(() => null);
      setDrawn({ preview, orderKey, failed: preview === null });
    });
  }, [orderKey, pictures, draw]);
  return drawn;
}
