'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import {
  loadPrintMessages,
  PRINT_REGION_WORDS,
  type PrintMessageKey,
  type PrintMessages,
} from '@/lib/i18n/messages/print-catalogue';
import { type TranslateOf, translator } from '@/lib/i18n/translate';

export type PrintTranslate = TranslateOf<PrintMessages>;

const PrintWordsContext = createContext<PrintTranslate | null>(null);

/** The print screens' own sentences, fetched with them; `waiting` is shown until they are here. */
export function PrintWords({ waiting, children }: { waiting: ReactNode; children: ReactNode }) {
  const { locale, profile } = useLanguage();
  const [messages, setMessages] = useState<Record<PrintMessageKey, string> | null>(null);
  useEffect(() => {
    let current = true;
    void loadPrintMessages(locale).then(
      (loaded) => current && setMessages(loaded),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [locale]);
  const translate = useMemo(
    () => messages && translator<PrintMessages>({ ...messages, ...PRINT_REGION_WORDS[profile] }, profile),
    [messages, profile],
  );
  if (translate === null) return waiting;
  return <PrintWordsContext value={translate}>{children}</PrintWordsContext>;
}

export function usePrintWords(): PrintTranslate {
  const translate = useContext(PrintWordsContext);
  if (translate === null) throw new Error('usePrintWords outside of PrintWords');
  return translate;
}
