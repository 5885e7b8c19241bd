'use client';

import { Check } from 'lucide-react';
import { useState } from 'react';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { ADDRESS_PARTS } from '@/lib/card/card';
import type { PrivateDetails } from '@/lib/vcard/card-from-vcard';

/** Asks which of the person's home numbers and addresses go on their professional card: none, unless they say so. */
export function PrivateChoice({
  details: { phones, emails, addresses },
  busy,
  onCreate,
}: {
  details: PrivateDetails;
  busy: boolean;
  onCreate: (chosen: PrivateDetails) => void;
}) {
  const t = useTranslations('book');
  const formatPhone = useWrittenPhone();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choices = [
    ...phones.map(({ id, number, extension }) => ({ id, text: formatPhone(number, extension) })),
    ...emails.map(({ id, address }) => ({ id, text: address })),
    ...addresses.map((address, index) => ({
      id: `address ${index}`,
      text: ADDRESS_PARTS.map((part) => address[part])
        .filter(Boolean)
        .join(', '),
    })),
  ];
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-large font-semibold">{t('open.private')}</legend>
      {choices.map(({ id, text }) => (
        <label key={id} className="flex min-h-12 cursor-pointer items-center gap-3">
          <input
            type="checkbox"
            checked={chosen.has(id)}
            onChange={() => toggle(id)}
            className="size-6 shrink-0 accent-[var(--accent)]"
          />
          <span className="min-w-0 break-words">{text}</span>
        </label>
      ))}
      <Button
        emphasis="filled"
        large
        icon={Check}
        disabled={busy}
        onClick={() =>
          onCreate({
            phones: phones.filter(({ id }) => chosen.has(id)),
            emails: emails.filter(({ id }) => chosen.has(id)),
            addresses: addresses.filter((_, index) => chosen.has(`address ${index}`)),
          })
        }
      >
        {t('open.create')}
      </Button>
    </fieldset>
  );
}
