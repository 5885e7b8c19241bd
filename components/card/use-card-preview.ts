'use client';

import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { shortLinkVersion } from '@/lib/browser/card/short-link-version';
import { renderPreview } from '@/lib/browser/print/print-client';
import type { Preview } from '@/lib/browser/print/print-protocol';
import type { Card } from '@/lib/card/card';
import type { Pictures } from '@/lib/print/designs/design';
import type { Trim } from '@/lib/print/scene';
import { useOneAtATime } from './use-one-at-a-time';

const NO_PICTURES: Pictures = { photo: null, logo: null };
/** Of most print shops: the card as it looks once cut. */
const USUAL_BLEED_MM = 3;

/** Decodes the card's pictures; the code that does so is fetched for cards that have some. */
const picturesOf = async (card: Card): Promise<Pictures> =>
  (await import('@/lib/browser/print/decode-pictures')).loadPictures(card);

/**
 * Renders the card in its own look with the print engine whenever the card changes; the last preview stays until the next is ready.
 * At most one rendering runs at a time: changes made meanwhile are rendered when it ends.
 */
export function useCardPreview(card: Card | null, trim: Trim): { preview: Preview | null; failed: boolean } {
  const { region } = useLanguage();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [failed, setFailed] = useState(false);
  const schedule = useOneAtATime();

  useEffect(() => {
    if (card === null) return;
    schedule(async () => {
      try {
        const pictures = card.photoId === null && card.logoId === null ? NO_PICTURES : await picturesOf(card);
        const context = { pictures, origin: window.location.origin, published: shortLinkVersion() };
        setPreview(await renderPreview({ card, options: null, trim, bleedMm: USUAL_BLEED_MM, region, context }));
        setFailed(false);
      } catch {
        setFailed(true);
      }
    });
  }, [card, trim, region, schedule]);

  return { preview, failed };
}
