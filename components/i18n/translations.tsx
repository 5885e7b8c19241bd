'use client';

import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import type { Messages } from '@/lib/i18n/messages/app/catalogue';
import { type BookMessages, loadBookMessages } from '@/lib/i18n/messages/book/catalogue';
import { type ExchangeMessages, loadExchangeMessages } from '@/lib/i18n/messages/exchange/catalogue';
import { loadPrintMessages, type PrintMessages } from '@/lib/i18n/messages/print/catalogue';
import { type Translate, type TranslateOf, translator } from '@/lib/i18n/translate';
import { useLanguage } from './language-provider';

/** The catalogues that are fetched with the screens that need them. */
type LazyCatalogues = { book: BookMessages; print: PrintMessages; exchange: ExchangeMessages };
export type LazyCatalogue = keyof LazyCatalogues;

const LOADERS = { book: loadBookMessages, print: loadPrintMessages, exchange: loadExchangeMessages };

type LazyTranslations = { [Name in LazyCatalogue]: TranslateOf<Messages & LazyCatalogues[Name]> };
export type Translations = { app: Translate } & LazyTranslations;

const LazyContext = createContext<Partial<LazyTranslations>>({});

/** Fetches `catalogue` and renders `children` once its messages are available. */
export function LazyMessages({ catalogue, children }: { catalogue: LazyCatalogue; children: ReactNode }) {
  const { locale, region, messages } = useLanguage();
  const loadedAbove = useContext(LazyContext);
  const load = useCallback(
    (): Promise<Record<string, string>> => LOADERS[catalogue](locale, region),
    [catalogue, locale, region],
  );
  const loaded = useLazyModule(load);
  const translations = useMemo(
    () => loaded && { ...loadedAbove, [catalogue]: translator({ ...messages, ...loaded }, region) },
    [catalogue, loaded, loadedAbove, messages, region],
  );
  return translations && <LazyContext value={translations}>{children}</LazyContext>;
}

/**
 * Returns the translation function of a catalogue. A lazy catalogue needs a `LazyMessages` ancestor; its function also
 * translates the app's own messages.
 */
export function useTranslations<Name extends keyof Translations>(catalogue: Name): Translations[Name] {
  const lazy = useContext(LazyContext);
  const { t } = useLanguage();
  const translations: Partial<Translations> = { ...lazy, app: t };
  const translate = translations[catalogue];
  if (translate === undefined) throw new Error(`no messages loaded for the ${catalogue} catalogue`);
  return translate as Translations[Name];
}
