'use client';

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import { currentRegion, subscribePreferences } from '@/lib/browser/platform/preferences';
import { guessRegionProfile, type Locale, type RegionProfile } from '@/lib/i18n/locales';
import { type MessageKey, withRegionMessages } from '@/lib/i18n/messages/app/catalogue';
import { type Screen, screenPath } from '@/lib/i18n/screens';
import { type Translate, translator } from '@/lib/i18n/translate';

type Language = {
  locale: Locale;
  region: RegionProfile;
  /** The app's own messages in the region's wording, and the function that translates them. */
  messages: Record<MessageKey, string>;
  t: Translate;
  /** Returns the path of a screen in the current locale. */
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
  const region = useSyncExternalStore(
    subscribePreferences,
    () => currentRegion(locale),
    () => guessRegionProfile(locale, []),
  );
  const language = useMemo<Language>(() => {
    const regionMessages = withRegionMessages(messages, region);
    return {
      locale,
      region,
      messages: regionMessages,
      t: translator(regionMessages, region),
      path: (screen, cardId) => screenPath(locale, screen, cardId),
    };
  }, [locale, messages, region]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error('useLanguage outside of LanguageProvider');
  return language;
}
