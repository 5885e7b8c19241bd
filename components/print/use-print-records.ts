'use client';

import { useEffect, useState } from 'react';
import type { Batch } from '@/lib/print/batch';
import type { PrinterProfile } from '@/lib/print/calibration';

const loadDatabase = () => import('@/lib/browser/card/card-database');

/** Starts watching and returns the function that stops it, which may be called before watching has begun. */
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

/** Returns a card's batches, newest first; `null` until they are read, empty if storage is unavailable. */
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

/** Returns the calibrated printers; `null` until they are read, empty if storage is unavailable. */
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
