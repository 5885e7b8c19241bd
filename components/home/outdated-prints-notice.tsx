'use client';

import { useEffect, useState } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { LazyMessages } from '@/components/i18n/translations';
import type { Card } from '@/lib/card/card';

const loadNotice = () => import('@/components/print/batch-notice');

/** Warns when printed cards are out of date. Its module is fetched only if the card has been printed. */
export function OutdatedPrintsNotice({ card }: { card: Card }) {
  const [hasBatch, setHasBatch] = useState(false);
  const { id } = card;
  useEffect(() => {
    let isCurrent = true;
    import('@/lib/browser/print/print-records')
      .then((database) => database.lastBatch(id))
      .then(
        (batch) => isCurrent && setHasBatch(batch !== null),
        () => undefined,
      );
    return () => {
      isCurrent = false;
    };
  }, [id]);
  const noticeModule = useLazyModule(loadNotice, hasBatch);
  if (noticeModule === null) return null;
  return (
    <LazyMessages catalogue="print">
      <noticeModule.BatchNotice card={card} />
    </LazyMessages>
  );
}
