'use client';

import { useEffect, useState } from 'react';
import type { Batch } from '@/lib/print/batch';
import type { PrinterProfile } from '@/lib/print/calibration';

const loadDatabase = () => import('@/lib/browser/print/print-records');

/** Starts watching and returns the function that stops it, which may be called before watching has begun. */
function watch(start: () => Promise<() => void>, onRefused: () => void): () => void {
  let stop: (() => void) | null = null;
  let isStopped = false;
  start().then((stopWatching) => {
    if (isStopped) stopWatching();
    else stop = stopWatching;
  }, onRefused);
  return () => {
    isStopped = true;
    stop?.();
  };
}

/** Returns a card's batches, newest first; `null` until they are read, empty if storage is unavailable. */
export function useBatches(cardId: string): Batch[] | null {
  const [batches, setBatches] = useState<Batch[] | null>(null);
  useEffect(
    () =>
      watch(
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
      watch(
        async () => (await loadDatabase()).watchPrinters(setPrinters),
        () => setPrinters([]),
      ),
    [],
  );
  return printers;
}
