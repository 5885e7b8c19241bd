'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { cardStore } from '@/lib/browser/card/card-store';
import { readLocal, readSession, writeLocal, writeSession } from '@/lib/browser/storage/local-storage';
import { lockState } from '@/lib/browser/storage/lock/sealing';
import { STORAGE_KEYS } from '@/lib/browser/storage/storage-keys';
import type { Card } from '@/lib/card/card';
import { type CardOptions, DEFAULT_OPTIONS, lookOf, withLook } from '@/lib/print/card-options';
import { DEFAULT_PAPER, type PaperSettings, readOptions, readPaperSettings } from '@/lib/print/settings';

/** Choices for one print run, not kept for the next one. */
export type PrintRun = {
  start: number;
  copies: string;
  outlines: boolean;
  event: string;
  names: string;
  /** Tear-off tabs on a poster. */
  tabs: boolean;
};

export type PrintSettings = {
  options: CardOptions;
  paper: PaperSettings;
  now: PrintRun;
  change: (patch: { options?: Partial<CardOptions>; paper?: Partial<PaperSettings>; now?: Partial<PrintRun> }) => void;
  reset: () => void;
};

const DEFAULT_RUN: PrintRun = { start: 1, copies: '', outlines: false, event: '', names: '', tabs: false };

/** Other people's names are stored for this window's session only. */
const readNow = (key: string): PrintRun => {
  try {
    const saved = JSON.parse(readSession(key) ?? '{}') as Partial<PrintRun>;
    return { ...DEFAULT_RUN, event: String(saved.event ?? ''), names: String(saved.names ?? '') };
  } catch {
    return DEFAULT_RUN;
  }
};

/** Returns the card's print settings as they were left; every change is stored at once. */
export function usePrintSettings(card: Card): PrintSettings {
  const { id: cardId } = card;
  const optionsKey = STORAGE_KEYS.printOptions + cardId;
  const slipKey = `${optionsKey}.slip`;
  // A user who comes from «Sans téléphone intelligent» needs large print.
  const isLargePrintRequested = useSearchParams().get('design') === 'large-print';
  const [saved, setOptions] = useState<CardOptions>(() => readOptions(readLocal(optionsKey)));
  // Large print is asked for one run: the card keeps its look.
  const [isLargePrint, setLargePrint] = useState(isLargePrintRequested);
  const options: CardOptions = { ...withLook(saved, card), ...(isLargePrint ? { design: 'large-print' } : {}) };
  useEffect(() => {
    if (!isLargePrintRequested) return;
    const url = new URL(window.location.href);
    url.searchParams.delete('design');
    window.history.replaceState(window.history.state, '', url);
  }, [isLargePrintRequested]);
  const [paper, setPaper] = useState<PaperSettings>(() => readPaperSettings(readLocal(STORAGE_KEYS.paper)));
  const [now, setNow] = useState<PrintRun>(() => readNow(slipKey));

  return {
    options,
    paper,
    now,
    change: (patch) => {
      if (patch.options !== undefined) {
        const next = { ...options, ...patch.options };
        setOptions(next);
        writeLocal(optionsKey, JSON.stringify(next));
        const look = lookOf(next);
        const isLookChanged = JSON.stringify(look) !== JSON.stringify(lookOf(options));
        if (isLookChanged) {
          setLargePrint(false);
          cardStore.change(cardId, { look });
        }
      }
      if (patch.paper !== undefined) {
        const next = { ...paper, ...patch.paper };
        setPaper(next);
        writeLocal(STORAGE_KEYS.paper, JSON.stringify(next));
      }
      if (patch.now !== undefined) {
        const next = { ...now, ...patch.now };
        setNow(next);
        // sessionStorage is on the disk: with a lock, people's names are not.
        if (lockState() === 'off') writeSession(slipKey, JSON.stringify({ event: next.event, names: next.names }));
      }
    },
    reset: () => {
      setOptions(DEFAULT_OPTIONS);
      setLargePrint(false);
      cardStore.change(cardId, { look: lookOf(DEFAULT_OPTIONS) });
      setPaper(DEFAULT_PAPER);
      setNow(DEFAULT_RUN);
      for (const key of [optionsKey, STORAGE_KEYS.paper]) writeLocal(key, null);
      writeSession(slipKey, null);
    },
  };
}
