'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import { loadPhoneRules, useLazyModule } from './use-lazy-module';

/** Writes a number as the owner's region does; as it is stored until the rules are here. */
export function useWrittenPhone(): (number: string, extension?: string) => string {
  const { profile } = useLanguage();
  const rules = useLazyModule(loadPhoneRules);
  return (number, extension = '') => rules?.formatPhone(number, extension, profile) ?? number;
}
