'use client';

import { useEffect, useState } from 'react';
import type { Batch } from '@/lib/print/batch';
import type { PrinterProfile } from '@/lib/print/calibration';

const loadDatabase = () => import('@/lib/browser/card/card-database');

/** Starts watching, and stops when told, even when told before it has begun. */
function watching(start: () => Promise<() => void>, onRefused: () => void): () => void {
  let stop: (() => void) | null = null;
  let stopped = false;
  start().then((stopWatching) => {
    if (stopped) stopWatching();
    else stop = stopWatching;
  }, onRefused);
  return () => {
    stopped = true;
    stop?.();
  };
}

/** A card's batches, the newest first; `null` until they are read, none where storage is refused. */
export function useBatches(cardId: string): Batch[] | null {
  const [batches, setBatches] = useState<Batch[] | null>(null);
  useEffect(
    () =>
      watching(
        async () => (await loadDatabase()).watchBatches(cardId, setBatches),
        () => setBatches([]),
      ),
    [cardId],
  );
  return batches;
}

/** The printers that were measured. */
export function usePrinters(): PrinterProfile[] | null {
  const [printers, setPrinters] = useState<PrinterProfile[] | null>(null);
  useEffect(
    () =>
      watching(
        async () => (await loadDatabase()).watchPrinters(setPrinters),
        () => setPrinters([]),
      ),
    [],
  );
  return printers;
}
