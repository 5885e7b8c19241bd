'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Locale, RegionProfile } from '@/lib/i18n/locales';
import { type TranslateOf, translator } from '@/lib/i18n/translate';
import { useLanguage } from './language-provider';

/** Sentences of their own for a group of screens, fetched with them: the provider, and the hook that reads them. */
export function lazyWords<Catalogue extends object>(
  load: (locale: Locale) => Promise<Record<keyof Catalogue, string>>,
  regions: Partial<Record<RegionProfile, Partial<Record<keyof Catalogue, string>>>>,
) {
  const WordsContext = createContext<TranslateOf<Catalogue> | null>(null);

  /** `waiting` is shown until the sentences are here. */
  function Words({ waiting, children }: { waiting: ReactNode; children: ReactNode }) {
    const { locale, profile } = useLanguage();
    const [messages, setMessages] = useState<Record<keyof Catalogue, string> | null>(null);
    useEffect(() => {
      let current = true;
      void load(locale).then(
        (loaded) => current && setMessages(loaded),
        () => undefined,
      );
      return () => {
        current = false;
      };
    }, [locale]);
    const translate = useMemo(
      () => messages && translator<Catalogue>({ ...messages, ...regions[profile] }, profile),
      [messages, profile],
    );
    if (translate === null) return waiting;
    return <WordsContext value={translate}>{children}</WordsContext>;
  }

  function useWords(): TranslateOf<Catalogue> {
    const translate = useContext(WordsContext);
    if (translate === null) throw new Error('words outside of their provider');
    return translate;
  }

  return { Words, useWords };
}
