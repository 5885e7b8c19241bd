'use client';

import { useEffect, useState } from 'react';
import { loadPhoneRules } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { EMPTY_CONTENT, fullNameOf } from '@/lib/card/card';
import type { RegionProfile } from '@/lib/i18n/locales';

/** Lets the person choose among the codes of one picture, each named by what it holds. */
export function CodeChoice({
  codes,
  onChoose,
  onAgain,
  again,
}: {
  codes: readonly string[];
  onChoose: (text: string) => void;
  onAgain: () => void;
  again: string;
}) {
  const t = useTranslations('book');
  const { region } = useLanguage();
  const [names, setNames] = useState<readonly string[]>(codes);
  useEffect(() => {
    let isCurrent = true;
    void namesOf(codes, region).then(
      (found) => isCurrent && setNames(found),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [codes, region]);
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-large font-semibold">{t('scan.several', { count: codes.length })}</h2>
      <ul className="flex flex-col gap-2">
        {codes.map((code, index) => (
          <li key={code}>
            <Button large className="w-full justify-start text-left" onClick={() => onChoose(code)}>
              <span className="min-w-0 break-words">{names[index] ?? code}</span>
            </Button>
          </li>
        ))}
      </ul>
      <Button emphasis="quiet" onClick={onAgain}>
        {again}
      </Button>
    </section>
  );
}

const NAME_MAX = 120;

/** Names each code: the person, their number or address, the site, or the beginning of the text. */
async function namesOf(codes: readonly string[], region: RegionProfile): Promise<string[]> {
  const [{ parseScannedText }, { contentOfScanned }, { formatPhone, phoneReader }] = await Promise.all([
    import('@/lib/scan/scanned-text'),
    import('@/lib/scan/pasted-text'),
    loadPhoneRules(),
  ]);
  const reading = { newId: newIdentifier, readPhone: phoneReader(region) };
  return codes.map((code) => {
    const scanned = parseScannedText(code, reading);
    const content = { ...EMPTY_CONTENT, ...contentOfScanned(scanned, reading) };
    const [phone] = content.phones;
    const name =
      fullNameOf(content) ||
      content.emails[0]?.address ||
      (phone === undefined ? '' : formatPhone(phone.number, phone.extension, region)) ||
      (scanned.kind === 'web' ? scanned.host : '');
    return (name || code).slice(0, NAME_MAX);
  });
}
