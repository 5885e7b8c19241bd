'use client';

import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { loadPhoneRules, useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { IconButton } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/text-field';
import type { Phone, PhoneKind } from '@/lib/card/card';
import type { PhoneReading } from '@/lib/card/extension';
import { LIMITS } from '@/lib/card/limits';
import { PHONE_KINDS } from '@/lib/card/phone-kinds';
import { phoneProblem } from '@/lib/card/problems';

/**
 * Fields of one phone number: stored as E.164 as soon as it can be parsed, shown in the region's format after editing.
 */
export function PhoneRow({
  phone,
  onPhone,
  onRemove,
}: {
  phone: Phone;
  onPhone: (phone: Phone) => void;
  onRemove: () => void;
}) {
  const { region } = useLanguage();
  const t = useTranslations('app');
  const rules = useLazyModule(loadPhoneRules);
  const [typing, setTyping] = useState<string | null>(null);
  const formattedNumber = rules?.formatPhone(phone.number, '', region) ?? phone.number;
  const problem = typing === null && rules !== null ? phoneProblem(phone.number) : null;

  const changeNumber = (text: string) => onPhone(withNumber(phone, text, rules?.readPhone(text, region) ?? null));

  // A number typed before the rules were loaded is parsed once they are.
  useEffect(() => {
    const reading = phoneProblem(phone.number) === null ? null : (rules?.readPhone(phone.number, region) ?? null);
    if (typing === null && reading !== null) onPhone(withNumber(phone, phone.number, reading));
  }, [rules, typing, phone, region, onPhone]);

  const kinds = PHONE_KINDS.map((value) => ({ value, label: t(`phone.kind.${value}`) }));
  return (
    <div className="grid grid-cols-[1fr_5.5rem_3rem] items-start gap-2">
      <TextField
        label={t('field.phone')}
        type="tel"
        autoComplete="tel"
        value={typing ?? formattedNumber}
        maxLength={LIMITS.line}
        onFocus={() => setTyping(formattedNumber)}
        onChange={(event) => {
          setTyping(event.currentTarget.value);
          changeNumber(event.currentTarget.value);
        }}
        onBlur={() => setTyping(null)}
        problem={problem === null ? null : t('problem.phone.incomplete')}
      />
      <TextField
        label={t('field.extension')}
        inputMode="numeric"
        value={phone.extension}
        maxLength={LIMITS.extension}
        onChange={(event) => onPhone({ ...phone, extension: event.currentTarget.value })}
      />
      <IconButton
        icon={X}
        label={t('action.removePhone', { name: formattedNumber })}
        onClick={onRemove}
        className="mt-6"
      />
      <SelectField
        label={t('phone.kind')}
        hideLabel
        value={phone.kind}
        options={kinds}
        onChange={(event) => onPhone({ ...phone, kind: event.currentTarget.value as PhoneKind })}
        className="col-span-2"
      />
    </div>
  );
}

function withNumber(phone: Phone, typed: string, reading: PhoneReading | null): Phone {
  const number = typed.trim() === '' ? '' : (reading?.number ?? typed);
  return { ...phone, number, extension: reading?.extension || phone.extension };
}
