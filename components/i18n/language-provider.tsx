'use client';

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import { regionProfile, subscribePreferences } from '@/lib/browser/preferences';
import { guessRegionProfile, type Locale, type RegionProfile } from '@/lib/i18n/locales';
import { type MessageKey, withRegionWords } from '@/lib/i18n/messages/catalogue';
import { type Screen, screenPath } from '@/lib/i18n/screens';
import { type Translate, translator } from '@/lib/i18n/translate';

type Language = {
  locale: Locale;
  profile: RegionProfile;
  t: Translate;
  /** The address of a screen in the language being read. */
  path: (screen: Screen, cardId?: string) => string;
};

const LanguageContext = createContext<Language | null>(null);

export function LanguageProvider({
  locale,
  messages,
  children,
}: {
  locale: Locale;
  messages: Record<MessageKey, string>;
  children: ReactNode;
}) {
  const profile = useSyncExternalStore(
    subscribePreferences,
    () => regionProfile(locale),
    () => guessRegionProfile(locale, []),
  );
  const language = useMemo<Language>(
    () => ({
      locale,
      profile,
      t: translator(withRegionWords(messages, profile), profile),
      path: (screen, cardId) => screenPath(locale, screen, cardId),
    }),
    [locale, messages, profile],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error('useLanguage outside of LanguageProvider');
  return language;
}
