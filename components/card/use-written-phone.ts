'use client';

import { useLanguage } from '@/components/i18n/language-provider';
import { loadPhoneRules, useLazyModule } from './use-lazy-module';

type WritePhone = (number: string, extension?: string) => string;

/** A number before the rules are here. */
export const asStored: WritePhone = (number) => number;

/** Writes a number as the owner's region does; as it is stored until the rules are here. */
export function useWrittenPhone(): WritePhone {
  return usePhoneWriter() ?? asStored;
}

/** The same for what leaves the device, where a number half written will not do: `null` until the rules are here. */
export function usePhoneWriter(): WritePhone | null {
  const { region } = useLanguage();
  const rules = useLazyModule(loadPhoneRules);
  return rules && ((number, extension = '') => rules.formatPhone(number, extension, region));
}
