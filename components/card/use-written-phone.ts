'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import { loadPhoneRules, useLazyModule } from './use-lazy-module';

type WritePhone = (number: string, extension?: string) => string;

/** Returns a number unformatted, as long as the phone rules are not loaded. */
export const asStored: WritePhone = (number) => number;

/**
 * Returns a function that formats a phone number for the owner's region; unformatted until the phone rules are
 * loaded.
 */
export function useWrittenPhone(): WritePhone {
  return usePhoneWriter() ?? asStored;
}

/**
 * Like `useWrittenPhone`, for data that leaves the device and must be formatted: `null` until the phone rules are
 * loaded.
 */
export function usePhoneWriter(): WritePhone | null {
  const { region } = useLanguage();
  const rules = useLazyModule(loadPhoneRules);
  return rules && ((number, extension = '') => rules.formatPhone(number, extension, region));
}
